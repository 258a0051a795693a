import type { Locator, Page } from '@playwright/test';
import type { Job } from '@shared/generation/job';
import { apiKey } from '../../servers/kling/klingServer';
import { expect } from '../launch';
import { runAction } from './palette';
import { rpc } from './rpc';

/** The key of the test server, for this run of the program. */
export async function giveKlingKey(page: Page, address: string): Promise<void> {
  const account = { region: 'own', address, auth: { type: 'apiKey', key: apiKey } } as const;
  await rpc(page, 'keys.setKling', { account, keep: false });
}

/** Gives the key by hand, in the dialog, and leaves it open. */
export async function enterKlingKey(page: Page, address: string): Promise<Locator> {
  await runAction(page, 'Keys');
  const dialog = page.getByRole('dialog', { name: 'Your own generators' });
  await dialog.getByRole('button', { name: 'Own address' }).click();
  await dialog.getByLabel('Address', { exact: true }).fill(address);
  await dialog.getByRole('textbox', { name: 'API key' }).fill(apiKey);
  await dialog.getByRole('button', { name: 'Save and Test' }).click();
  await expect(dialog.getByText(/knows this key/)).toBeVisible();
  return dialog;
}

/** Asks for a clip of each shot alone, without a yes to its price. */
export async function submitUnseen(page: Page, shotIds: readonly string[]): Promise<Job[]> {
  return rpc(page, 'generation.submit', {
    shotIds: [...shotIds],
    provider: 'kling',
    preset: 'full',
    settings: { model: 'kling-3.0-omni', grouping: 'single', firstFrame: 'none', resolution: '720p' },
    approved: null,
  });
}
