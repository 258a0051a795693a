import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, middleOf } from './helpers/drop';
import { readFilm, shotPictures } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerOpenDialog, answerSaveDialog } from './helpers/osDialogs';
import { runAction } from './helpers/palette';
import { canMakeSmallDisk, makeSmallDisk } from './helpers/smallDisk';
import { expect, type RunningApp, test } from './launch';

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });
const projectName = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('button', { name, exact: true });

async function packTo({ app, page }: RunningApp, path: string): Promise<void> {
  await answerSaveDialog(app, path);
  await runAction(page, 'Pack Project');
  await page.getByRole('dialog').getByRole('button', { name: 'Save As…' }).click();
}

/** What the dialogs of opening a packed project answer: the archive, then the folder to make. */
async function answerUnpacking({ app }: RunningApp, archive: string, project: string): Promise<void> {
  await answerOpenDialog(app, [archive]);
  await answerSaveDialog(app, project);
}

/** A file too long to be packed before anybody can click: mostly holes, so it takes no room here. */
function writeLongSound(path: string, bytes: number): void {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(bytes - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes - 44, 40);
  writeFileSync(path, header);
  truncateSync(path, bytes);
}

test('a project is packed as one file, sent on, and is the same film elsewhere', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, '灯台の夜');
  await dropBoards(page, folder, 3);
  await page.getByLabel('Action of 1A').fill('The lamp goes out.');
  await page.getByLabel('Action of 1A').press('Enter');
  await expect(saved(page)).toBeVisible();
  const film = await readFilm(page);
  const archive = join(folder, 'Film.ekontez');
  await packTo(running, archive);
  await expect(notices(page)).toContainText('Film.ekontez is packed');
  await expect(notices(page).getByRole('button', { name: 'Show in Folder' })).toBeVisible();
  expect(readFileSync(archive).subarray(0, 2).toString()).toBe('PK');

  // Packed again under that name: the system has asked, so the older one is replaced.
  await packTo(running, archive);
  await expect(notices(page)).toContainText('Film.ekontez is packed');

  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  await answerUnpacking(running, archive, join(folder, 'Copy'));
  await page.getByRole('button', { name: 'Open packed…' }).click();
  await expect(projectName(page, '灯台の夜')).toBeVisible();
  await expect(boards(page)).toHaveCount(3);
  await expect(notices(page)).toContainText('灯台の夜 is unpacked as Copy.ekonte');
  expect(await shotPictures(page)).toEqual(['board-1', 'board-2', 'board-3']);
  expect((await readFilm(page)).records).toEqual(film.records);
  // Its history came along.
  await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Action of 1A')).toHaveValue('');
  const names = readdirSync(folder).filter((name) => name.startsWith('.'));
  expect(names).toEqual([]);
});

test('a packed project that is dropped, or comes from the system, is unpacked and opened', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Film');
  await dropBoards(page, folder, 2);
  const archive = join(folder, 'Film.ekontez');
  await packTo(running, archive);
  await expect(notices(page)).toContainText('is packed');

  await test.step('dropped on the boards of another film: no pictures to import', async () => {
    await answerSaveDialog(app, join(folder, 'Dropped.ekonte'));
    await dropFiles(page, [archive], await middleOf(page.getByRole('listbox', { name: 'Shots' })));
    await expect(notices(page)).toContainText('Film is unpacked as Dropped.ekonte');
    await expect(boards(page)).toHaveCount(2);
    await expect(page.getByRole('listbox', { name: 'Shots' }).locator('[data-drop]')).toHaveCount(0);
  });

  await test.step('dropped on the welcome screen', async () => {
    await page.keyboard.press('Control+W');
    await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
    await answerSaveDialog(app, join(folder, 'Welcome.ekonte'));
    await dropFiles(page, [archive], await middleOf(page.getByRole('main')));
    await expect(boards(page)).toHaveCount(2);
  });

  await test.step('a scene of Storyboarder dropped there begins a film', async () => {
    await page.keyboard.press('Control+W');
    await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
    await answerSaveDialog(app, join(folder, 'Scene.ekonte'));
    const scene = join(folder, '灯台の場面.storyboarder');
    const board = { newShot: true, dialogue: 'はい。', layers: { ink: { url: 'gone.png' } } };
    writeFileSync(scene, JSON.stringify({ aspectRatio: 2.39, fps: 24, boards: [board, board, board] }));
    await dropFiles(page, [scene], await middleOf(page.getByRole('main')));
    await expect(boards(page)).toHaveCount(3);
    await expect(notices(page)).toContainText('3 of 3 files could not be imported');
    await page.keyboard.press('Control+Z');
    await expect(boards(page)).toHaveCount(0);
  });

  await test.step('a second start brings it', async () => {
    await page.keyboard.press('Control+W');
    await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
    await answerSaveDialog(app, join(folder, 'Second.ekonte'));
    await app.evaluate(({ app: program }, path) => {
      program.emit('second-instance', {}, ['electron', '.', path], '/', null);
    }, archive);
    await expect(boards(page)).toHaveCount(2);
    expect(existsSync(join(folder, 'Second.ekonte', 'project.db'))).toBe(true);
  });
});

test('whoever goes on working is not taken away from it', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Film');
  const archive = join(folder, 'Film.ekontez');
  await packTo(running, archive);
  await expect(notices(page)).toContainText('is packed');
  // The dialog for the place stays open while a shot is added.
  await answerOpenDialog(app, [archive]);
  await app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () =>
        new Promise((resolve) => {
          (globalThis as unknown as { answer: () => void }).answer = () =>
            resolve({ canceled: false, filePath });
        });
    },
    join(folder, 'Copy.ekonte'),
  );
  await runAction(page, 'Open Packed');
  await page.keyboard.press('KeyN');
  await expect(boards(page)).toHaveCount(1);
  await app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
  await expect(notices(page)).toContainText('Film is unpacked and can be opened');
  await expect(boards(page)).toHaveCount(1);
  await notices(page).getByRole('button', { name: 'Open' }).click();
  await expect(boards(page)).toHaveCount(0);
});

