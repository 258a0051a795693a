import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { giveKlingKey } from '../e2e/helpers/kling';
import { openSample } from '../e2e/helpers/lighthouse';
import { test } from '../e2e/helpers/servers';
import { expect, type RunningApp, root } from '../e2e/launch';
import { settledScreenshot } from './settled';

async function save({ page }: RunningApp, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await settledScreenshot(page));
}

test('pictures by Kling', async ({ startKling, launch, folder }) => {
  const server = await startKling();
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Harbour');
  await dropBoards(page, folder, 2);
  await giveKlingKey(page, server.address);
  await page.keyboard.press('Control+G');
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await form.getByRole('combobox', { name: 'Made by' }).click();
  await page.getByRole('option', { name: /Image 3\.0 Omni/ }).click();
  await form.getByRole('button', { name: /^Settings/ }).click();
  await save(running, 'stills-kling');
});

test('stills', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  await page.getByRole('listbox', { name: 'Shots' }).getByRole('option').nth(1).click();
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  const choose = async (field: string, option: RegExp): Promise<void> => {
    await form.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await page.keyboard.press('Control+G');
  await save(running, 'stills-clip');
  await form.getByRole('button', { name: 'Series', exact: true }).click();
  await choose('Where the pictures go', /folder/);
  await save(running, 'stills-series');
  await form.getByRole('button', { name: 'Still', exact: true }).click();
  await form.getByRole('button', { name: /^Selected/ }).click();
  await choose('Size of the pictures', /Custom/);
  await choose('Frame of the shot', /Playhead/);
  await choose('Where the pictures go', /Take/);
  await save(running, 'stills-custom');
  await form.getByRole('button', { name: 'All', exact: false }).click();
  await choose('Frame of the shot', /Last/);
  await choose('Size of the pictures', /4K/);
  await choose('Ratio of the pictures', /1:1/);
  await save(running, 'stills-ratio');
  await choose('Ratio of the pictures', /project/);
  await form.getByRole('button', { name: /^Selected/ }).click();
  await form.getByRole('button', { name: /^Generate / }).click();
  await expect
    .poll(
      async () => {
        const reply = await page.evaluate(() => window.ekonte.call('jobs.list', null));
        return reply.ok && reply.value.map(({ state }) => state).join();
      },
      { timeout: 60_000 },
    )
    .toBe('done');
  await page.getByRole('tab', { name: 'Takes' }).click();
  await save(running, 'stills-take');
  await page.keyboard.press('Control+3');
  const play = page.locator('canvas').last();
  const first = await play.screenshot();
  for (let second = 0; second < 2; second += 1) await page.keyboard.press('Shift+ArrowRight');
  await save(running, 'stills-take-later');
  writeFileSync(join(root, 'test-results', 'screens', 'stills-player-first.png'), first);
});
