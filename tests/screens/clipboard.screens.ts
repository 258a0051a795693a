import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boards } from '../e2e/helpers/firstFilm';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// Menus with Cut, Copy and Paste: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

test('menus of the clipboard', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(boards(page).first()).toBeVisible();
  await boards(page).nth(1).locator('[draggable]').click({ button: 'right' });
  await save(running, 'clipboard-shot-menu');
  await page.keyboard.press('Escape');
  await page.locator('[data-element]').first().click({ button: 'right' });
  await save(running, 'clipboard-element-menu');
});
