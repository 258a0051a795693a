import { chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import SQLite from 'better-sqlite3';
import { createProject as createProjectFolder } from '../../electron/worker/database/createProject';
import { plainPng } from '../../electron/worker/media/testing/pictures';
import { dropFiles, middleOf } from './helpers/drop';
import { readFilm, shotPictures } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerOpenDialog, answerSaveDialog } from './helpers/osDialogs';
import { probeFilm } from './helpers/probeFilm';
import { canMakeSmallDisk, makeSmallDisk } from './helpers/smallDisk';
import { expect, test } from './launch';

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

/** The one message there is, read and dismissed. */
async function expectOneNotice(page: Page, words: RegExp): Promise<void> {
  await expect(notices(page).getByText(words)).toBeVisible();
  await expect(notices(page).getByRole('button', { name: 'Dismiss' })).toHaveCount(1);
  await notices(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices(page).getByRole('button')).toHaveCount(0);
}

async function dropOnBoards(page: Page, paths: readonly string[]): Promise<void> {
  await dropFiles(page, paths, await middleOf(page.getByRole('listbox', { name: 'Shots' })));
}

test('pictures that are none: one clear message each, the film unchanged, the window goes on', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Careful');
  const [good = ''] = await dropBoards(page, folder, 1);
  const before = await readFilm(page);
  const put = (name: string, bytes: Buffer | string): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const broken = readFileSync(good);
  broken.fill(0x5a, broken.length / 2);

  const bad: [path: string, words: RegExp][] = [
    [put('empty.png', ''), /"empty\.png" is empty \(0 bytes\)/],
    [put('broken.png', broken), /"broken\.png" is damaged or cut off/],
    [put('words.png', 'INT. LIGHTHOUSE - NIGHT'), /"words\.png" is no picture, video or sound/],
    [put('wall.png', plainPng(30_000, 40)), /"wall\.png" is 30,000 px wide; the limit is 16,384 px/],
    [join(folder, 'gone.png'), /"gone\.png" is no longer there/],
  ];
  for (const [path, words] of bad) {
    await dropOnBoards(page, [path]);
    await expectOneNotice(page, words);
    expect(await readFilm(page)).toEqual(before);
  }

  await test.step('what is good among them comes in, and a picture of a wrong name is a picture', async () => {
    const misnamed = put('misnamed.jpg', plainPng(640, 360));
    await dropOnBoards(page, [...bad.map(([path]) => path), misnamed]);
    await expectOneNotice(page, /5 of 6 files could not be imported/);
    await expect(boards(page)).toHaveCount(2);
    expect(await shotPictures(page)).toEqual(['board-1', 'misnamed']);
    await page.keyboard.press('Control+Z');
    await expect.poll(async () => (await readFilm(page)).records).toEqual(before.records);
  });
});

test('projects that do not open: one clear message each, nothing written, the next one opens', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch();
  const make = (name: string): string => {
    const path = join(folder, `${name}.ekonte`);
    const settings = { name, rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };
    createProjectFolder(path, settings, Date.now());
    return path;
  };
  const newer = make('Newer');
  const database = new SQLite(join(newer, 'project.db'));
  database.pragma('user_version = 99');
  database.close();
  const cut = make('Cut');
  truncateSync(join(cut, 'project.db'), readFileSync(join(cut, 'project.db')).length / 2);
  const file = join(folder, 'File.ekonte');
  writeFileSync(file, 'a file, not a folder');
  const empty = join(folder, 'Empty.ekonte');
  mkdirSync(empty);
  const good = make('Good');

  const bad: [path: string, title: string, words: RegExp][] = [
    [newer, 'This project is from a newer Ekonte', /newer/],
    [cut, 'This project cannot be read', /is damaged/],
    [file, 'This is not an Ekonte project', /File\.ekonte/],
    [empty, 'This is not an Ekonte project', /Empty\.ekonte/],
    [join(folder, 'Gone.ekonte'), 'This is not there', /Gone\.ekonte/],
  ];
  const note = page.getByRole('alert');
  for (const [path, title, words] of bad) {
    const bytes = [newer, cut].includes(path) ? readFileSync(join(path, 'project.db')) : null;
    await answerOpenDialog(app, [path]);
    await page.getByRole('button', { name: 'Open…' }).click();
    await expect(note).toContainText(title);
    await expect(note).toContainText(words);
    if (bytes) expect(readFileSync(join(path, 'project.db')).equals(bytes)).toBe(true);
    await note.getByRole('button', { name: 'Dismiss' }).click();
    await expect(note).toHaveCount(0);
  }

  await test.step('a new project where there is something already', async () => {
    await answerSaveDialog(app, good);
    await page.getByRole('button', { name: 'Create project' }).click();
    await expect(note).toContainText('There is something of that name already');
  });

  await test.step('the good one opens, in one window at a time', async () => {
    await answerOpenDialog(app, [good]);
    await page.getByRole('button', { name: 'Open…' }).click();
    await expect(saved(page)).toBeVisible();
    const other = await launch();
    await answerOpenDialog(other.app, [good]);
    await other.page.getByRole('button', { name: 'Open…' }).click();
    await expect(other.page.getByRole('alert')).toContainText('This project is open elsewhere');
    await page.keyboard.press('Control+W');
    await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();
    await other.page.getByRole('button', { name: 'Open…' }).click();
    await expect(saved(other.page)).toBeVisible();
  });
});

