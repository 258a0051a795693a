import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliWorld } from './testing/cliWorld';

const first = 'INT. HUT - NIGHT\n\nA lamp burns.\n\nMINA\nIt is him.\n\nEXT. SEA - NIGHT\n\nWaves.\n';

test('a screenplay comes in, a newer one updates it, each as one edit', async () => {
  const { cwd, run } = cliWorld();
  const script = async (text: string, ...options: string[]) => {
    writeFileSync(join(cwd, 'film.fountain'), text);
    const { code, stdout } = await run('script', 'Film.ekonte', 'film.fountain', ...options, '--json');
    return { code, json: JSON.parse(stdout) as Record<string, unknown> };
  };
  await run('new', 'Film.ekonte');
  expect(await script(first, '--dry-run')).toMatchObject({ json: { new: 2, revision: null } });
  expect(await script(first)).toMatchObject({
    code: 0,
    json: {
      new: 2,
      elements: [
        { type: 'place', name: 'Hut' },
        { type: 'character', name: 'Mina' },
        { type: 'place', name: 'Sea' },
      ],
    },
  });
  expect(await script(first)).toMatchObject({ json: { new: 0, changed: 0, same: 2, revision: null } });
  const newer = first
    .replace('It is him.', 'It is her.')
    .replace('EXT. SEA - NIGHT\n\nWaves.', 'INT. BOAT\n\nCreaks.');
  expect(await script(newer)).toMatchObject({
    json: {
      scenes: [
        { state: 'changed', change: '1 line changed' },
        { state: 'gone', heading: 'EXT. SEA - NIGHT' },
        { state: 'new', heading: 'INT. BOAT' },
      ],
    },
  });
  expect(await script(newer, '--take-out')).toMatchObject({ json: { gone: 1, takenOut: 1 } });
  const info = async () =>
    JSON.parse((await run('info', 'Film.ekonte', '--json')).stdout) as Record<string, unknown>;
  expect(await info()).toMatchObject({ scenes: 2, shots: 2 });
  await run('undo', 'Film.ekonte');
  await run('undo', 'Film.ekonte');
  await run('undo', 'Film.ekonte');
  expect(await info()).toMatchObject({ scenes: 0, shots: 0 });
  expect(await run('check', 'Film.ekonte')).toMatchObject({ code: 0 });
});

test('what cannot be read is said in a sentence', async () => {
  const { cwd, run } = cliWorld();
  await run('new', 'Film.ekonte');
  writeFileSync(join(cwd, 'a.fdx'), '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><FinalDraft/>');
  expect(await run('script', 'Film.ekonte', 'a.fdx')).toMatchObject({
    code: 1,
    stderr:
      '"a.fdx" cannot be taken as a screenplay. It has a document type or entities, which Final Draft does not write, and is not read.\n',
  });
  expect(await run('script', 'Film.ekonte', 'none.fdx')).toMatchObject({ code: 1 });
  expect(await run('script', 'Film.ekonte', 'a.fdx', '--shots', 'many')).toMatchObject({ code: 2 });
});

test('a whole screenplay of others, by rules', async () => {
  const { cwd, run } = cliWorld();
  await run('new', 'Film.ekonte');
  copyFileSync('tests/fixtures/scripts/Ascent-to-Guru-Peak.fountain', join(cwd, 'ascent.fountain'));
  expect(await run('script', 'Film.ekonte', 'ascent.fountain', '--shots', 'rules')).toMatchObject({
    code: 0,
  });
  expect(await run('check', 'Film.ekonte')).toMatchObject({ code: 0 });
  expect((await run('script', 'Film.ekonte', 'ascent.fountain')).stdout).toBe(
    'Nothing in the script has changed.\n',
  );
});
