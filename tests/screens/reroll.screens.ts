import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFilm } from '../e2e/helpers/film';
import { boards, createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { fiveShotClip } from '../e2e/helpers/fiveShots';
import { giveKlingKey } from '../e2e/helpers/kling';
import { runAction } from '../e2e/helpers/palette';
import { rpc } from '../e2e/helpers/rpc';
import { test } from '../e2e/helpers/servers';
import { expect, type RunningApp, root } from '../e2e/launch';
import { settledScreenshot } from './settled';

async function save({ page }: RunningApp, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await settledScreenshot(page));
}

test('a shot between its neighbours', async ({ startKling, launch, folder }) => {
  const server = await startKling({ clip: fiveShotClip });
  const running = await launch();
  const { page } = running;
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'Made by' }).click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  await createProject(running, folder, 'Harbour');
  await dropBoards(page, folder, 4);
  await boards(page).nth(1).click();
  await boards(page).nth(1).click({ button: 'right' });
  await save(running, 'reroll-menu');
  await page.keyboard.press('Escape');
  await runAction(page, 'Re-roll');
  await save(running, 'reroll-local');
  await page.keyboard.press('Escape');
  await giveKlingKey(page, server.address);
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id).slice(0, 2);
  for (const [index, action] of ['霧の中から船が現れる。ミナは手を振る。', 'She runs.'].entries()) {
    const fields = { action };
    await rpc(page, 'edit.run', {
      command: 'shot.edit',
      args: { shotIds: [shotIds[index]], fields },
      selection: [],
    });
  }
  // As the clip has them, nearly.
  const lengths = { command: 'shot.setLength', args: { shotIds, lengthFrames: 48 }, selection: [] };
  await rpc(page, 'edit.run', lengths);
  const wish = { shotIds, provider: 'kling', preset: 'full', settings: { model: 'kling-3.0-omni' } };
  const { cost } = await rpc(page, 'generation.preview', wish);
  await rpc(page, 'generation.submit', { ...wish, approved: cost });
  await expect.poll(async () => (await rpc(page, 'jobs.list', null))[0]?.state).toBe('done');
  await boards(page).nth(1).click();
  await runAction(page, 'Re-roll');
  await choose('Kling 3.0 Omni');
  await save(running, 'reroll');
  await page.getByRole('button', { name: /^Settings/ }).click();
  await save(running, 'reroll-settings');
  await choose('Kling 3.0 Turbo');
  await save(running, 'reroll-no-last');
  await page.keyboard.press('Escape');
  await boards(page).first().click();
  await runAction(page, 'Re-roll');
  await choose('Kling 3.0 Omni');
  await save(running, 'reroll-first-of-scene');
});