if (canMakeSmallDisk) {
  test('a full disk: imports, edits and films say so, nothing is lost, and all goes on when there is room', async ({
    launch,
    folder,
  }) => {
    const disk = makeSmallDisk(folder, 24);
    try {
      const running = await launch();
      const { page } = running;
      await createProject(running, disk.folder, 'Tight');
      await dropBoards(page, folder, 2);
      const before = await readFilm(page);

      await test.step('import', async () => {
        const large = join(folder, 'large.png');
        writeFileSync(large, Buffer.concat([plainPng(900, 900), Buffer.alloc(30_000_000)]));
        await dropOnBoards(page, [large]);
        await expectOneNotice(page, /There is no room for "large\.png".*it needs 31 MB/);
        expect(await readFilm(page)).toEqual(before);
      });

      await test.step('edit', async () => {
        disk.fill();
        const action = page.getByLabel('Action of 1A');
        await action.fill('x'.repeat(15_000));
        await action.press('Enter');
        await expectOneNotice(page, /The disk is full, so this was not saved/);
        expect((await readFilm(page)).records).toEqual(before.records);
        disk.makeRoom();
        await action.fill('The lamp goes out.');
        await action.press('Enter');
        await expect
          .poll(async () => (await readFilm(page)).sequence.shots[0]?.shot.action)
          .toBe('The lamp goes out.');
      });

      await test.step('film', async () => {
        const film = join(disk.folder, 'film.mp4');
        const wanted = await readFilm(page);
        const deliver = async () => {
          await answerSaveDialog(running.app, film);
          await page.keyboard.press('Control+E');
          await page.getByRole('dialog').getByRole('button', { name: 'Save As…' }).click();
        };
        disk.fill();
        await deliver();
        await expectOneNotice(page, /[Tt]he disk.* is full/);
        expect(existsSync(film)).toBe(false);
        expect(await readFilm(page)).toEqual(wanted);
        disk.makeRoom();
        await page.keyboard.press('Escape');
        await deliver();
        await expect(notices(page)).toContainText('is finished', { timeout: 60_000 });
        expect(await probeFilm(film)).toMatchObject({ nb_read_frames: '144' });
      });
      await running.quit();
    } finally {
      disk.release();
    }
  });
} else {
  test('a folder that takes nothing: the project opens to look at, an edit says so, nothing is lost', async ({
    launch,
    folder,
  }) => {
    const running = await launch();
    const { app, page } = running;
    const path = await createProject(running, folder, 'Locked');
    await dropBoards(page, folder, 2);
    const before = await readFilm(page);
    await page.keyboard.press('Control+W');
    chmodSync(path, 0o500);
    try {
      await answerOpenDialog(app, [path]);
      await page.getByRole('button', { name: 'Open…' }).click();
      await expect(page.getByRole('banner').getByText('Read-only')).toBeVisible();
      await page.keyboard.press('KeyN');
      await expectOneNotice(page, /cannot be written to/);
      expect((await readFilm(page)).records).toEqual(before.records);
    } finally {
      chmodSync(path, 0o700);
    }
  });
}
