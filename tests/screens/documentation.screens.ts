import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { boards, saved } from '../e2e/helpers/firstFilm';
import { expect, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

const folder = join(root, 'docs', 'images');

/** As a PNG of 256 colours, which is a third of the size and looks the same. */
async function save(name: string, picture: Buffer): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await sharp(picture)
    .png({ palette: true, quality: 100, effort: 10, dither: 0.9 })
    .toFile(join(folder, `${name}.png`));
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(saved(page)).toBeVisible();
  await expect(boards(page).first()).toBeVisible();
}

/** Away from everything that shows a tooltip or a highlight. */
const parkMouse = (page: Page) => page.mouse.move(480, 18);

test('the five pictures of the documentation, from the sample film', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();
  await save('welcome', await settledScreenshot(page));

  await openSample(page);
  await page.getByRole('option', { name: 'Shot 2A' }).locator('[draggable]').click();
  await parkMouse(page);
  await save('boards', await settledScreenshot(page));

  await page.keyboard.press('End');
  await page.getByRole('option', { name: 'Shot 2D' }).locator('[draggable]').dblclick();
  await expect(page.getByTestId('stage-canvas')).toBeVisible();
  await page.getByRole('tab', { name: 'Camera' }).click();
  await page.keyboard.press('KeyC');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await parkMouse(page);
  await save('stage', await settledScreenshot(page));

  await page.keyboard.press('KeyV');
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Equal');
  await parkMouse(page);
  await save('timeline', await settledScreenshot(page));

  await page.keyboard.press('Backslash');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+A');
  await page.getByRole('banner').getByRole('button', { name: 'Generate' }).click();
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await form.getByRole('button', { name: 'Draft' }).click();
  await form.getByRole('button', { name: 'Generate 14 Clips' }).click();
  await page.keyboard.press('Control+J');
  await page.getByRole('tab', { name: 'Takes' }).click();
  await expect(page.getByRole('region', { name: 'Jobs' }).getByText(/^Done/).nth(1)).toBeVisible();
  await parkMouse(page);
  await save('jobs', await page.screenshot({ animations: 'disabled', scale: 'css' }));
});