test('bad archives: a sentence for each, and nothing is made', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Film');
  const archive = join(folder, 'Film.ekontez');
  await packTo(running, archive);
  await expect(notices(page)).toContainText('is packed');
  const packed = readFileSync(archive);
  const cases: [string, Buffer, RegExp][] = [
    ['cut.ekontez', packed.subarray(0, packed.length - 400), /its end is missing/],
    ['text.ekontez', Buffer.from('no zip at all'), /"text.ekontez" is no packed project/],
    [
      'strange.ekontez',
      Buffer.from(packed.toString('latin1').replaceAll('project.db', '../evil.db'), 'latin1'),
      /leads out of the project folder/,
    ],
  ];
  await test.step('with a project open', async () => {
    for (const [name, bytes, words] of cases) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await answerUnpacking(running, path, join(folder, 'Made.ekonte'));
      await runAction(page, 'Open Packed');
      const notice = notices(page).getByRole('alert');
      await expect(notice).toHaveText(words);
      await notice.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice).toHaveCount(0);
    }
  });
  await test.step('on the welcome screen', async () => {
    await page.keyboard.press('Control+W');
    for (const [name, , words] of cases) {
      await answerUnpacking(running, join(folder, name), join(folder, 'Made.ekonte'));
      await page.getByRole('button', { name: 'Open packed…' }).click();
      await expect(page.getByRole('alert').filter({ hasText: words })).toContainText('packed project');
    }
    // There is a project of that name: it is not replaced.
    await answerUnpacking(running, archive, join(folder, 'Film.ekonte'));
    await page.getByRole('button', { name: 'Open packed…' }).click();
    await expect(page.getByRole('alert')).toContainText('There is something of that name already');
  });
  expect(existsSync(join(folder, 'Made.ekonte'))).toBe(false);
  expect(existsSync(join(folder, 'evil.db'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('packing is followed, called off, and asked about when the window closes', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  const project = await createProject(running, folder, 'Long');
  const sound = join(folder, 'long.wav');
  writeLongSound(sound, 900_000_000);
  await answerOpenDialog(app, [sound]);
  await runAction(page, 'Import by Link');
  await expect.poll(async () => (await readFilm(page)).document.list('media').length).toBe(1);

  const archive = join(folder, 'Long.ekontez');
  await answerSaveDialog(app, archive);
  await runAction(page, 'Pack Project');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(/Take linked media along \(1 file, 900 MB\)/)).toBeChecked();
  await dialog.getByRole('button', { name: 'Save As…' }).click();
  const strip = page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Packing Long.ekontez' });
  await expect(strip).toBeVisible();
  // Edits go on meanwhile.
  await page.keyboard.press('KeyN');
  await expect(boards(page)).toHaveCount(1);
  await strip.getByRole('button', { name: 'Stop packing' }).click();
  await expect(strip).toHaveCount(0);
  expect(readdirSync(folder).sort()).toEqual(['Long.ekonte', 'long.wav']);

  await packTo(running, archive);
  await expect(strip).toBeVisible();
  // A person closes the window, thinks again, closes it after all.
  const asked = await app.evaluateHandle(({ dialog: own }) => {
    const state = { count: 0, response: 0 };
    own.showMessageBox = async () => {
      state.count += 1;
      return { response: state.response, checkboxChecked: false };
    };
    return state;
  });
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await expect.poll(() => asked.evaluate(({ count }) => count)).toBe(1);
  await expect(strip).toBeVisible();
  await asked.evaluate((state) => {
    state.response = 1;
  });
  await close();
  await expect.poll(() => running.ended).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['Long.ekonte', 'long.wav']);
  expect(statSync(project).isDirectory()).toBe(true);
});

if (canMakeSmallDisk) {
  test('no room for the packed project, or for what comes out of it: one sentence, and nothing is left', async ({
    launch,
    folder,
  }) => {
    const disk = makeSmallDisk(folder, 2);
    try {
      const running = await launch();
      const { page } = running;
      await createProject(running, folder, 'Film');
      const large = join(folder, 'large.png');
      const picture = readFileSync((await dropBoards(page, folder, 1))[0] as string);
      writeFileSync(large, Buffer.concat([picture, Buffer.alloc(4_000_000, 7)]));
      await dropFiles(page, [large], await middleOf(page.getByRole('listbox', { name: 'Shots' })));
      await expect(boards(page)).toHaveCount(2);
      await packTo(running, join(disk.folder, 'Film.ekontez'));
      await expect(notices(page).getByRole('alert')).toContainText('Make room there, or choose another disk');
      expect(readdirSync(disk.folder)).toEqual([]);
      await notices(page).getByRole('button', { name: 'Dismiss' }).click();

      const archive = join(folder, 'Film.ekontez');
      await packTo(running, archive);
      await expect(notices(page)).toContainText('is packed');
      await answerUnpacking(running, archive, join(disk.folder, 'Copy.ekonte'));
      await runAction(page, 'Open Packed');
      await expect(notices(page).getByRole('alert')).toContainText('unpacked, needs 5 MB');
      expect(readdirSync(disk.folder)).toEqual([]);
    } finally {
      disk.release();
    }
  });
}
