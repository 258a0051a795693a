import sharp from 'sharp';
import { readFilm } from './helpers/film';
import { boards, createProject, dropBoards } from './helpers/firstFilm';
import { fiveShotClip } from './helpers/fiveShots';
import { choose } from './helpers/forms';
import { giveKlingKey } from './helpers/kling';
import { edit, rpc } from './helpers/rpc';
import { test } from './helpers/servers';
import { expect } from './launch';

test('a scene of five shots, in Japanese and English, comes back from one job as five takes cut to the frame', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling({ clip: fiveShotClip });
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Pier');
  await dropBoards(page, folder, 5);
  await giveKlingKey(page, server.address);
  const shots = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  await edit(page, 'element.add', { type: 'character', name: 'Mina', notes: 'A girl in a yellow coat' });
  await edit(page, 'element.add', { type: 'character', name: 'Ken', notes: 'An old fisherman' });
  const [mina, ken] = (await readFilm(page)).document.list('element').map(({ id }) => id);
  const lines = [
    [mina, 'ja-JP', '雨が降ってきた。'],
    [ken, 'en-GB', 'Then we wait here.'],
    [mina, 'ja-JP', 'あの船は？'],
    [ken, 'en-GB', 'She is late.'],
  ] as const;
  // 2, 3, 2, 3 and 2 seconds: cuts are planned at frames 48, 120, 168 and 240.
  for (const [index, lengthFrames] of [48, 72, 48, 72, 48].entries()) {
    const shotIds = [shots[index]];
    await edit(page, 'shot.setLength', { shotIds, lengthFrames });
    await edit(page, 'shot.edit', {
      shotIds,
      fields: { action: `Mina and Ken on the pier, ${index + 1}.` },
    });
    const [speakerId, language, text] = lines[index] ?? [];
    if (text) await edit(page, 'dialogue.addLine', { shotId: shots[index], text, speakerId, language });
  }

  await page.keyboard.press('Control+G');
  await page.getByRole('button', { name: 'All 5' }).click();
  await choose(page, 'Made by', 'Kling 3.0 Omni');
  await expect(page.getByText('in 1 submission')).toBeVisible();
  await page.getByRole('button', { name: 'Generate 5 Clips' }).click();
  await page.keyboard.press('Control+J');
  await expect(page.getByText(/^Done ·/)).toHaveCount(1);

  expect(server.made).toHaveLength(1);
  const sent = JSON.stringify(server.made[0]?.body);
  expect(sent).toContain('"multi_shot":true');
  expect(sent).toContain('"duration":12');
  for (const [, , text] of lines) expect(sent).toContain(text);
  const { document } = await readFilm(page);
  const takes = shots.map((id) => document.childrenOf('take', id));
  expect(takes.map((of) => of.length)).toEqual([1, 1, 1, 1, 1]);
  expect(takes.map(([take]) => [take?.mediaInFrames, take?.lengthFrames])).toEqual([
    [0, 53],
    [53, 63],
    [116, 55],
    [171, 62],
    [233, 56],
  ]);
});

/** How bright a picture of a request is, 0 to 255: in `fiveShotClip` that names the frame. */
async function brightness(base64: string): Promise<number> {
  const { channels } = await sharp(Buffer.from(base64, 'base64')).stats();
  return channels[1]?.mean ?? 0;
}

/** Brightness of video (16 to 235) as a picture has it. */
const asShown = (luma: number): number => ((luma - 16) * 255) / 219;

test('a shot is made anew between the frames of its neighbours, for a price that was shown', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling({ clip: fiveShotClip });
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Pier');
  await dropBoards(page, folder, 3);
  await giveKlingKey(page, server.address);
  const shots = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  for (const [index, lengthFrames] of [48, 72, 48].entries()) {
    const shotIds = [shots[index]];
    await edit(page, 'shot.setLength', { shotIds, lengthFrames });
    await edit(page, 'shot.edit', { shotIds, fields: { action: `On the pier, ${index + 1}.` } });
  }
  const settings = { model: 'kling-3.0-omni', resolution: '720p' };
  const wish = { shotIds: shots, provider: 'kling', preset: 'full', settings };
  const { cost } = await rpc(page, 'generation.preview', wish);
  await rpc(page, 'generation.submit', { ...wish, approved: cost });
  await expect.poll(async () => (await rpc(page, 'jobs.list', null))[0]?.state).toBe('done');

  await boards(page).nth(1).click();
  await boards(page).nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Re-roll with Neighbours’ Frames…' }).click();
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await expect(form.getByRole('heading', { name: 'Re-roll 1B with its neighbours’ frames' })).toBeVisible();
  // Not by the local renderer, which was chosen last: it says why.
  await expect(form.getByText(/takes no frames of other clips/)).toBeVisible();
  await expect(form.getByRole('button', { name: 'Generate 1B' })).toBeDisabled();
  await choose(page, 'Made by', 'Kling 3.0 Turbo');
  await expect(form.getByText('Kling 3.0 Turbo takes no last frame.')).toBeVisible();
  await choose(page, 'Made by', 'Kling 3.0 Omni');
  await expect(form.getByText('Last of 1A')).toBeVisible();
  await expect(form.getByText('First of 1C')).toBeVisible();
  await expect(form.getByText(/^\$\d+\.\d\d · .* units/)).toBeVisible();
  expect(server.made).toHaveLength(1);
  await form.getByRole('button', { name: 'Generate 1B' }).click();
  await expect
    .poll(async () => (await rpc(page, 'jobs.list', null)).map(({ state }) => state))
    .toEqual(['done', 'done']);

  expect(server.made).toHaveLength(2);
  const contents = server.made[1]?.body.contents as readonly { type: string; url?: string }[];
  const urlOf = (kind: string): string => contents.find(({ type }) => type === kind)?.url ?? '';
  // 1A shows frames 0 to 47 of the clip, and 1C begins at its frame 116; each frame differs from the next by 2.3.
  expect(Math.abs((await brightness(urlOf('first_frame'))) - asShown(40 + 2 * 47))).toBeLessThan(1.1);
  expect(Math.abs((await brightness(urlOf('last_frame'))) - asShown(200))).toBeLessThan(1.1);
  const { document } = await readFilm(page);
  expect(shots.map((id) => document.childrenOf('take', id).length)).toEqual([1, 2, 1]);
});
