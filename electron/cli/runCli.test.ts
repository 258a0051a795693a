import { existsSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { describeFolder } from '../worker/testing/projects';
import { cliWorld } from './testing/cliWorld';

const shot = { command: 'shot.add', args: { lengthFrames: 48 } };

describe('new and info', () => {
  test('a project with the defaults of the contract', async () => {
    const { cwd, run, runJson } = cliWorld();
    expect(await run('new', 'Film.ekonte')).toMatchObject({ code: 0, stderr: '' });
    const { code, json } = await runJson('info', 'Film.ekonte');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      path: join(cwd, 'Film.ekonte'),
      name: 'Film',
      rate: { num: 24, den: 1 },
      size: { width: 1920, height: 1080 },
      shots: 0,
      lengthFrames: 0,
      revision: 0,
      integrity: 'ok',
    });
  });

  test('rate, size and name as asked for', async () => {
    const { runJson } = cliWorld();
    const options = ['--rate', '23.976', '--size', '2048x858', '--name', 'Umi'];
    expect((await runJson('new', 'Film.ekonte', ...options)).json).toMatchObject({
      name: 'Umi',
      rate: { num: 24_000, den: 1_001 },
      size: { width: 2048, height: 858 },
    });
  });

  test('info says the same in words', async () => {
    const { run, writeEdits } = cliWorld();
    await run('new', 'Film.ekonte');
    writeEdits([shot]);
    await run('apply', 'Film.ekonte', 'edits.json');
    const { stdout } = await run('info', 'Film.ekonte');
    expect(stdout).toContain('1 shot in 1 scene, 00:00:02:00 (48 frames)');
    expect(stdout).toContain('revision 1, last edit: New Shot');
  });
});

describe('exit codes', () => {
  test.each<[string, string[], number]>([
    ['help', ['--help'], 0],
    ['version', ['--version'], 0],
    ['no command', [], 2],
    ['a command there is not', ['frobnicate'], 2],
    ['an argument too few', ['info'], 2],
    ['an option there is not', ['info', 'Film.ekonte', '--fast'], 2],
    ['a rate that is none', ['new', 'Film.ekonte', '--rate', 'fast'], 2],
    ['a size that is none', ['new', 'Film.ekonte', '--size', '1921x1080'], 2],
    ['a name without .ekonte', ['new', 'Film'], 2],
    ['--as something else', ['import', 'Film.ekonte', 'a.png', '--as', 'gold'], 2],
    ['a project that is not there', ['info', 'Film.ekonte'], 1],
    ['nothing to undo', ['undo', 'Empty.ekonte'], 1],
    ['edits that are not there', ['apply', 'Empty.ekonte', 'none.json'], 1],
  ])('%s: %s gives %i', async (_, argv, expected) => {
    const { cwd, run } = cliWorld();
    await run('new', 'Empty.ekonte');
    const { code, stdout, stderr } = await run(...argv);
    expect(code).toBe(expected);
    expect(existsSync(join(cwd, 'Film.ekonte'))).toBe(false);
    if (expected === 0) expect(stdout).not.toBe('');
    else {
      expect(stdout).toBe('');
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+|Error:/);
    }
  });

  test('with --json a failure is one JSON object, too', async () => {
    const { runJson } = cliWorld();
    const missing = await runJson('info', 'Film.ekonte');
    expect(missing).toMatchObject({ code: 1, json: { error: { code: 'notFound' } } });
    expect(missing.stderr.trim()).toBe((missing.json.error as { message: string }).message);
    expect(await runJson('info')).toMatchObject({ code: 2, json: { error: { code: 'badRequest' } } });
  });
});

describe('apply, undo, redo', () => {
  test('each edit is one step back and forth', async () => {
    const { run, runJson, writeEdits } = cliWorld();
    await run('new', 'Film.ekonte');
    writeEdits([shot, shot, { command: 'project.rename', args: { name: 'Umi' } }]);
    expect((await runJson('apply', 'Film.ekonte', 'edits.json')).json).toEqual({
      applied: 3,
      revision: 3,
      labels: ['New Shot', 'New Shot', 'Rename Project'],
    });
    expect((await runJson('undo', 'Film.ekonte')).json).toEqual({
      label: 'Rename Project',
      revision: 4,
      undo: 'New Shot',
      redo: 'Rename Project',
    });
    expect((await run('undo', 'Film.ekonte')).stdout).toBe('Undone: New Shot\n');
    expect((await runJson('info', 'Film.ekonte')).json).toMatchObject({
      name: 'Film',
      shots: 1,
      revision: 5,
    });
    expect((await run('redo', 'Film.ekonte')).stdout).toBe('Done again: New Shot\n');
    expect((await runJson('redo', 'Film.ekonte')).json).toMatchObject({
      label: 'Rename Project',
      redo: null,
    });
    expect((await run('redo', 'Film.ekonte')).code).toBe(1);
  });

  test('stops at the first edit that is refused, and says which and how many were applied', async () => {
    const { run, runJson, writeEdits } = cliWorld();
    await run('new', 'Film.ekonte');
    writeEdits([shot, { command: 'shot.delete', args: { shotIds: ['sht_aaaaaaaaaaaa'] } }, shot]);
    const { code, json, stderr } = await runJson('apply', 'Film.ekonte', 'edits.json');
    expect(code).toBe(1);
    expect(json).toMatchObject({ applied: 1, index: 1, command: 'shot.delete', error: { code: 'notFound' } });
    expect(stderr).toContain('1 edit was applied before it');
    expect((await runJson('info', 'Film.ekonte')).json).toMatchObject({ shots: 1 });
  });

  test('a field that the command does not have is refused, not left out', async () => {
    const { run, runJson, writeEdits } = cliWorld();
    await run('new', 'Film.ekonte');
    writeEdits([{ command: 'shot.add', args: { fields: { lens: 50 } } }]);
    const { json } = await runJson('apply', 'Film.ekonte', 'edits.json');
    expect(json).toMatchObject({ applied: 0, error: { code: 'badRequest' } });
    expect((json.error as { message: string }).message).toContain('"shot.add" has no field "fields.lens".');
  });

  test.each([
    ['no JSON', 'shots please'],
    ['no list', '{"command":"shot.add"}'],
    ['an edit without a command', '[{"args":{}}]'],
    ['an edit with more than that', '[{"command":"shot.add","argument":{}}]'],
  ])('%s is refused and nothing applied', async (_, text) => {
    const { cwd, run, runJson } = cliWorld();
    await run('new', 'Film.ekonte');
    writeFileSync(join(cwd, 'edits.json'), text);
    expect(await runJson('apply', 'Film.ekonte', 'edits.json')).toMatchObject({
      code: 1,
      json: { error: { code: 'badRequest' } },
    });
    expect((await runJson('info', 'Film.ekonte')).json).toMatchObject({ revision: 0 });
  });
});

