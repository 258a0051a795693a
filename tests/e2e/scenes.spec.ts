import type { Page } from '@playwright/test';
import { readFilm, shotLengths, undoLabel } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { expect, test } from './launch';

/** `3 2`: how many shots each scene has. */
async function lie(page: Page): Promise<string> {
  const { document } = await readFilm(page);
  return document
    .list('scene')
    .map(({ id }) => document.childrenOf('shot', id).length)
    .join(' ');
}

const headingOf = (page: Page, number: number) =>
  page.getByRole('button', { name: `Select the shots of scene ${number}` });

test('scenes without a script and edits of many shots, by menu, drag and inspector', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Scenes');
  await dropBoards(page, folder, 5);
  const card = (index: number) => boards(page).nth(index).locator('[draggable]');
  const menu = async (...path: string[]): Promise<void> => {
    for (const name of path) await page.getByRole('menuitem', { name, exact: true }).click();
  };

  await test.step('shots become a scene, another scene splits, scenes merge', async () => {
    await card(1).click();
    await card(3).click({ modifiers: ['Control'] });
    await card(1).click({ button: 'right' });
    await menu('New Scene from 2 Shots');
    await expect.poll(() => lie(page)).toBe('3 2');
    await card(1).click();
    await card(1).click({ button: 'right' });
    await menu('Split Scene at This Shot');
    await expect.poll(() => lie(page)).toBe('1 2 2');
    // All rows have come to their places.
    await expect(headingOf(page, 3)).toBeVisible();
    await headingOf(page, 2).click({ button: 'right' });
    await menu('Merge with the Next Scene');
    await expect.poll(() => lie(page)).toBe('1 4');
  });

  await test.step('a new scene comes behind that of the selected shot, and its heading is written at once', async () => {
    await card(0).click();
    await page.keyboard.press('Control+Shift+N');
    await expect(page.getByLabel('Heading of scene 2')).toBeFocused();
    await page.keyboard.type('INT. 灯台');
    await page.keyboard.press('Enter');
    await expect.poll(() => lie(page)).toBe('1 0 4');
    await expect.poll(() => undoLabel(page)).toBe('Edit Scene Heading');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => lie(page)).toBe('1 4');
  });

  await test.step('a scene is dragged behind the other', async () => {
    await headingOf(page, 1).dragTo(headingOf(page, 2), { targetPosition: { x: 8, y: 20 } });
    await expect.poll(() => lie(page)).toBe('4 1');
    expect(await undoLabel(page)).toBe('Move Scene');
  });

  await test.step('a scene goes and its shots stay', async () => {
    await headingOf(page, 2).click({ button: 'right' });
    await menu('Delete Scene', 'Shots Go to the Previous Scene');
    await expect.poll(() => lie(page)).toBe('5');
  });

  await test.step('lengths of several are set, changed and scaled', async () => {
    await page.keyboard.press('Control+A');
    await page.getByRole('tab', { name: 'Shot', exact: true }).click();
    await expect(page.getByText('5 shots', { exact: true }).first()).toBeVisible();
    await card(0).click({ button: 'right' });
    await menu('Length', '2 seconds');
    await expect.poll(() => shotLengths(page)).toEqual([48, 48, 48, 48, 48]);
    const by = page.getByLabel('Make all longer or shorter by');
    await by.fill('12');
    await by.press('Enter');
    await expect.poll(() => shotLengths(page)).toEqual([60, 60, 60, 60, 60]);
    await card(0).click({ button: 'right' });
    await menu('Length', 'Half as Long');
    await expect.poll(() => shotLengths(page)).toEqual([30, 30, 30, 30, 30]);
  });

  await test.step('shots become boards of one, and shots again', async () => {
    // A field that has the focus and was not typed in does not put back what it showed.
    await page.getByLabel('Length of 1A').focus();
    await page.keyboard.press('Control+Alt+J');
    await expect(boards(page)).toHaveCount(1);
    await page.getByLabel('Heading of scene 1').focus();
    await expect(boards(page)).toHaveCount(1);
    expect(await shotLengths(page)).toEqual([150]);
    await card(0).click({ button: 'right' });
    await menu('Split Boards into Shots');
    await expect(boards(page)).toHaveCount(5);
    expect(await shotLengths(page)).toEqual([30, 30, 30, 30, 30]);
  });
  await expect(saved(page)).toBeVisible();
});

test('acts, sequences and scene numbers are set in a scene’s details and its menu, and undone', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Acts');
  await dropBoards(page, folder, 3);
  const groups = async () =>
    (await readFilm(page)).document.list('scene').map(({ act, sequence }) => `${act}/${sequence}`);
  await headingOf(page, 1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New Scene After' }).click();
  await expect(headingOf(page, 2)).toBeVisible();
  await boards(page).first().locator('[draggable]').click();

  await page.keyboard.press('Control+Alt+E');
  const dialog = page.getByRole('dialog', { name: 'Scene 1' });
  await dialog.getByRole('checkbox', { name: 'And the next scene' }).first().click();
  await dialog.getByRole('combobox', { name: 'Act', exact: true }).fill('Act 1');
  await dialog.getByRole('combobox', { name: 'Sequence', exact: true }).fill('嵐の夜 The storm');
  await dialog.getByRole('textbox', { name: 'Scene number' }).fill('7A');
  await page.keyboard.press('Tab');
  await expect.poll(groups).toEqual(['Act 1/嵐の夜 The storm', 'Act 1/']);
  await running.screenshot('scene-details');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Select the shots of scene 7A' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Act and sequence of scene 7A: Act 1' })).toBeVisible();
  await running.screenshot('acts');
  expect(await undoLabel(page)).toBe('Set Scene Number');

  // Counting goes on from a number of one's own.
  await headingOf(page, 8).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Act', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'None', exact: true }).click();
  await expect.poll(groups).toEqual(['Act 1/嵐の夜 The storm', '/']);
  await page.keyboard.press('Control+Z');
  await expect.poll(groups).toEqual(['Act 1/嵐の夜 The storm', 'Act 1/']);

  await page.keyboard.press('Control+Shift+KeyL');
  await expect(page.getByRole('grid', { name: 'Shot list' })).toBeVisible();
  await page.getByRole('button', { name: 'Select the shots of scene 7A' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Scene Details…' }).click();
  await expect(page.getByRole('dialog', { name: 'Scene 7A' })).toBeVisible();
});
