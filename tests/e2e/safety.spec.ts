import { existsSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { checkProject } from '../../electron/worker/database/checkProject';
import { openProject } from '../../electron/worker/database/openProject';
import { shotPictures } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerOpenDialog, answerSaveDialog } from './helpers/osDialogs';
import { runAction } from './helpers/palette';
import { canMakeSmallDisk, makeSmallDisk } from './helpers/smallDisk';
import { expect, type RunningApp, test } from './launch';

/** A closed project with three boards and a version of the first two. */
async function projectWithVersion(running: RunningApp, folder: string): Promise<string> {
  const { page } = running;
  const path = await createProject(running, folder, 'Umi');
  await dropBoards(page, folder, 2);
  await page.keyboard.press('Control+S');
  await expect(page.getByText(/this moment is kept as the version/)).toBeVisible();
  await page.keyboard.press('KeyN');
  await expect(boards(page)).toHaveCount(3);
  await expect(saved(page)).toBeVisible();
  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();
  return path;
}

/** @throws where there is no worker */
async function workerPid(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    ({ app: program }) => program.getAppMetrics().find(({ name }) => name === 'Ekonte Worker')?.pid,
  );
  if (pid === undefined) throw new Error('There is no worker.');
  return pid;
}

const problem = (page: Page) => page.getByRole('main').getByRole('alert');
const openRecent = (page: Page) => page.getByTitle(/Umi\.ekonte$/).click();

test.describe('a damaged project', () => {
  test('is restored from its last whole version, into a new folder', async ({ launch, folder }) => {
    const running = await launch();
    const { page } = running;
    const path = await projectWithVersion(running, folder);
    truncateSync(join(path, 'project.db'), 3_000);
    const before = readFileSync(join(path, 'project.db'));
    await openRecent(page);
    await expect(problem(page)).toContainText('This project cannot be read');
    await expect(problem(page)).toContainText('2 shots');
    // The workspace that was made for it out of sight is gone again, with its actions.
    await expect(page.locator('[inert]')).toHaveCount(0);
    await expect(page.getByRole('toolbar', { name: 'Transport', includeHidden: true })).toHaveCount(0);
    await problem(page).getByRole('button', { name: 'Restore' }).click();
    await expect(boards(page)).toHaveCount(2);
    expect(await shotPictures(page)).toEqual(['board-1', 'board-2']);
    expect(readFileSync(join(path, 'project.db')).equals(before)).toBe(true);
    expect(await checkProject(join(folder, 'Umi restored.ekonte'))).toEqual([]);
    await page.keyboard.press('KeyN');
    await expect(boards(page)).toHaveCount(3);
  });

  test('is recovered as far as it can be read, and what was lost is told', async ({ launch, folder }) => {
    const running = await launch();
    const { page } = running;
    const path = await projectWithVersion(running, folder);
    const { database, close } = openProject(path, { now: Date.now, onCommitted: () => {} });
    database.handle.exec(`UPDATE record SET json = '{}' WHERE rowid = (SELECT max(rowid) FROM record)`);
    close();
    await openRecent(page);
    await expect(problem(page)).toContainText('Lost: 1 shot');
    await problem(page).getByRole('button', { name: 'Recover' }).click();
    const report = page.getByRole('dialog', { name: 'Recovered' });
    await expect(report).toContainText('Lost: 1 shot');
    await report.getByRole('button', { name: 'Show the Film' }).click();
    await expect(boards(page)).toHaveCount(2);
    expect(await checkProject(join(folder, 'Umi recovered.ekonte'))).toEqual([]);
  });
});

test('a project that another program has open can be looked at, and copied', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  const path = await projectWithVersion(running, folder);
  const other = openProject(path, { now: Date.now, onCommitted: () => {} });
  try {
    await openRecent(page);
    await expect(problem(page)).toContainText('open elsewhere');
    await problem(page).getByRole('button', { name: 'Try again' }).click();
    await expect(problem(page)).toContainText('open elsewhere');
    await problem(page).getByRole('button', { name: 'Open for reading only' }).click();
    await expect(boards(page)).toHaveCount(3);
    await expect(page.getByRole('banner').getByText('Read-only')).toBeVisible();
    await page.keyboard.press('KeyN');
    await expect(boards(page)).toHaveCount(3);
    for (const name of ['Shot', 'Scene', 'Undo'])
      await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
    await page.getByLabel('Action of 1A').fill('Dawn.');
    await page.keyboard.press('Enter');
    const told = page.getByRole('region', { name: 'Notices' });
    await expect(told).toContainText('This project is open for reading only.');
    await expect(told.getByRole('button', { name: 'Save a Copy…' })).toBeVisible();
    const copy = join(folder, 'Mine.ekonte');
    await answerSaveDialog(app, copy);
    const [window] = await Promise.all([
      app.waitForEvent('window'),
      page.getByRole('button', { name: 'Save a Copy…' }).first().click(),
    ]);
    await expect(boards(window)).toHaveCount(3);
    await window.keyboard.press('KeyN');
    await expect(boards(window)).toHaveCount(4);
  } finally {
    other.close();
  }
});