describe('versions', () => {
  test('are kept, listed and restored as an edit', async () => {
    const { run, runJson, writeEdits } = cliWorld();
    await run('new', 'Film.ekonte');
    writeEdits([shot]);
    await run('apply', 'Film.ekonte', 'edits.json');
    expect((await run('snapshots', 'Film.ekonte')).stdout).toBe('There are no versions.\n');
    const { json } = await runJson('snapshot', 'Film.ekonte', '--name', 'One shot');
    expect(json).toMatchObject({ name: 'One shot', kind: 'named', shots: 1 });
    await run('apply', 'Film.ekonte', 'edits.json');
    const listed = await run('snapshots', 'Film.ekonte');
    expect(listed).toMatchObject({ code: 0, stdout: `${json.id}  1 shot in 1 scene\n` });
    const restored = await run('restore', 'Film.ekonte', String(json.id));
    expect(restored.stdout).toBe('Restore “One shot”. Undo takes it back.\n');
    expect((await runJson('info', 'Film.ekonte')).json).toMatchObject({
      shots: 1,
      undo: 'Restore “One shot”',
    });
    expect((await run('restore', 'Film.ekonte', String(json.id))).code).toBe(1);
    await run('undo', 'Film.ekonte');
    expect((await runJson('info', 'Film.ekonte')).json).toMatchObject({ shots: 2 });
    const unknown = await run('restore', 'Film.ekonte', 'nothing');
    expect(unknown).toMatchObject({ code: 1, stderr: 'This version is not there any more.\n' });
  });
});

describe('check', () => {
  test('a sound project', async () => {
    const { run, runJson } = cliWorld();
    await run('new', 'Film.ekonte');
    expect(await runJson('check', 'Film.ekonte')).toMatchObject({
      code: 0,
      json: { ok: true, problems: [] },
    });
  });

  test('what is wrong, without changing anything', async () => {
    const { cwd, run, runJson, writeEdits } = cliWorld();
    await run('new', 'Film.ekonte');
    writeEdits([shot, shot]);
    await run('apply', 'Film.ekonte', 'edits.json');
    const path = join(cwd, 'Film.ekonte');
    const database = new SQLite(join(path, 'project.db'));
    const spoil = `UPDATE record SET json = replace(json, '"sceneId":"scn', '"sceneId":"scn_gone') WHERE kind = 'shot'`;
    database.exec(`${spoil}; UPDATE history SET diff = '[]' WHERE position = 1`);
    database.close();
    const before = describeFolder(path);
    const { code, json } = await runJson('check', 'Film.ekonte');
    expect(code).toBe(1);
    expect((json.problems as { code: string }[]).map((problem) => problem.code)).toEqual([
      'danglingReference',
      'danglingReference',
      'historyDamaged',
    ]);
    expect(describeFolder(path)).toEqual(before);
  });

  test.each<[string, (path: string) => void, string]>([
    ['a truncated file is a finding', (path) => truncateSync(path, 9_000), 'projectDamaged'],
    ['an empty file is a finding', (path) => truncateSync(path, 0), 'projectDamaged'],
  ])('%s', async (_, spoil, problem) => {
    const { cwd, run, runJson } = cliWorld();
    await run('new', 'Film.ekonte');
    spoil(join(cwd, 'Film.ekonte', 'project.db'));
    expect(await runJson('check', 'Film.ekonte')).toMatchObject({
      code: 1,
      json: { problems: [{ code: problem }] },
    });
    expect(await runJson('info', 'Film.ekonte')).toMatchObject({
      code: 1,
      json: { error: { code: problem } },
    });
  });

  test('a folder of something else', async () => {
    const { cwd, runJson } = cliWorld();
    mkdirSync(join(cwd, 'Other'));
    expect(await runJson('check', 'Other')).toMatchObject({
      code: 1,
      json: { error: { code: 'notAProject' } },
    });
  });
});

describe('import', () => {
  test('broken and missing files get a message each, and the exit code says so', async () => {
    const { cwd, run, runJson } = cliWorld();
    await run('new', 'Film.ekonte');
    writeFileSync(join(cwd, 'empty.png'), '');
    const { code, json, stderr } = await runJson('import', 'Film.ekonte', 'empty.png', 'gone.png');
    expect(code).toBe(1);
    expect(json).toMatchObject({ imported: 0, failed: 2, revision: null });
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => /^"([^"]+)" is /.exec(line)?.[1]),
    ).toEqual(['empty.png', 'gone.png']);
  });
});
