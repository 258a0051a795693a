import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { KlingServer } from '../servers/kling/klingServer';
import { readFilm } from './helpers/film';
import { createProject, dropBoards, saved } from './helpers/firstFilm';
import { giveKlingKey, submitUnseen } from './helpers/kling';
import { answerSaveDialog } from './helpers/osDialogs';
import { rpc } from './helpers/rpc';
import { test } from './helpers/servers';
import { expect } from './launch';

const jobs = (page: Page) => page.getByRole('region', { name: 'Jobs' });
const labels = async (page: Page) => (await rpc(page, 'jobs.list', null)).map(({ label }) => label);

/** What was asked for of each task, in the order in which it came. */
const sent = (server: KlingServer): string[] =>
  server.made.flatMap(({ body }) => JSON.stringify(body).match(/Picture \d/) ?? []);

test('money: a cap holds a job back, the list of approvals sends it, the ledger tells of it, dragging orders it', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling();
  const running = await launch();
  const { app, page } = running;
  const project = await createProject(running, folder, 'Money');
  await dropBoards(page, folder, 3);
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  for (const [index, shotId] of shotIds.entries()) {
    const args = { shotIds: [shotId], fields: { action: `Picture ${index + 1}.` } };
    await rpc(page, 'edit.run', { command: 'shot.edit', args, selection: [] });
  }
  await giveKlingKey(page, server.address);

  // The caps of the window: one job at a time, and none dearer than ten cents.
  await page.keyboard.press('Control+J');
  await jobs(page).getByRole('tab', { name: 'Spending' }).click();
  const type = async (label: string, text: string): Promise<void> => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByLabel(label, { exact: true }).press('Enter');
  };
  await type('Cap: One job', 'a lot');
  await expect(page.getByText('A cap is an amount')).toBeVisible();
  await type('Cap: One job', '0.10');
  await type('Jobs at once: Kling', '1');
  await expect
    .poll(() => rpc(page, 'jobs.settings', null))
    .toMatchObject({ caps: { job: 0.1 }, parallelJobs: { kling: 1 } });

  // A yes to the price does not lift a cap.
  await submitUnseen(page, shotIds);
  await page.getByRole('button', { name: '3 jobs need you' }).click();
  await expect(jobs(page).getByText('Static camera. Picture 2.')).toBeVisible();
  await expect(jobs(page).getByText('3 jobs together')).toBeVisible();
  await jobs(page).getByRole('button', { name: 'Decline 1C' }).click();
  await jobs(page).getByRole('button', { name: 'Approve All' }).click();
  await expect(jobs(page).getByText(/2 jobs are held back by your cap/)).toBeVisible();
  expect(server.made).toEqual([]);

  // Paused, put in another order by hand, the cap lifted: then they go, in that order.
  await jobs(page).getByRole('button', { name: 'Pause All' }).click();
  await jobs(page).getByRole('tab', { name: 'Jobs' }).click();
  await expect(jobs(page).getByText(/^The queue is paused/)).toBeVisible();
  await page.getByRole('option', { name: 'Job 1B' }).dragTo(page.getByRole('option', { name: 'Job 1A' }), {
    targetPosition: { x: 200, y: 4 },
  });
  await expect.poll(() => labels(page)).toEqual(['1B', '1A', '1C']);
  await jobs(page).getByRole('tab', { name: 'Spending' }).click();
  await type('Cap: One job', '');
  await jobs(page).getByRole('button', { name: 'Go On' }).click();
  await expect.poll(() => sent(server), { timeout: 60_000 }).toEqual(['Picture 2', 'Picture 1']);

  // What was spent, and what of it is in the film; also after a restart.
  await jobs(page)
    .getByRole('button', { name: /^Ledger/ })
    .click();
  await expect(page.getByRole('region', { name: 'Ledger' }).getByText('in the film')).toHaveCount(2, {
    timeout: 60_000,
  });
  const table = join(folder, 'spent.csv');
  await answerSaveDialog(app, table);
  await jobs(page).getByRole('button', { name: 'Export CSV…' }).click();
  await expect(page.getByText('spent.csv is written.')).toBeVisible();
  expect(readFileSync(table, 'utf8').split('\r\n')).toHaveLength(3);
  await running.quit();

  const again = await launch({ userData: running.userData, args: [project] });
  await expect(saved(again.page)).toBeVisible();
  await again.page.keyboard.press('Control+J');
  await jobs(again.page).getByRole('tab', { name: 'Spending' }).click();
  await expect(jobs(again.page).getByText('$0.50', { exact: true }).first()).toBeVisible();
  expect(sent(server)).toHaveLength(2);
});

test('what happens while the window is in the background is told by the system, in front by the window', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'News');
  await dropBoards(page, folder, 2);
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  // In front: the window says it.
  const inFront = (isInFront: boolean) =>
    app.evaluate(({ BrowserWindow, Notification }, isFocused) => {
      const [window] = BrowserWindow.getAllWindows().filter((each) => each.isVisible());
      if (!window) throw new Error('no window');
      window.isFocused = () => isFocused;
      const seen = globalThis as unknown as { told?: string[] };
      seen.told ??= [];
      Notification.isSupported = () => true;
      Notification.prototype.show = function show(this: Electron.Notification) {
        seen.told?.push(`${this.title}. ${this.body}`);
        this.emit('click', {});
      };
    }, isInFront);
  const told = () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  const generate = { shotIds, provider: 'local', preset: 'draft', settings: null, approved: null };
  await inFront(true);
  await rpc(page, 'generation.submit', generate);
  await expect(page.getByText('2 clips are done.')).toBeVisible({ timeout: 60_000 });
  expect(await told()).toEqual([]);

  // Behind: the system does, and a click leads to the jobs.
  await inFront(false);
  await rpc(page, 'edit.run', {
    command: 'shot.setLength',
    args: { shotIds: shotIds.slice(0, 1), lengthFrames: 24 },
    selection: [],
  });
  await rpc(page, 'generation.submit', { ...generate, shotIds: shotIds.slice(0, 1) });
  await expect.poll(told, { timeout: 60_000 }).toEqual(['1A is done. It is a take of its shot now.']);
  await expect(jobs(page)).toBeVisible();

  // Switched off: nothing by the system, whatever happens.
  await jobs(page).getByRole('button', { name: 'Notify in the background' }).click();
  await rpc(page, 'generation.submit', { ...generate, preset: 'full', shotIds: shotIds.slice(0, 1) });
  await expect(page.getByText('1A is done.', { exact: true })).toBeVisible({ timeout: 60_000 });
  expect(await told()).toHaveLength(1);
});
