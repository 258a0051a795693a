import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readFilm, shotPictures } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerSaveDialog } from './helpers/osDialogs';
import { expect, test } from './launch';

const panelOf = (page: Page) => page.getByRole('region', { name: 'History' });

test('a version is saved, the film edited, the version restored, and that undone', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Umi');
  await dropBoards(page, folder, 3);
  await page.keyboard.press('Control+Shift+S');
  const panel = panelOf(page);
  await panel.getByLabel('Name of the version').fill('Three boards');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /^Three boards/ })).toBeVisible();

  await boards(page).nth(1).locator('[draggable]').click();
  await page.keyboard.press('Delete');
  await expect(boards(page)).toHaveCount(2);
  await expect(panel.getByText('Brings back 1 shot')).toBeVisible();
  await panel.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(boards(page)).toHaveCount(3);
  expect(await shotPictures(page)).toEqual(['board-1', 'board-2', 'board-3']);
  await expect(panel.getByText('Before “Three boards” was restored')).toBeVisible();
  await expect(saved(page)).toBeVisible();

  await page.keyboard.press('Control+Z');
  await expect(boards(page)).toHaveCount(2);
  await page.keyboard.press('Control+Shift+Z');
  await expect(boards(page)).toHaveCount(3);
  expect((await readFilm(page)).history.undoLabel).toBe('Restore “Three boards”');
});

test('versions are there after a restart, are renamed and deleted; a copy opens in a window of its own', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const path = await createProject(first, folder, 'Umi');
  await dropBoards(first.page, folder, 2);
  await first.page.keyboard.press('Control+S');
  await expect(first.page.getByText(/this moment is kept as the version/)).toBeVisible();
  await first.quit();

  const { app, page } = await launch({ userData: first.userData, args: [path] });
  await expect(boards(page)).toHaveCount(2);
  await page.keyboard.press('Control+Alt+S');
  const panel = panelOf(page);
  const version = panel.getByRole('button', { expanded: false }).filter({ hasText: '2 shots' });
  await version.click();
  await panel.getByRole('button', { name: 'Name it and keep it' }).click();
  await page.keyboard.type('Two boards');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /^Two boards/ })).toBeVisible();

  const copy = join(folder, 'Two boards.ekonte');
  await answerSaveDialog(app, copy);
  const [window] = await Promise.all([
    app.waitForEvent('window'),
    // It goes by itself after some seconds.
    expect(page.getByText(`The copy is in ${copy}.`)).toBeVisible(),
    panel.getByRole('button', { name: 'Save as Copy…' }).click(),
  ]);
  await expect(boards(window)).toHaveCount(2);
  expect(existsSync(join(copy, 'project.db'))).toBe(true);
  await window.close();

  await panel.getByRole('button', { name: /^Delete version/ }).click();
  await panel.getByRole('button', { name: 'Delete for good' }).click();
  await expect(panel.getByText('keeps a version every few minutes')).toBeVisible();
});

test('the history goes back and forward by clicks and keys, and is still there after a restart', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const { page } = first;
  const path = await createProject(first, folder, 'Umi');
  await dropBoards(page, folder, 2);
  for (let count = 3; count <= 6; count += 1) {
    await page.keyboard.press('KeyN');
    await expect(boards(page)).toHaveCount(count);
  }
  await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  const list = panelOf(page).getByRole('listbox', { name: 'Edits, newest first' });
  await expect(list.getByRole('option')).toHaveText([
    /^New Shot/,
    /^New Shot/,
    /^New Shot/,
    /^New Shot/,
    /^Import/,
    'Beginning',
  ]);
  await list.getByRole('option').nth(3).click();
  await expect(boards(page)).toHaveCount(3);
  await expect(list.getByRole('option', { selected: true })).toHaveText(/^New Shot/);
  await list.getByRole('option', { name: 'Beginning' }).click();
  await expect(page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(0);
  await list.focus();
  await page.keyboard.press('ArrowUp');
  await expect(boards(page)).toHaveCount(2);
  expect(await shotPictures(page)).toEqual(['board-1', 'board-2']);
  await list.getByRole('option').first().click();
  await expect(boards(page)).toHaveCount(6);
  await list.getByRole('option').nth(2).click();
  await expect(boards(page)).toHaveCount(4);
  await first.quit();

  const second = await launch({ userData: first.userData, args: [path] });
  await expect(boards(second.page)).toHaveCount(4);
  await second.page.keyboard.press('Control+Shift+H');
  const again = panelOf(second.page).getByRole('listbox', { name: 'Edits, newest first' });
  await expect(again.getByRole('option')).toHaveCount(6);
  await again.getByRole('option').first().click();
  await expect(boards(second.page)).toHaveCount(6);
  await second.page.keyboard.press('Control+Z');
  await expect(boards(second.page)).toHaveCount(5);
});
