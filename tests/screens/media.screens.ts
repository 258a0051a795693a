import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { dropFiles, middleOf } from '../e2e/helpers/drop';
import { boards, createProject } from '../e2e/helpers/firstFilm';
import { answerOpenDialog } from '../e2e/helpers/osDialogs';
import { writeBoardPictures } from '../e2e/helpers/pictureFiles';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// Media as a designer looks at them: missing, found, folders, clean-up, settings. In test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  mkdirSync(join(root, 'test-results', 'screens'), { recursive: true });
  writeFileSync(join(root, 'test-results', 'screens', `media-${name}.png`), await settledScreenshot(page));
}

const longNames = [
  'A001_C014_0612KX_gate-B_the-very-long-camera-name-that-goes-on-and-on-for-a-whole-line.png',
  '灯台守の少女ミナと古いランタンを持つ老人オトが螺旋階段を上がる場面_最終版_修正3.png',
  'b.png',
];

async function palette({ page }: RunningApp, words: string): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test('missing, found, folders, settings', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Rushes');
  const card = join(folder, 'Volumes', 'RUSHES 2', 'Day 01', 'Camera A', 'Clips');
  mkdirSync(card, { recursive: true });
  const pictures = writeBoardPictures(card, 12);
  for (const [index, name] of longNames.entries()) renameSync(pictures[index] ?? '', join(card, name));
  copyFileSync(join(root, 'tests/fixtures/media/tone.flac'), join(card, 'foghorn.flac'));
  copyFileSync(join(root, 'tests/fixtures/media/clip-23.976.mp4'), join(card, 'waves.mp4'));
  await answerOpenDialog(app, [card]);
  await page.keyboard.press('Control+Alt+KeyI');
  await page.getByRole('tab', { name: 'Media' }).click();
  const panel = page.getByRole('region', { name: 'Elements and media' });
  const sheet = panel.getByRole('listbox', { name: 'Media' });
  await expect(panel.getByText('14 media')).toBeVisible();
  await sheet.getByRole('option').first().click();
  await page.keyboard.press('Control+KeyA');
  await sheet.getByRole('option').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /New Shots from/ }).click();
  await expect(boards(page)).toHaveCount(13);
  await sheet.getByRole('option', { name: 'foghorn.flac' }).click();
  await sheet.getByRole('option', { name: 'foghorn.flac' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Put Sound at Playhead' }).click();
  await save(running, 'linked');
  await panel.getByRole('button', { name: 'More' }).click();
  await save(running, 'more');
  await page.keyboard.press('Escape');

  const moved = join(folder, 'server', 'archive', 'RUSHES 2');
  mkdirSync(join(folder, 'server', 'archive'), { recursive: true });
  renameSync(join(folder, 'Volumes', 'RUSHES 2'), moved);
  const clips = join(moved, 'Day 01', 'Camera A', 'Clips');
  writeFileSync(join(clips, 'board-5.png'), 'another');
  renameSync(join(clips, 'board-6.png'), join(clips, 'renamed by somebody.png'));
  await expect(page.getByText('14 media are missing or changed')).toBeVisible();
  await save(running, 'missing-boards');
  await boards(page).nth(1).locator('[draggable]').dblclick();
  await save(running, 'missing-stage');
  await page.keyboard.press('Control+3');
  await save(running, 'missing-review');
  await page.keyboard.press('Control+1');
  await panel.getByRole('button', { name: 'List' }).click();
  await panel.getByTitle('Show missing and changed media').click();
  await save(running, 'missing-list');
  await page.keyboard.press('Control+KeyE');
  await save(running, 'missing-deliver');
  await page.keyboard.press('Escape');
  await page.getByText('14 media are missing or changed').click();
  await save(running, 'missing-dialog');
  const dialog = page.getByRole('dialog', { name: 'Missing media' });
  await answerOpenDialog(app, [join(folder, 'server')]);
  await dialog.getByRole('button', { name: 'Search a Folder…' }).click();
  await expect(dialog.getByText(/found among/)).toBeVisible();
  await save(running, 'found-dialog');
  await dialog.getByRole('button', { name: /^Relink \d+ Media/ }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await save(running, 'one-left-dialog');
  await page.keyboard.press('Escape');
  await panel.getByTitle('Show missing and changed media').click();

  await palette(running, 'media folders');
  await save(running, 'no-folders');
  await answerOpenDialog(app, [moved]);
  const folders = page.getByRole('dialog', { name: 'Media folders' });
  await folders.getByRole('button', { name: 'Add a Folder…' }).click();
  await expect(folders.getByText('13 media')).toBeVisible();
  await save(running, 'folders');
  await page.keyboard.press('Escape');
  await palette(running, 'import settings');
  await save(running, 'import-settings');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+1');
  await dropFiles(page, [join(clips, 'board-7.png')], await middleOf(page.getByRole('contentinfo')));
  await save(running, 'drop-choice');
});

test('clean-up', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  const project = await createProject(running, folder, 'Room');
  mkdirSync(join(folder, 'pictures'));
  await answerOpenDialog(app, writeBoardPictures(join(folder, 'pictures'), 9));
  await page.keyboard.press('Control+KeyI');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await palette(running, 'clean up');
  const dialog = page.getByRole('dialog', { name: 'Clean up media' });
  await expect(dialog.getByText('9 copied files')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'board-2.png' }).click();
  await save(running, 'cleanup-unused');
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
  await palette(running, 'clean up');
  await dialog.getByRole('button', { name: 'Leftover files 9' }).click();
  await dialog.getByRole('checkbox', { name: 'Choose all' }).click();
  await save(running, 'cleanup-leftovers');
  await dialog.getByRole('button', { name: "Move to the Project's Trash" }).click();
  await expect(dialog.getByText('Nothing is left over')).toBeVisible();
  await save(running, 'cleanup-none');
  await dialog.getByRole('button', { name: /^Cache/ }).click();
  await save(running, 'cleanup-cache');
  await dialog.getByRole('button', { name: 'Trash 9' }).click();
  await dialog.getByRole('button', { name: 'Empty Trash…' }).click();
  await save(running, 'cleanup-trash');
  await dialog.getByRole('button', { name: 'Delete 9 Files for Good' }).click();
  await expect(dialog.getByText('The trash is empty.')).toBeVisible();
});

test('proxies, by the FFmpeg of this machine', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Heavy');
  const files = ['hevc.mp4', 'prores.mov'].map((name) => {
    copyFileSync(join(root, 'tests/fixtures/media', name), join(folder, name));
    return join(folder, name);
  });
  await answerOpenDialog(app, files);
  await page.keyboard.press('Control+Shift+KeyI');
  await expect(boards(page)).toHaveCount(2);
  await page.getByRole('tab', { name: 'Media' }).click();
  const panel = page.getByRole('region', { name: 'Elements and media' });
  await expect(panel.locator('img[data-shown]')).toHaveCount(2);
  await save(running, 'proxies');
});
