import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boards } from '../e2e/helpers/firstFilm';
import { answerSaveDialog } from '../e2e/helpers/osDialogs';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// What is handed over besides the film: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

/** As a browser shows it. */
async function pictureOfPage({ app }: RunningApp, path: string): Promise<Buffer> {
  const base64 = await app.evaluate(async ({ BrowserWindow }, file) => {
    const window = new BrowserWindow({
      width: 1440,
      height: 900,
      show: false,
      // The program's own session reads no files.
      webPreferences: { partition: 'browser' },
    });
    await window.loadFile(file);
    // Those in sight are painted by then.
    await window.webContents.executeJavaScript(
      'Promise.all([...document.images].filter(({ y }) => y < 900).map((image) => image.decode())).then(() => null)',
    );
    const picture = await window.webContents.capturePage();
    window.destroy();
    return picture.toPNG().toString('base64');
  }, path);
  return Buffer.from(base64, 'base64');
}

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

test('storyboard, timeline, shot list, subtitles', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(boards(page).first()).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Deliver', exact: true }).click();
  await save(running, 'deliver-others');
  await page.getByRole('button', { name: 'Storyboard PDF…' }).click();
  const ready = page.locator('canvas[data-ready]');
  await expect(ready).toBeVisible();
  await save(running, 'storyboard-six');
  await choose(page, 'Layout', /Ekonte/);
  await page.getByRole('textbox', { name: 'Draft' }).fill('第3稿');
  await page.keyboard.press('Tab');
  await expect(ready).toBeVisible();
  await save(running, 'storyboard-ekonte');
  await choose(page, 'Layout', /^9/);
  await page.getByRole('checkbox', { name: 'Cover page' }).click();
  await expect(ready).toBeVisible();
  await save(running, 'storyboard-cover');
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(ready).toBeVisible();
  await save(running, 'storyboard-nine');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('board pictures');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export pictures' })).toBeVisible();
  await save(running, 'export-pictures');
  await page.keyboard.press('Escape');
  for (const [layout, name] of [
    [/^6/, 'grid'],
    [/Ekonte/, 'ekonte'],
  ] as const) {
    await page.keyboard.press('Control+K');
    await page.keyboard.type('web page');
    await page.keyboard.press('Enter');
    await choose(page, 'Layout', layout);
    await save(running, `storyboard-web-${name}`);
    const path = join(folder, `${name}.html`);
    await answerSaveDialog(running.app, path);
    await page.getByRole('button', { name: 'Save as Web Page…' }).click();
    await expect(page.getByText(`${name}.html is finished.`)).toBeVisible();
    const png = await pictureOfPage(running, path);
    writeFileSync(join(root, 'test-results', 'screens', `web-page-${name}.png`), png);
  }
  await page.keyboard.press('Control+K');
  await page.keyboard.type('editing program');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Timeline for an editing program' })).toBeVisible();
  await save(running, 'export-timeline');
  await choose(page, 'Format', /EDL/);
  await save(running, 'export-timeline-edl');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('shot list…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export shot list' })).toBeVisible();
  await save(running, 'export-shot-list');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('subtitles');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export subtitles' })).toBeVisible();
  await save(running, 'export-subtitles');
});
