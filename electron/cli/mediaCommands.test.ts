import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainPng } from '../worker/media/testing/pictures';
import { cliWorld } from './testing/cliWorld';

async function startWithRushes() {
  const { cwd, runJson: run } = cliWorld();
  await run('new', 'Film.ekonte');
  mkdirSync(join(cwd, 'card'));
  for (const [index, name] of ['a.png', 'b.png', 'c.png'].entries())
    writeFileSync(join(cwd, 'card', name), plainPng(20 + index, 10));
  await run('import', 'Film.ekonte', 'card', '--link');
  return { cwd, run };
}

test('media lists where each lies, and which are missing', async () => {
  const { cwd, run } = await startWithRushes();
  const all = await run('media', 'Film.ekonte', '--verify');
  expect(all.code).toBe(0);
  expect(all.json).toMatchObject({ missing: 0, media: [{ state: 'ok' }, { state: 'ok' }, { state: 'ok' }] });
  renameSync(join(cwd, 'card', 'b.png'), join(cwd, 'b.png'));
  const { code, json } = await run('media', 'Film.ekonte');
  expect(code).toBe(1);
  expect(json).toMatchObject({ missing: 1 });
  expect((await run('check', 'Film.ekonte')).json).toMatchObject({ problems: [{ code: 'mediaMissing' }] });
});

test('import takes a scene of Storyboarder, and says what of it is missing', async () => {
  const { cwd, runJson: run } = cliWorld();
  await run('new', 'Film.ekonte');
  mkdirSync(join(cwd, 'scene', 'images'), { recursive: true });
  writeFileSync(join(cwd, 'scene', 'images', 'a.png'), plainPng(30, 20));
  const boards = [
    { layers: { ink: { url: 'a.png' } } },
    { newShot: true, layers: { ink: { url: 'b.png' } } },
  ];
  writeFileSync(join(cwd, 'scene', '場面.storyboarder'), JSON.stringify({ fps: 25, boards }));
  const { code, json } = await run('import', 'Film.ekonte', 'scene/場面.storyboarder');
  expect(code).toBe(1);
  expect(json).toMatchObject({ imported: 1, failed: 1, files: [{ ok: true }, { name: 'b.png', ok: false }] });
  expect((await run('info', 'Film.ekonte')).json).toMatchObject({ shots: 2, rate: { num: 25 } });
  await run('undo', 'Film.ekonte');
  expect((await run('info', 'Film.ekonte')).json).toMatchObject({ shots: 0, rate: { num: 24 } });
});

test('relink takes what is the same, says what is not, and takes that when told to', async () => {
  const { cwd, run } = await startWithRushes();
  renameSync(join(cwd, 'card'), join(cwd, 'moved'));
  renameSync(join(cwd, 'moved', 'a.png'), join(cwd, 'moved', 'renamed.png'));
  writeFileSync(join(cwd, 'moved', 'c.png'), plainPng(90, 60));
  const { code, json } = await run('relink', 'Film.ekonte', 'moved');
  expect(code).toBe(1);
  expect(json).toMatchObject({ missing: 3, relinked: 2, stillMissing: 1 });
  expect(
    Object.fromEntries(
      (json.matches as { name: string; confidence: string }[]).map((match) => [match.name, match.confidence]),
    ),
  ).toEqual({ 'a.png': 'same', 'b.png': 'same', 'c.png': 'different' });
  expect(await run('relink', 'Film.ekonte', 'moved', '--different')).toMatchObject({
    code: 0,
    json: { relinked: 1, stillMissing: 0 },
  });
  expect(await run('relink', 'Film.ekonte', 'moved')).toMatchObject({ code: 0, json: { missing: 0 } });
  expect(await run('undo', 'Film.ekonte')).toMatchObject({ code: 0 });
  expect((await run('media', 'Film.ekonte')).json).toMatchObject({ missing: 1 });
});
