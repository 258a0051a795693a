import { readFilm, undoLabel } from './helpers/film';
import { openSample } from './helpers/lighthouse';
import { expect, test } from './launch';

test('words are found wherever they stand, and a choice goes there', async ({ launch }) => {
  const running = await launch({ sample: true });
  const { page } = running;
  await openSample(page);
  await page.keyboard.press('Control+F');
  const dialog = page.getByRole('dialog', { name: 'Find in project' });
  await dialog.getByRole('combobox').fill('lantern');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await expect(dialog.getByText('Shots', { exact: true })).toBeVisible();
  await expect(dialog.getByText('Elements', { exact: true })).toBeVisible();
  await running.screenshot('find');
  const first = await dialog.getByRole('option').first().locator('span').first().textContent();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('option', { name: `Shot ${first}` })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+F');
  await dialog.getByRole('combobox').fill('zzzz nowhere');
  await expect(dialog.getByText('These words stand nowhere in the project.')).toBeVisible();
});

test('words are replaced at one place or everywhere, each in one step of undo', async ({ launch }) => {
  const running = await launch({ sample: true });
  const { page } = running;
  await openSample(page);
  const count = async (words: string): Promise<number> => {
    const { document } = await readFilm(page);
    return JSON.stringify(document.records()).split(words).length - 1;
  };
  const before = await count('lantern');
  expect(before).toBeGreaterThan(2);
  await page.keyboard.press('Control+F');
  await page.getByRole('dialog', { name: 'Find in project' }).getByRole('combobox').fill('lantern');
  await page.getByRole('button', { name: 'Replace…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find and replace' });
  await dialog.getByRole('button', { name: 'Match case' }).click();
  await dialog.getByRole('button', { name: 'Whole words' }).click();
  await dialog.getByRole('textbox', { name: 'Replace with' }).fill('ランタン');
  await running.screenshot('replace');
  await dialog.getByRole('button', { name: 'Replace', exact: true }).first().click();
  await expect.poll(() => count('ランタン')).toBe(1);
  expect(await undoLabel(page)).toBe('Replace "lantern"');
  await dialog.getByRole('button', { name: /^Replace All \d+$/ }).click();
  await expect(dialog.getByRole('status')).toContainText(/^Replaced in \d+ places?\./);
  await running.screenshot('replaced');
  expect(await undoLabel(page)).toMatch(/^Replace "lantern" in /);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => count('ランタン')).toBe(1);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => count('lantern')).toBe(before);
});
