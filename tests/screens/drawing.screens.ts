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
  await expect(page.getByTestId('centre').getByText('Board 2 of 2')).toBeVisible();
  await page.keyboard.press('Shift+KeyN');
  await expect(page.getByTestId('centre').getByText('Board 3 of 3')).toBeVisible();
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
  const name = page.getByRole('dialog', { name: 'Your name' });
  await name.getByRole('textbox').fill('黒田美奈 Mina Kuroda');
  await save(running, 'boards-comment-name');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Comment', { exact: true })).toBeVisible();
  await page.getByLabel('New comment').scrollIntoViewIfNeeded();
  await save(running, 'boards-comments');
  await page.keyboard.press('Control+Digit1');
  await save(running, 'boards-sheet');
});

/** Drags over the stage by parts of its size. */
async function stroke(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await page.getByTestId('stage-canvas').boundingBox();
  if (!box) throw new Error('There is no stage.');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...rest] = points;
  if (!first) return;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 8 });
  await page.mouse.up();
}

test('drawing on a board', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  await boards(page).nth(2).locator('[draggable]').dblclick();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await page.keyboard.press('KeyB');
  await page.getByRole('button', { name: /^Colour:/ }).click();
  await save(running, 'drawing-colour');
  await page.getByRole('button', { name: '#e5594f' }).click();
  await stroke(page, [
    [0.3, 0.3],
    [0.4, 0.2],
    [0.5, 0.4],
    [0.62, 0.25],
    [0.7, 0.5],
  ]);
  await expect(saved(page)).toBeVisible();
  await page.keyboard.press('KeyP');
  for (let line = 0; line < 5; line += 1)
    await stroke(page, [
      [0.3 + line * 0.02, 0.6],
      [0.34 + line * 0.02, 0.75],
    ]);
  await page.keyboard.press('KeyE');
  await stroke(page, [
    [0.45, 0.1],
    [0.5, 0.6],
  ]);
  await expect(saved(page)).toBeVisible();
  await page.keyboard.press('KeyA');
  await stroke(page, [
    [0.68, 0.75],
    [0.55, 0.6],
  ]);
  await expect(
    page.getByText('Arrow', { exact: true }).or(page.locator('[data-layer][aria-label="Arrow"]')).first(),
  ).toBeVisible();
  await save(running, 'drawing-arrow');
  await page.keyboard.press('KeyT');
  await page.mouse.click(600, 150);
  await page.getByLabel('Text on the board').fill('嵐の夜 — the storm');
  await save(running, 'drawing-text-editing');
  await page.getByLabel('Text on the board').press('Control+Enter');
  await expect(page.locator('[data-layer][aria-label^="嵐の夜"]')).toBeVisible();
  await save(running, 'drawing-text');
  await page.locator('[data-layer][aria-label="Drawing"]').click();
  await save(running, 'drawing-layer');
  await page.keyboard.press('Shift+KeyN');
  await page.keyboard.press('KeyO');
  await page.keyboard.press('KeyP');
  await stroke(page, [
    [0.4, 0.4],
    [0.6, 0.6],
  ]);
  await save(running, 'drawing-onion');
  await page.getByRole('list', { name: 'Boards of this shot' }).getByRole('button').first().click();
  await page.keyboard.press('KeyV');
  await page.locator('[data-layer][aria-label="Drawing"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Show This Layer/ }).click();
  await save(running, 'drawing-link');
});

test('menus of shots and scenes', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  const card = (index: number) => boards(page).nth(index).locator('[draggable]');
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  await card(0).click();
  await card(4).click({ modifiers: ['Shift'] });
  await card(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Length' }).hover();
  await expect(page.getByRole('menuitem', { name: '10 seconds' })).toBeVisible();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'menu-shots.png'), await settledScreenshot(page));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Select the shots of scene 2' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete Scene' }).hover();
  await expect(page.getByRole('menuitem', { name: 'Shots Go to the Next Scene' })).toBeVisible();
  writeFileSync(join(folder, 'menu-scene.png'), await settledScreenshot(page));
});
