import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addLinked, changeProject } from '../worker/archive/testing/archiveProject';
import { openTestProject } from '../worker/testing/projects';
import { cliWorld } from './testing/cliWorld';

function startCli() {
  const { cwd, run: runPlain } = cliWorld();
  const run = async (...argv: string[]) => {
    const { code, stdout, stderr } = await runPlain(...argv, '--json');
    return { code, json: JSON.parse(stdout || '{}'), stderr };
  };
  return { cwd, run };
}

const pack = ['export', 'Film.ekonte', '--format', 'ekontez', '--out', 'Film.ekontez'];

test('a project that is open elsewhere is packed, and unpacked beside it', async () => {
  const { cwd, run } = startCli();
  await run('new', 'Film.ekonte', '--name', 'Umi');
  openTestProject(join(cwd, 'Film.ekonte'));
  expect(await run(...pack)).toMatchObject({
    code: 0,
    stderr: '',
    json: { out: join(cwd, 'Film.ekontez'), format: 'ekontez', mediaCount: 0, missing: [] },
  });
  expect(await run('unpack', 'Film.ekontez', 'Copy.ekonte')).toMatchObject({
    code: 0,
    json: { path: join(cwd, 'Copy.ekonte'), name: 'Umi', mediaCount: 0 },
  });
  expect(await run('check', 'Copy.ekonte')).toMatchObject({ code: 0, json: { ok: true } });
});

test('nothing is replaced unless it is said', async () => {
  const { cwd, run } = startCli();
  await run('new', 'Film.ekonte');
  const path = join(cwd, 'Film.ekontez');
  writeFileSync(path, 'older');
  expect(await run(...pack)).toMatchObject({ code: 1, json: { error: { code: 'alreadyExists' } } });
  expect(readFileSync(path, 'utf8')).toBe('older');
  expect((await run(...pack, '--replace')).code).toBe(0);
  expect(await run('unpack', 'Film.ekontez', 'Film.ekonte')).toMatchObject({
    code: 1,
    json: { error: { code: 'alreadyExists' } },
  });
});

test('linked media come along or stay, and what could not come is said with exit code 1', async () => {
  const { cwd, run } = startCli();
  await run('new', 'Film.ekonte');
  changeProject(join(cwd, 'Film.ekonte'), (database) => {
    addLinked(database, join(cwd, 'cliff.png'), Buffer.from('a picture'));
  });
  expect(await run(...pack, '--no-linked')).toMatchObject({ code: 0, json: { stillLinked: 1 } });
  expect(await run(...pack, '--replace')).toMatchObject({ code: 0, json: { broughtAlong: 1 } });
  writeFileSync(join(cwd, 'cliff.png'), 'another one');
  expect(await run(...pack, '--replace')).toMatchObject({
    code: 1,
    json: { leftLinked: ['cliff.png'] },
    stderr: expect.stringContaining('"cliff.png" is missing or has changed'),
  });
});

test.each([
  [['export', 'Film.ekonte', '--format', 'ekontez', '--out', 'Film.zip'], 2],
  [['export', 'Film.ekonte', '--format', 'tar', '--out', 'Film.tar'], 2],
  [['export', 'Film.ekonte', '--out', 'Film.ekontez'], 2],
  [['unpack', 'Film.ekontez', 'Copy'], 2],
  [['unpack', 'Film.ekontez'], 2],
  [['unpack', 'Gone.ekontez', 'Copy.ekonte'], 1],
])('%j: exit code %i', async (argv, code) => {
  const { cwd, run } = startCli();
  await run('new', 'Film.ekonte');
  expect((await run(...argv)).code).toBe(code);
  expect(existsSync(join(cwd, 'Copy.ekonte'))).toBe(false);
});
