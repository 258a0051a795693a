import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunningApp } from '../launch';
import { dropFiles, middleOf } from './drop';
import { shotPictures } from './film';
import { answerSaveDialog } from './osDialogs';
import { writeBoardPictures } from './pictureFiles';

/** Fills in the form of the welcome screen and creates the project in a folder. @returns the project's folder */
export async function createProject(
  { app, page }: RunningApp,
  folder: string,
  name: string,
): Promise<string> {
  const path = join(folder, `${name}.ekonte`);
  await answerSaveDialog(app, path);
  await page.getByLabel('Name of the film').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(saved(page)).toBeVisible();
  return path;
}

/** The mark in the header that all edits are on disk. */
export function saved(page: Page) {
  return page.getByRole('banner').getByRole('status').filter({ hasText: 'Saved' });
}

/** The boards, in film order. */
export function boards(page: Page) {
  return page.getByRole('listbox', { name: 'Shots' }).getByRole('option');
}

/** Drops pictures on the boards, and waits until each is a shot. @returns their files */
export async function dropBoards(page: Page, folder: string, count: number): Promise<string[]> {
  const pictures = writeBoardPictures(folder, count);
  await dropFiles(page, pictures, await middleOf(page.getByRole('listbox', { name: 'Shots' })));
  await expect(boards(page)).toHaveCount(count);
  expect(await shotPictures(page)).toEqual(pictures.map((_, index) => `board-${index + 1}`));
  await expect(saved(page)).toBeVisible();
  return pictures;
}