test.describe('while a project is open', () => {
  test('its folder is renamed: Ekonte goes along', async ({ launch, folder }) => {
    const running = await launch();
    const { page } = running;
    const path = await createProject(running, folder, 'Umi');
    await dropBoards(page, folder, 2);
    const renamed = join(folder, 'Renamed.ekonte');
    renameSync(path, renamed);
    await expect(page.getByText(`It is saved in ${renamed} now.`)).toBeVisible();
    await page.keyboard.press('KeyN');
    await expect(boards(page)).toHaveCount(3);
    await expect(saved(page)).toBeVisible();
    expect(existsSync(path)).toBe(false);
    await running.quit();
    const again = await launch({ userData: running.userData, args: [renamed] });
    await expect(boards(again.page)).toHaveCount(3);
  });

  test('its folder is deleted: that is said, the edit waits, and a copy can be saved', async ({
    launch,
    folder,
  }) => {
    const running = await launch();
    const { app, page } = running;
    const path = await createProject(running, folder, 'Umi');
    await page.keyboard.press('KeyN');
    await expect(boards(page)).toHaveCount(1);
    await expect(saved(page)).toBeVisible();
    rmSync(path, { recursive: true });
    await expect(page.getByRole('alert').filter({ hasText: 'not at its place any more' })).toBeVisible();
    await page.keyboard.press('KeyN');
    const state = page.getByRole('banner').getByRole('button', { name: '1 edit not saved' });
    await expect(state).toBeVisible();
    await expect(boards(page)).toHaveCount(1);
    const copy = join(folder, 'Copy.ekonte');
    await answerSaveDialog(app, copy);
    const [window] = await Promise.all([
      app.waitForEvent('window'),
      page.getByRole('alert').getByRole('button', { name: 'Save a Copy…' }).click(),
    ]);
    await expect(boards(window)).toHaveCount(1);
    await window.close();
    // Where the copy lies, the same film goes on, and what waited is saved there.
    await answerOpenDialog(app, [copy]);
    await page.getByRole('button', { name: 'Look for It…' }).click();
    await expect(boards(page)).toHaveCount(2);
    await expect(saved(page)).toBeVisible();
    expect(existsSync(path)).toBe(false);
  });
});

if (canMakeSmallDisk) {
  test('a full disk: an edit waits, is said to be unsaved, is asked for on closing, and is saved when there is room', async ({
    launch,
    folder,
  }) => {
    const disk = makeSmallDisk(folder, 8);
    try {
      const running = await launch();
      const { app, page } = running;
      const path = await createProject(running, disk.folder, 'Umi');
      await dropBoards(page, folder, 1);
      disk.fill();
      const action = page.getByLabel('Action of 1A');
      await action.fill('A long line about the sea. '.repeat(300));
      await action.press('Enter');
      const state = page.getByRole('banner').getByRole('button', { name: '1 edit not saved' });
      await expect(state).toBeVisible();
      await state.click();
      const panel = page.getByRole('dialog', { name: 'What is not saved' });
      await expect(panel).toContainText('The disk is full');
      await expect(panel).toContainText('A long line about the sea.');
      await panel.getByRole('button', { name: 'Try Again' }).click();
      await expect(state).toBeVisible();
      await page.keyboard.press('Escape');

      // Closing asks, and stays.
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
      });
      const window = await app.browserWindow(page);
      await window.evaluate((own) => own.close());
      await expect(state).toBeVisible();
      expect(await window.evaluate((own) => own.isDestroyed())).toBe(false);

      disk.makeRoom();
      await expect(saved(page)).toBeVisible({ timeout: 20_000 });
      await expect(action).toHaveValue(/^A long line about the sea/);

      await test.step('a copy to another disk is followed, and called off', async () => {
        const [picture] = readdirSync(join(path, 'media'), { encoding: 'utf8', recursive: true }).filter(
          (name) => name.endsWith('.png'),
        );
        // A hole that takes no room here, and its time to be copied there.
        truncateSync(join(path, 'media', picture ?? ''), 4_000_000_000);
        await answerSaveDialog(app, join(folder, 'Copy.ekonte'));
        const worker = await workerPid(app);
        await runAction(page, 'Save a Copy');
        const strip = page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Copying to' });
        await expect(strip).toContainText('Copying to Copy.ekonte');
        // Held still, so that it cannot end before it is called off.
        process.kill(worker, 'SIGSTOP');
        try {
          await expect(strip.getByRole('progressbar')).toBeVisible();
          await strip.getByRole('button', { name: 'Stop copying' }).click();
        } finally {
          process.kill(worker, 'SIGCONT');
        }
        await expect(strip).toHaveCount(0);
        expect(readdirSync(folder).filter((name) => /copy|^\./i.test(name))).toEqual([]);
        expect(app.windows()).toHaveLength(1);
      });
      await running.quit();
    } finally {
      disk.release();
    }
  });
}
