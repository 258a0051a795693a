import type { Locator, Page } from '@playwright/test';
import type { Job } from '@shared/generation/job';
import type { RpcResult } from '@shared/rpc/result';
import type { RpcChannel, RpcReply } from '@shared/rpc/table';
import { apiKey } from '../../servers/kling/klingServer';
import { expect } from '../launch';
import { runAction } from './palette';

/** A call as the window makes it. @throws with the words of a refusal */
export async function rpc<C extends RpcChannel>(
  page: Page,
  channel: C,
  request: unknown,
): Promise<RpcReply<C>> {
  const reply = await page.evaluate(
    ([name, given]) => {
      const bridge = window.ekonte as unknown as {
        call(channel: string, request: unknown): Promise<RpcResult<unknown>>;
      };
      return bridge.call(name, given);
    },
    [channel as string, request] as const,
  );
  if (!reply.ok) throw new Error(`${channel}: ${reply.error.message}`);
  return reply.value as RpcReply<C>;
}

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
