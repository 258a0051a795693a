import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { KlingServer } from '../servers/kling/klingServer';
import { readFilm } from './helpers/film';
import { createProject, dropBoards, saved } from './helpers/firstFilm';
import { giveKlingKey, rpc, submitUnseen } from './helpers/kling';
import { answerSaveDialog } from './helpers/osDialogs';
import { expect, test } from './launch';

const jobs = (page: Page) => page.getByRole('region', { name: 'Jobs' });
const labels = async (page: Page) => (await rpc(page, 'jobs.list', null)).map(({ label }) => label);

/** What was asked for of each task, in the order in which it came. */
const sent = (server: KlingServer): string[] =>
  server.made.flatMap(({ body }) => JSON.stringify(body).match(/Picture \d/) ?? []);

test('money: a cap holds a job back, the list of approvals sends it, the ledger tells of it, dragging orders it', async ({
  launch,
  folder,
}) => {
  const server = new KlingServer({ looksToDone: 1 });
  await server.start();
  try {
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
  } finally {
    await server.stop();
  }
});
