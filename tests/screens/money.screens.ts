import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFilm } from '../e2e/helpers/film';
import { createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { giveKlingKey, submitUnseen } from '../e2e/helpers/kling';
import { rpc } from '../e2e/helpers/rpc';
import { test } from '../e2e/helpers/servers';
import { expect, type RunningApp, root } from '../e2e/launch';
import { settledScreenshot } from './settled';

async function save({ page }: RunningApp, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await settledScreenshot(page));
}

const actions = [
  'Rain on the pier. Mina waits under the lamp and looks at the clock of the harbour office.',
  '霧の中から船が現れる。ミナは手を振る。',
  'She runs.',
  'The boat turns and the whole harbour turns with it, lamps, gulls, cranes and all the windows of the old customs house, one after the other.',
  'The lamp goes out.',
  'Morning.',
];

test('paid jobs', async ({ startKling, launch, folder }) => {
  const server = await startKling();
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Harbour');
  await dropBoards(page, folder, 6);
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  for (const [index, action] of actions.entries()) {
    const args = { shotIds: [shotIds[index] ?? ''], fields: { action } };
    await rpc(page, 'edit.run', { command: 'shot.edit', args, selection: [] });
  }
  await giveKlingKey(page, server.address);
  await page.keyboard.press('Control+J');
  await save(running, 'money-jobs-empty');
  await page.getByRole('tab', { name: 'Approval' }).click();
  await save(running, 'money-approval-empty');
  await page.getByRole('tab', { name: 'Spending' }).click();
  await save(running, 'money-spending-empty');
  await page.getByRole('button', { name: 'Ledger' }).click();
  await save(running, 'money-ledger-empty');
  await page.getByRole('tab', { name: 'Approval' }).click();
  // One done, one failed, one held back by a cap; the rest waits for a yes.
  const [first] = await submitUnseen(page, shotIds.slice(0, 1));
  await rpc(page, 'jobs.approve', { jobIds: [first?.id as never] });
  await expect.poll(async () => (await rpc(page, 'jobs.list', null))[0]?.state).toBe('done');
  server.options = { looksToDone: 1, failure: () => 'The picture breaks the rules of use.' };
  const [second] = await submitUnseen(page, shotIds.slice(1, 2));
  await rpc(page, 'jobs.approve', { jobIds: [second?.id as never] });
  await expect.poll(async () => (await rpc(page, 'jobs.list', null))[1]?.state).toBe('failed');
  server.options = { looksToDone: 1_000 };
  const rest = await submitUnseen(page, shotIds.slice(2));
  await save(running, 'money-approval');
  await rpc(page, 'jobs.approve', { jobIds: [rest[0]?.id as never] });
  await expect.poll(async () => (await rpc(page, 'jobs.list', null))[2]?.state).toBe('running');
  const settings = await rpc(page, 'jobs.settings', null);
  await rpc(page, 'jobs.setSettings', {
    settings: { ...settings, caps: { ...settings.caps, day: 0.8 } },
  });
  await rpc(page, 'jobs.approve', { jobIds: [rest[1]?.id as never] });
  await page.getByRole('tab', { name: 'Spending' }).click();
  await page.getByLabel('Cap: The project').fill('20');
  await page.getByLabel('Cap: The project').press('Enter');
  await save(running, 'money-spending');
  await page.getByRole('button', { name: 'Ledger' }).click();
  await save(running, 'money-ledger');
  await page.getByRole('tab', { name: 'Jobs' }).click();
  await page.getByRole('option', { name: /Job 1D/ }).click();
  await save(running, 'money-jobs');
  await page.getByRole('option', { name: /Job 1D/ }).click({ button: 'right' });
  await save(running, 'money-jobs-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Pause All' }).click();
  await save(running, 'money-jobs-paused');
  // A run with things in its way: a shot too long for the model, words too long, and a note or two.
  await page.keyboard.press('Control+J');
  const tooLong = { shotIds: [shotIds[1]], lengthFrames: 600 };
  await rpc(page, 'edit.run', { command: 'shot.setLength', args: tooLong, selection: [] });
  const wordy = {
    shotIds: [shotIds[4]],
    fields: { action: 'The lamp goes out, and comes on again. '.repeat(90) },
  };
  await rpc(page, 'edit.run', { command: 'shot.edit', args: wordy, selection: [] });
  await page.keyboard.press('Control+G');
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await form.getByRole('combobox', { name: 'Made by' }).click();
  await page.getByRole('option', { name: 'Kling 3.0 Omni' }).click();
  await form.getByRole('button', { name: /^All/ }).click();
  await expect(form.getByText(/to mend/)).toBeVisible();
  await save(running, 'money-generate-problems');
  await form.getByRole('button', { name: /Shorten/ }).click();
  await save(running, 'money-generate-mended');
  await form.getByRole('button', { name: 'Check Without Sending' }).click();
  await expect(page.getByRole('dialog', { name: 'Checked, and nothing was sent' })).toBeVisible();
  await page
    .getByRole('button', { name: /^Request to/ })
    .first()
    .click();
  await save(running, 'money-dry-run');
});
