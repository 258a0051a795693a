import { mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from './helpers/firstFilm';
import { answerOpenDialog } from './helpers/osDialogs';
import { runAction } from './helpers/palette';
import { writeBoardPictures } from './helpers/pictureFiles';
import { expect, test } from './launch';

test('clean-up: unused media, leftover files, the trash and the way back', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  const project = await createProject(running, folder, 'Room');
  mkdirSync(join(folder, 'pictures'));
  await answerOpenDialog(app, writeBoardPictures(join(folder, 'pictures'), 9));
  await page.keyboard.press('Control+KeyI');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await runAction(page, 'Clean Up Media');
  const dialog = page.getByRole('dialog', { name: 'Clean up media' });
  await expect(dialog.getByText('9 copied files')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'board-2.png' }).click();
  await dialog.getByRole('button', { name: 'Delete from the Project' }).click();
  await expect(dialog.getByText('are kept for Undo')).toBeVisible();
  await page.keyboard.press('Escape');
  // Undone, and written over: nothing can bring the pictures back.
  await page.keyboard.press('Control+KeyZ');
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await page.getByRole('button', { name: 'Shot', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Redo' })).toBeDisabled();
  for (const entry of readdirSync(join(project, 'media'), { recursive: true, encoding: 'utf8' })) {
    const path = join(project, 'media', entry);
    if (statSync(path).isFile()) utimesSync(path, 1_700_000_000, 1_700_000_000);
  }
  await runAction(page, 'Clean Up Media');
  await dialog.getByRole('button', { name: 'Leftover files 9' }).click();
  await dialog.getByRole('checkbox', { name: 'Choose all' }).click();
  await dialog.getByRole('button', { name: "Move to the Project's Trash" }).click();
  await expect(dialog.getByText('Nothing is left over')).toBeVisible();
  await dialog.getByRole('button', { name: /^Cache/ }).click();
  await dialog.getByRole('button', { name: 'Empty Cache' }).click();
  await expect(dialog.getByText('The cache is empty.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Trash 9' }).click();
  await dialog.getByRole('checkbox').nth(1).click();
  await dialog.getByRole('button', { name: 'Bring Back' }).click();
  await expect(dialog.getByRole('button', { name: 'Trash 8' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Empty Trash…' }).click();
  await dialog.getByRole('button', { name: 'Delete 8 Files for Good' }).click();
  await expect(dialog.getByText('The trash is empty.')).toBeVisible();
});
