import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFilm } from '../e2e/helpers/film';
import { createProject, dropBoards } from '../e2e/helpers/firstFilm';
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

const moves = ['zoomIn', 'zoomOut', 'panLeft', 'panRight'];

test('takes', async ({ startKling, launch, folder }) => {
  test.setTimeout(400_000);
  const server = await startKling();
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, '灯台 The Lighthouse');
  await dropBoards(page, folder, 2);
  await giveKlingKey(page, server.address);
  const { sequence, document } = await readFilm(page);
  const entry = sequence.shots.find(({ label }) => label === '1A');
  if (!entry) throw new Error('The sample has no shot 1A.');
  const { id } = entry.shot;
  const edit = (command: string, args: unknown) => rpc(page, 'edit.run', { command, args, selection: [] });
  const fittedIds = document.list('media').map((media) => media.id);
  const first = document.childrenOf('take', id).length;
  const arrived = (count: number) =>
    expect
      .poll(async () => (await readFilm(page)).document.childrenOf('take', id).length, { timeout: 90_000 })
      .toBe(first + count);
  await page.getByRole('option', { name: 'Shot 1A' }).locator('[draggable]').click();
  await page.getByRole('tab', { name: 'Takes' }).click();
  await save(running, 'takes-empty');
  const action =
    'ミナは濡れた石段を一段ずつ上がり、ランタンを高く掲げて、遠くの船に合図を送る。嵐の夜、灯台の光が霧を切る。'.repeat(
      4,
    );
  await edit('shot.edit', { shotIds: [id], fields: { action } });
  for (const [index, model] of ['kling-3.0-omni', 'kling-3.0-omni'].entries()) {
    const settings = {
      model,
      resolution: index === 0 ? '720p' : '1080p',
      grouping: 'single',
      style: 'Ink on paper, 墨',
      fittedIds,
    };
    const wish = { shotIds: [id], provider: 'kling', preset: 'full', settings };
    // The clip of the test server is always the same: of the same shot it would be the same take.
    await edit('camera.setMove', {
      shotIds: [id],
      move: { name: 'tiltUp', strength: 0.2 + index / 5, easing: 'linear' },
    });
    const { cost } = await rpc(page, 'generation.preview', wish);
    await rpc(page, 'generation.submit', { ...wish, approved: cost });
    await arrived(index + 1);
  }
  for (const [index, name] of moves.entries()) {
    await edit('camera.setMove', { shotIds: [id], move: { name, strength: 0.6, easing: 'linear' } });
    await rpc(page, 'jobs.submitClips', { shotIds: [id], provider: 'local', preset: 'draft' });
    await arrived(index + 3);
    if (index === 1) await edit('shot.changeLength', { shotIds: [id], byFrames: -18 });
  }
  const panel = page.getByRole('tabpanel', { name: 'Takes' });
  const all = first + moves.length + 2;
  await expect(panel.getByRole('button', { name: new RegExp(`Take ${all} ·`) })).toBeVisible();
  await save(running, 'takes-panel');
  await panel.getByRole('combobox', { name: 'Takes made by' }).click();
  await page.getByRole('option', { name: 'Kling 3.0 Omni' }).click();
  await save(running, 'takes-panel-kling');
  await panel.getByRole('button', { name: 'More of take 2' }).click();
  await save(running, 'takes-menu');
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await save(running, 'takes-details');
  await page.getByRole('button', { name: 'Request as it was sent' }).click();
  await page.getByRole('button', { name: 'Copy as JSON' }).scrollIntoViewIfNeeded();
  await save(running, 'takes-details-request');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: `Details of take ${all}` }).click();
  await save(running, 'takes-details-local');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Compare' }).click();
  const compare = page.getByRole('dialog', { name: 'Takes of 1A' });
  await expect(compare.locator('canvas[data-painted-frame]')).toHaveCount(4);
  await page.keyboard.press('Shift+ArrowRight');
  await save(running, 'takes-compare-4');
  await page.keyboard.press('End');
  await save(running, 'takes-compare-4-end');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'More of take 4' }).click();
  await page.getByRole('menuitem', { name: 'Compare' }).click();
  await expect(compare.locator('canvas[data-painted-frame]')).toHaveCount(2);
  await save(running, 'takes-compare-2');
  await page.keyboard.press('w');
  await expect(compare.locator('canvas[data-painted-frame]')).toHaveCount(2);
  await save(running, 'takes-compare-wipe');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'More of take 2' }).click();
  await page.getByRole('menuitem', { name: 'Use These Settings Again' }).click();
  await expect(page.getByRole('region', { name: 'Settings used again' })).toBeVisible();
  await save(running, 'takes-used-again');
  await page.keyboard.press('Escape');
  await edit('camera.setMove', { shotIds: [id], move: { name: 'zoomIn', strength: 0.2, easing: 'linear' } });
  await runAction(page, 'Regenerate Stale');
  await save(running, 'takes-stale');
  await page.keyboard.press('Escape');
  await runAction(page, 'Look of the Film…');
  const before = page.getByLabel('Said before every shot');
  await before.fill('墨と和紙。');
  await before.press('Control+Enter');
  await page.getByRole('button', { name: 'Save as Preset' }).click();
  await save(running, 'takes-look-naming');
  await page.getByLabel('Name of the preset').fill('墨絵 at dusk');
  await page.getByLabel('Name of the preset').press('Enter');
  await save(running, 'takes-look-kept');
});
