import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boards, createProject } from './helpers/firstFilm';
import { answerOpenDialog } from './helpers/osDialogs';
import { writeBoardPictures, writeFigurePicture } from './helpers/pictureFiles';
import { expect, root, test } from './launch';

const fixture = (name: string): string => join(root, 'tests/fixtures/media', name);

test('linked files that are moved away: shown as missing, found by content, relinked, undone', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Rushes');
  const card = join(folder, 'card');
  mkdirSync(card);
  const pictures = writeBoardPictures(card, 3);
  copyFileSync(fixture('tone.flac'), join(card, 'foghorn.flac'));

  await answerOpenDialog(app, [...pictures, join(card, 'foghorn.flac')]);
  await page.keyboard.press('Control+Alt+KeyI');
  await page.getByRole('tab', { name: 'Media' }).click();
  const panel = page.getByRole('region', { name: 'Elements and media' });
  await expect(panel.getByText('4 media')).toBeVisible();
  const sheet = panel.getByRole('listbox', { name: 'Media' });
  await sheet.getByRole('option', { name: 'board-1.png' }).click();
  await sheet.getByRole('option', { name: 'board-3.png' }).click({ modifiers: ['Shift'] });
  await sheet.getByRole('option', { name: 'board-2.png' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New Shots from 3 Media' }).click();
  await expect(boards(page)).toHaveCount(3);

  // Another program moves the folder, and gives one file another name.
  const moved = join(folder, 'Archive', 'card');
  mkdirSync(join(folder, 'Archive'));
  renameSync(card, moved);
  renameSync(join(moved, 'board-2.png'), join(moved, 'wide shot.png'));
  writeFileSync(join(moved, 'board-2.png'), 'no picture');
  const status = page.getByRole('contentinfo').getByText('4 media are missing or changed');
  await expect(status).toBeVisible();
  await expect(sheet.getByText('Missing', { exact: true })).toHaveCount(4);
  await running.screenshot('missing-boards');

  // A film is not begun without a word about it.
  await page.keyboard.press('Control+KeyE');
  const warning = page.getByRole('region', { name: 'Missing media' });
  await expect(warning).toContainText('3 media of the film are missing');
  await expect(warning).toContainText('board-2.png');
  await running.screenshot('missing-deliver');
  await warning.getByRole('button', { name: 'Find Missing Media…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Missing media' });
  await expect(dialog.getByRole('listitem')).toHaveCount(4);
  await expect(dialog.getByRole('button', { name: 'Relink' })).toBeDisabled();
  await answerOpenDialog(app, [join(folder, 'Archive')]);
  await dialog.getByRole('button', { name: 'Search a Folder…' }).click();
  await expect(dialog.getByText('Same content')).toHaveCount(4);
  await expect(dialog.getByText('wide shot.png')).toBeVisible();
  await running.screenshot('missing-found');
  await dialog.getByRole('button', { name: 'Relink 4 Media' }).click();
  await expect(dialog.getByText('Every file is where it should be.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(status).toBeHidden();
  await expect(sheet.locator('img[data-shown]')).toHaveCount(3);

  // One edit: undone it is missing again, redone there again.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(status).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(status).toBeHidden();
});

test('a file located by hand takes its neighbours along; another file of the name has to be confirmed', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Rushes');
  const card = join(folder, 'card');
  mkdirSync(card);
  const [first, second, third] = writeBoardPictures(card, 3);
  await answerOpenDialog(app, [first ?? '', second ?? '', third ?? '']);
  await page.keyboard.press('Control+Alt+KeyI');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  const moved = join(folder, 'other');
  renameSync(card, moved);
  const other = writeFigurePicture(moved, 'board-1');
  await expect(page.getByRole('contentinfo').getByText('3 media are missing or changed')).toBeVisible();
  await page.getByRole('contentinfo').getByText('3 media are missing or changed').click();
  const dialog = page.getByRole('dialog', { name: 'Missing media' });
  await answerOpenDialog(app, [join(moved, 'board-2.png')]);
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'board-2.png' })
    .getByRole('button', { name: 'Locate…' })
    .click();
  await expect(dialog.getByText('Same content')).toHaveCount(2);
  // The picture of that name is another one: it is not chosen by itself.
  expect(other).toBe(join(moved, 'board-1.png'));
  await expect(dialog.getByText('Different file')).toBeVisible();
  await dialog.getByRole('button', { name: 'Relink 2 Media' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('checkbox', { name: 'Relink board-1.png' }).click();
  await dialog.getByRole('button', { name: 'Relink', exact: true }).click();
  await expect(dialog.getByText('Every file is where it should be.')).toBeVisible();
});

test('a media folder: linked files are named by it, and found when it is chosen anew', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Rushes');
  const card = join(folder, 'Day 1');
  mkdirSync(card);
  await answerOpenDialog(app, writeBoardPictures(card, 2));
  await page.keyboard.press('Control+Alt+KeyI');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('media folders');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Media folders' });
  await answerOpenDialog(app, [card]);
  await dialog.getByRole('button', { name: 'Add a Folder…' }).click();
  await expect(dialog.getByText('2 media')).toBeVisible();
  await expect(dialog.getByText(card)).toBeVisible();
  renameSync(card, join(folder, 'Day 1 on the server'));
  await expect(page.getByText('2 media are missing or changed')).toBeVisible();
  await answerOpenDialog(app, [join(folder, 'Day 1 on the server')]);
  await dialog.getByRole('button', { name: 'Change…' }).click();
  await expect(page.getByText('2 media are missing or changed')).toBeHidden();
  await running.screenshot('media-folders');
});
