import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readFilm } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { choose } from './helpers/forms';
import { giveKlingKey } from './helpers/kling';
import { runAction } from './helpers/palette';
import { rpc } from './helpers/rpc';
import { test } from './helpers/servers';
import { showWholeFilm } from './helpers/timelinePoints';
import { expect } from './launch';

/** Which take the first shot shows, counted from 1; 0 = its layers. */
async function shownTake(page: Page): Promise<number> {
  const { document, sequence } = await readFilm(page);
  const shot = sequence.shots[0]?.shot;
  const takes = document.list('take').toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  return takes.findIndex(({ id }) => id === shot?.activeTakeId) + 1;
}

test('takes by any maker from the panel, their settings used again, compared and chosen', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling();
  const running = await launch();
  const { page } = running;
  const project = await createProject(running, folder, 'Takes');
  await dropBoards(page, folder, 1);
  const action = page.getByLabel('Action of 1A');
  await action.fill('雨の桟橋。ミナは傘をさして待つ。');
  await action.press('Enter');
  await giveKlingKey(page, server.address);
  await boards(page).first().locator('[draggable]').click();
  await page.getByRole('tab', { name: 'Takes' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Takes' });
  const make = panel.getByRole('form', { name: 'Make a take' });

  await test.step('Kling makes one, at the price that was shown', async () => {
    await choose(page, 'Takes made by', 'Kling 3.0 Omni');
    await make.getByRole('button', { name: /Settings/ }).click();
    await choose(page, 'Resolution', '1080p');
    await expect(make.getByText(/^\$\d+\.\d\d · .* units/)).toBeVisible();
    await make.getByRole('button', { name: 'Generate' }).click();
    await expect(panel.getByRole('button', { name: /Take 1 · Kling 3.0 Omni/ })).toBeVisible();
    expect(server.made).toHaveLength(1);
  });

  await test.step('the local renderer makes another', async () => {
    await choose(page, 'Takes made by', 'Local renderer');
    await make.getByRole('button', { name: 'Draft' }).click();
    await make.getByRole('button', { name: 'Generate' }).click();
    await expect(panel.getByRole('button', { name: /Take 2 · local draft/ })).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('and a third, larger', async () => {
    await make.getByRole('button', { name: 'Full' }).click();
    await make.getByRole('button', { name: 'Generate' }).click();
    await expect(panel.getByRole('button', { name: /Take 3 · local/ })).toBeVisible({ timeout: 90_000 });
  });

  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await test.step('settings used again stand in Generate, and nothing is sent', async () => {
    await panel.getByRole('button', { name: 'More of take 1' }).click();
    await page.getByRole('menuitem', { name: 'Use These Settings Again' }).click();
    await expect(form.getByRole('region', { name: 'Settings used again' })).toContainText('take 1 of 1A');
    await expect(form.getByRole('combobox', { name: 'Made by' })).toContainText('Kling 3.0 Omni');
    await expect(form.getByText('1080p', { exact: true })).toBeVisible();
    await expect(form.getByRole('button', { name: 'Full' })).toHaveAttribute('aria-pressed', 'true');
    expect(server.made).toHaveLength(1);
    await page.keyboard.press('Escape');
    await expect(form).toBeHidden();
  });

  await test.step('details say what was sent', async () => {
    await panel.getByRole('button', { name: 'Details of take 1' }).click();
    const details = page.getByRole('dialog', { name: 'Take 1 of 1A' });
    await expect(details.getByRole('region', { name: 'Prompt' })).toContainText('雨の桟橋');
    await expect(details.getByRole('region', { name: 'Made', exact: true })).toContainText(/\$\d+\.\d\d/);
    await expect(details.getByRole('region', { name: 'Pictures' }).getByRole('listitem')).toHaveCount(1);
    await details.getByLabel('Note on this take').fill('雨がよい');
    await details.getByLabel('Note on this take').press('Enter');
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
  });

  await test.step('side by side they show the same frame; a number chooses, undo takes it back', async () => {
    expect(await shownTake(page)).toBe(3);
    // The clips of the test server have no pictures that can be decoded: the others are compared.
    await panel.getByRole('button', { name: 'More of take 3' }).click();
    await page.getByRole('menuitem', { name: 'Compare' }).click();
    const compare = page.getByRole('dialog', { name: 'Takes of 1A' });
    const frames = () =>
      compare
        .locator('canvas')
        .evaluateAll((all) => all.map((each) => (each as HTMLCanvasElement).dataset['paintedFrame']));
    await expect.poll(frames, { timeout: 30_000 }).toEqual(['0', '0']);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(frames, { timeout: 30_000 }).toEqual(['9', '9']);
    await page.keyboard.press('1');
    await expect(compare.getByRole('button', { name: 'Use take 2' })).toHaveAttribute('aria-pressed', 'true');
    expect(await shownTake(page)).toBe(2);
    await page.keyboard.press('Space');
    await expect(compare.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.keyboard.press('Space');
    await page.keyboard.press('w');
    await expect(compare.getByRole('slider', { name: 'Edge between the takes' })).toBeVisible();
    // What the local renderer makes has no sound; the clip of the test server has one.
    await compare.getByRole('button', { name: 'Take 1', exact: true }).click();
    const hear = compare.getByRole('button', { name: 'Hear take 1' });
    await expect(hear).toHaveAttribute('aria-pressed', 'true');
    await expect(compare.getByRole('button', { name: 'Take 2 has no sound' })).toBeDisabled();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await expect(compare.getByText(/^1\+\d\d of /)).toBeVisible();
    await page.keyboard.press('Shift+M');
    await expect(compare.getByRole('slider', { name: 'Loudness' })).toHaveAttribute('aria-valuetext', '0 %');
    await page.keyboard.press('Shift+M');
    await page.keyboard.press('Escape');
    await expect(compare).toBeHidden();
    await page.keyboard.press('Control+Z');
    await expect.poll(() => shownTake(page)).toBe(3);
  });

  await test.step('a hand that looks for a place in it sees small pictures, and the whole frame where it rests', async () => {
    const copies = () =>
      existsSync(join(project, 'cache', 'scrubbing'))
        ? readdirSync(join(project, 'cache', 'scrubbing')).filter((name) => name.endsWith('.bin')).length
        : 0;
    await page.keyboard.press('Control+3');
    const canvas = page.getByLabel('Player').locator('canvas');
    const { ruler } = await showWholeFilm(page);
    // Both takes of the local renderer get one, made while nobody plays or scrubs.
    await expect.poll(copies, { timeout: 60_000 }).toBe(2);
    const frames = Array.from({ length: 20 }, (_, index) => 20 + 2 * index);
    const rest = frames.at(-1) as number;
    await canvas.evaluate((element: HTMLCanvasElement) => {
      const shown: boolean[] = [];
      Object.assign(element, { smallOnes: shown });
      new MutationObserver(() => {
        const { shownFrame, paintedFrame } = element.dataset;
        shown.push(shownFrame !== paintedFrame);
      }).observe(element, { attributeFilter: ['data-shown-frame', 'data-painted-frame'] });
    });
    await page.mouse.move(ruler(0).x + 1, ruler(0).y);
    await page.mouse.down();
    for (const frame of frames) await page.mouse.move(ruler(frame).x, ruler(frame).y);
    await expect(canvas).toHaveAttribute('data-painted-frame', String(rest));
    await page.mouse.up();
    const smallOnes = await canvas.evaluate(
      (element) => (element as unknown as { smallOnes: boolean[] }).smallOnes,
    );
    expect(smallOnes).toContain(true);
    expect(smallOnes.at(-1)).toBe(false);
    await page.keyboard.press('Control+1');
    await expect(panel).toBeVisible();
  });

  await test.step('what is stale is listed with its reason before it is made anew', async () => {
    const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
    const move = { name: 'zoomIn', strength: 0.5, easing: 'linear' };
    await rpc(page, 'edit.run', { command: 'camera.setMove', args: { shotIds, move }, selection: [] });
    await runAction(page, 'Regenerate Stale');
    await expect(form.getByRole('list', { name: 'Stale takes' })).toContainText('the camera');
    await page.keyboard.press('Escape');
  });

  await expect(saved(page)).toBeVisible();
  await running.quit();
  const again = await launch({ userData: running.userData });
  await again.page
    .getByRole('button', { name: /^Takes/ })
    .first()
    .click();
  await again.page.getByRole('tab', { name: 'Takes' }).click();
  await again.page.getByRole('button', { name: 'Details of take 1' }).click();
  const details = again.page.getByRole('dialog', { name: 'Take 1 of 1A' });
  await expect(details.getByLabel('Note on this take')).toHaveValue('雨がよい');
  // There is no key now: Kling cannot be chosen, and it is said.
  await details.getByRole('button', { name: 'Use These Settings Again' }).click();
  await expect(again.page.getByRole('region', { name: 'Settings used again' })).toContainText('no key');
});
