import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { apiKey, KlingServer } from '../servers/kling/klingServer';
import { boards, createProject, dropBoards } from './helpers/firstFilm';
import { expect, root, test } from './launch';

async function runAction(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(join(root, 'test-results', 'screens'), { recursive: true });
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await page.screenshot());
}

test('Kling makes a clip: the key goes in, the price is shown, the board is its first picture', async ({
  launch,
  folder,
}) => {
  const server = new KlingServer({ looksToDone: 1 });
  await server.start();
  try {
    const running = await launch();
    const { page } = running;
    await createProject(running, folder, 'Rain');
    await dropBoards(page, folder, 2);
    for (const [label, words] of [
      ['Action of 1A', 'Rain on the pier.'],
      ['Action of 1B', 'A boat comes in.'],
    ] as const) {
      await page.getByLabel(label).fill(words);
      await page.getByLabel(label).press('Enter');
    }
    await runAction(page, 'Keys');
    const dialog = page.getByRole('dialog', { name: 'Your own generators' });
    await dialog.getByRole('button', { name: 'Own address' }).click();
    await dialog.getByLabel('Address', { exact: true }).fill(server.address);
    await dialog.getByRole('textbox', { name: 'API key' }).fill(apiKey);
    await dialog.getByRole('button', { name: 'Save and Test' }).click();
    await expect(dialog.getByText(/knows this key/)).toBeVisible();
    await keepPicture(page, 'kling-keys');
    await page.keyboard.press('Escape');

    await boards(page).first().click();
    await page.keyboard.press('Control+G');
    await page.getByRole('combobox', { name: 'Made by' }).click();
    await page.getByRole('option', { name: 'Kling 3.0 Omni' }).click();
    await expect(page.getByText(/submission, .* units, .* USD/)).toBeVisible();
    await keepPicture(page, 'kling-generate');
    await page
      .getByRole('button', { name: /^Generate / })
      .last()
      .click();
    await page.keyboard.press('Control+J');
    await expect(page.getByText(/^Done ·/).first()).toBeVisible();
    await keepPicture(page, 'kling-done');
    expect(server.made).toHaveLength(1);
    const [{ body }] = server.made as [(typeof server.made)[number]];
    const contents = body.contents as readonly { type: string; url?: string }[];
    // The board as the compositor paints it, inline.
    expect(contents.find(({ type }) => type === 'first_frame')?.url?.startsWith('iVBOR')).toBe(true);
  } finally {
    await server.stop();
  }
});
