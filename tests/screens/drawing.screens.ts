import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boards, saved } from '../e2e/helpers/firstFilm';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// Boards of a shot, drawing, markers, comments: to be looked at in test-results/screens.

const folder = join(root, 'test-results', 'screens');

async function save({ page }: RunningApp, name: string): Promise<void> {
  await page.mouse.move(480, 18);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await settledScreenshot(page));
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(saved(page)).toBeVisible();
  await expect(boards(page).first()).toBeVisible();
}

test('boards of a shot', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  await boards(page).nth(2).locator('[draggable]').dblclick();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await page.keyboard.press('Alt+KeyN');
  await expect(page.getByText('Board 2 of 2')).toBeVisible();
  await page.keyboard.press('Shift+KeyN');
  await expect(page.getByText('Board 3 of 3')).toBeVisible();
  await save(running, 'boards-stage-empty');
  await page.getByRole('list', { name: 'Boards of this shot' }).getByRole('button').nth(1).click();
  await save(running, 'boards-stage-layers');
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  await page.getByLabel('Name of the board').fill('She turns');
  await page.getByLabel('Name of the board').press('Enter');
  await page
    .getByRole('application', { name: 'Shots and sounds in time' })
    .click({ position: { x: 200, y: 4 } });
  await page.keyboard.press('KeyM');
  await page.getByLabel('Name of the marker').first().fill('Storm begins 嵐');
  await page.getByLabel('Name of the marker').first().press('Enter');
  await page.getByRole('button', { name: 'Markers of the film' }).click();
  await save(running, 'boards-markers');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+KeyA');
  await page.getByLabel('New comment').fill('The lantern is too bright here. もう少し暗く。');
  await page.getByLabel('New comment').press('Control+Enter');
  await expect(page.getByLabel('Comment', { exact: true })).toBeVisible();
  await page.getByLabel('New comment').scrollIntoViewIfNeeded();
  await save(running, 'boards-comments');
  await page.keyboard.press('Control+Digit1');
  await save(running, 'boards-sheet');
});
