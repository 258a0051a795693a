import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readFilm, undoLabel } from './helpers/film';
import { createProject, dropBoards, saved } from './helpers/firstFilm';
import { expect, test } from './launch';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Shot list' });
const row = (page: Page, at: number): Locator => grid(page).locator('[data-shot]').nth(at);
const cell = (page: Page, at: number, column: string): Locator =>
  row(page, at).locator(`[data-column="${column}"]`);

const fieldOf = async (
  page: Page,
  field: 'action' | 'size' | 'notes' | 'lengthFrames' | 'status',
): Promise<unknown[]> => (await readFilm(page)).sequence.shots.map(({ shot }) => shot[field]);
const labels = async (page: Page): Promise<string> =>
  (await readFilm(page)).sequence.shots.map(({ label }) => label).join(' ');

/** A paste as a spreadsheet would bring it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData('text/plain', value);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => {
    const data = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return data.getData('text/plain');
  });
}

test('cells are edited by keys like those of a spreadsheet', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Cells');
  await dropBoards(page, folder, 4);
  await page.keyboard.press('Control+Shift+KeyL');
  await expect(grid(page)).toBeVisible();

  await cell(page, 0, 'action').click();
  await page.keyboard.type('The harbour, dusk.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ミナは');
  await page.keyboard.press('Tab');
  await expect.poll(() => fieldOf(page, 'action')).toEqual(['The harbour, dusk.', 'ミナは', '', '']);
  expect(await undoLabel(page)).toBe('Edit Action');

  // What is typed on a choice finds it; Escape takes typing back; F2 opens what is there.
  await cell(page, 0, 'size').click();
  await page.keyboard.type('clo');
  await expect(page.getByRole('option', { name: /CU/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('w');
  await page.keyboard.press('Escape');
  await expect.poll(() => fieldOf(page, 'size')).toEqual(['CU', null, null, null]);
  // A choice opens at what is there; what the arrows go to is in sight.
  await cell(page, 0, 'size').click();
  await page.keyboard.press('F2');
  const picked = page.getByRole('listbox', { name: /^Choices/ }).locator('[aria-selected="true"]');
  await expect(picked).toContainText('CU');
  await page.keyboard.press('ArrowUp');
  await expect(picked).toContainText('MCU');
  for (let line = 0; line < 5; line += 1) await page.keyboard.press('ArrowDown');
  await expect(picked).toContainText('POV');
  await expect(picked).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await cell(page, 0, 'action').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' Gulls.');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await fieldOf(page, 'action'))[0]).toBe('The harbour, dusk. Gulls.');

  // What cannot be read says why and stays open.
  await cell(page, 1, 'length').click();
  await page.keyboard.type('soon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('no length');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2+12');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await fieldOf(page, 'lengthFrames'))[1]).toBe(60);

  // Delete empties cells, and deletes no shot.
  await cell(page, 0, 'size').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await expect.poll(() => fieldOf(page, 'size')).toEqual([null, null, null, null]);
  expect(await labels(page)).toBe('1A 1B 1C 1D');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await fieldOf(page, 'size'))[0]).toBe('CU');

  // Scrolled sideways, the number stays in sight.
  const left = async (column: string): Promise<number> => (await cell(page, 0, column).boundingBox())?.x ?? 0;
  const [number, action] = [await left('number'), await left('action')];
  await cell(page, 0, 'action').hover();
  await page.mouse.wheel(120, 0);
  await expect.poll(() => left('action')).toBeLessThan(action);
  await expect.poll(() => left('number')).toBe(number);
});

test('a table from a spreadsheet is looked at first, and is one edit', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Tables');
  await dropBoards(page, folder, 3);
  await page.keyboard.press('Control+Shift+KeyL');

  // What fits goes in at once.
  await cell(page, 0, 'action').click();
  await paste(page, 'One\nTwo\nThree');
  await expect.poll(() => fieldOf(page, 'action')).toEqual(['One', 'Two', 'Three']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => fieldOf(page, 'action')).toEqual(['', '', '']);

  await paste(page, 'Shot\tSize\tWeather\t備考\n1B\tCU\train\t雨\n1C\tgigantic\tsun\t\nX\tWS\tfog\tnew');
  const dialog = page.getByRole('dialog', { name: 'Paste a table' });
  await expect(dialog.getByRole('status')).toContainText('1 cell cannot be read');
  await expect(dialog.getByRole('combobox', { name: 'Column 3 goes to' })).toContainText('Leave out');
  await dialog.getByRole('combobox', { name: 'Column 3 goes to' }).click();
  await page.getByRole('option', { name: 'Action' }).click();
  await dialog.getByRole('button', { name: 'Add 1 shot' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => fieldOf(page, 'size')).toEqual([null, 'CU', null, 'WS']);
  expect(await fieldOf(page, 'notes')).toEqual(['', '雨', '', 'new']);
  expect(await fieldOf(page, 'action')).toEqual(['', 'rain', 'sun', 'fog']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => labels(page)).toBe('1A 1B 1C');

  // What is copied is what a spreadsheet takes; a file comes the same way.
  await cell(page, 0, 'size').click();
  await page.keyboard.type('ms');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await fieldOf(page, 'size'))[0]).toBe('MS');
  await cell(page, 0, 'size').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  expect(await copied(page)).toBe('MS\t\n\t');
  const file = join(folder, 'list.csv');
  writeFileSync(file, 'Scene,Description,Duration\nINT. LAMP ROOM,"She says ""now"".",2s\n1,Waves,1+00\n');
  await page.getByLabel('Table file').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Add 2 shots' }).click();
  await expect.poll(() => labels(page)).toBe('1A 1B 1C 1D 2A');
  const film = await readFilm(page);
  expect(film.sequence.shots.map(({ shot }) => shot.action).slice(3)).toEqual(['Waves', 'She says "now".']);
  await expect(saved(page)).toBeVisible();
});

test('columns, sorting and filters are remembered and leave the film alone', async ({ launch, folder }) => {
  const first = await launch();
  const { page } = first;
  await createProject(first, folder, 'Columns');
  await dropBoards(page, folder, 3);
  await page.keyboard.press('Control+Shift+KeyL');
  const order = await labels(page);
  await cell(page, 2, 'length').click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await fieldOf(page, 'lengthFrames'))[2]).toBe(12);
  const head = (name: string): Locator => grid(page).getByRole('columnheader', { name });
  await head('Length').getByRole('button').click();
  await expect(row(page, 0)).toContainText('1C');
  expect(await labels(page)).toBe(order);
  // Rows cannot be dragged while they are not in film order.
  await expect(cell(page, 0, 'number')).toHaveAttribute('draggable', 'false');
  await head('Move').dragTo(head('Size'), { targetPosition: { x: 6, y: 10 } });
  await head('Angle').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide Angle' }).click();
  await expect(head('Angle')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Filter shots' }).fill('1C');
  await expect(grid(page).locator('[data-shot]')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Filter shots' }).fill('nothing has this');
  await page.getByRole('button', { name: 'Show all shots' }).click();
  await expect(grid(page).locator('[data-shot]')).toHaveCount(3);
  await first.quit();

  const second = await launch({ userData: first.userData });
  await second.page.getByRole('button', { name: /^Columns/ }).click();
  await expect(grid(second.page)).toBeVisible();
  const titles = await grid(second.page).getByRole('columnheader').allInnerTexts();
  expect(titles.indexOf('Move')).toBeLessThan(titles.indexOf('Size'));
  expect(titles).not.toContain('Angle');
  await expect(row(second.page, 0)).toContainText('1C');
  await second.page.getByRole('button', { name: 'by length' }).click();
  await expect(row(second.page, 0)).toContainText('1A');
  // In film order, a row dragged by its number moves the shot.
  await cell(second.page, 2, 'number').dragTo(cell(second.page, 0, 'number'), {
    targetPosition: { x: 20, y: 4 },
  });
  await expect.poll(async () => (await fieldOf(second.page, 'lengthFrames'))[0]).toBe(12);
});

test('the menu of the cells pastes what is on the clipboard', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Menu');
  await dropBoards(page, folder, 2);
  await page.keyboard.press('Control+Shift+KeyL');
  await expect(grid(page)).toBeVisible();
  await app.evaluate(({ clipboard }) => clipboard.writeText('The lamp\nThe sea'));
  await cell(page, 0, 'action').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Paste/ }).click();
  await expect.poll(() => fieldOf(page, 'action')).toEqual(['The lamp', 'The sea']);
});
