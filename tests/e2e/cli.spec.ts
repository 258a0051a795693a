import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { plainPng } from '../../electron/worker/media/testing/pictures';
import { apiKey } from '../servers/kling/klingServer';
import { boards, saved } from './helpers/firstFilm';
import { test } from './helpers/servers';
import { canMakeSmallDisk, makeSmallDisk } from './helpers/smallDisk';
import { expect, root } from './launch';

// The command as a person types it; what each command does is tested in electron/cli.

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function ekonte(cwd: string, ...args: string[]): Promise<Answer> {
  return ekonteWith({}, cwd, ...args);
}

function ekonteWith(more: Readonly<Record<string, string>>, cwd: string, ...args: string[]): Promise<Answer> {
  // Typed by itself, not inside of the script and the runner of these tests: beside a person's NO_COLOR, the runner's FORCE_COLOR
  // would have Node warn.
  const { npm_lifecycle_event: _script, FORCE_COLOR: _colour, ...inherited } = process.env;
  const env = { ...inherited, ...more };
  const script = join(root, 'scripts', 'ekonte.mjs');
  return new Promise((done) => {
    const child = execFile(process.execPath, [script, ...args], { cwd, env }, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? 1, stdout, stderr }),
    );
  });
}

/** Failed, with one sentence on stderr and nothing on stdout. */
function expectOneSentence(answer: Answer, code: number, words: RegExp): void {
  expect(answer).toMatchObject({ code, stdout: '' });
  expect(answer.stderr).toMatch(words);
  expect(answer.stderr.trim().split('\n')).toHaveLength(1);
}

test('bad projects and pictures: one sentence each and the exit code of the contract', async ({ folder }) => {
  const made = await ekonte(folder, 'new', 'Film.ekonte');
  expect(made.code).toBe(0);
  expectOneSentence(await ekonte(folder, 'info', 'Gone.ekonte'), 1, /Gone\.ekonte/);
  expect(await ekonte(folder, 'info')).toMatchObject({ code: 2, stdout: '' });

  writeFileSync(join(folder, 'empty.png'), '');
  writeFileSync(join(folder, 'words.png'), 'INT. LIGHTHOUSE - NIGHT');
  writeFileSync(join(folder, 'wall.png'), plainPng(30_000, 40));
  const names = ['empty.png', 'words.png', 'wall.png', 'gone.png'];
  const imported = await ekonte(folder, 'import', 'Film.ekonte', ...names, '--as', 'shots', '--json');
  expect(imported.code).toBe(1);
  expect(imported.stderr.trim().split('\n')).toHaveLength(names.length);
  expect(imported.stderr).toContain('is 30,000 px wide; the limit is 16,384 px');
  expect(JSON.parse(imported.stdout)).toMatchObject({ imported: 0, failed: 4, revision: null });

  const database = join(folder, 'Film.ekonte', 'project.db');
  const handle = new SQLite(database);
  const version = handle.pragma('user_version', { simple: true });
  handle.pragma('user_version = 99');
  handle.close();
  const undo = () => ekonte(folder, 'undo', 'Film.ekonte');
  expectOneSentence(await undo(), 1, /newer/);
  const repaired = new SQLite(database);
  repaired.pragma(`user_version = ${version}`);
  repaired.close();
  expectOneSentence(await undo(), 1, /othing to undo/);
  truncateSync(database, readFileSync(database).length / 2);
  expectOneSentence(await undo(), 1, /is damaged/);
});

test('a project that is open in a window: it can be looked at, not changed', async ({ launch, folder }) => {
  await ekonte(folder, 'new', 'Film.ekonte');
  writeFileSync(join(folder, 'edits.json'), JSON.stringify([{ command: 'shot.add', args: {} }]));
  expect(await ekonte(folder, 'apply', 'Film.ekonte', 'edits.json')).toMatchObject({ code: 0 });
  const { page, quit } = await launch({ args: [join(folder, 'Film.ekonte')] });
  await expect(boards(page)).toHaveCount(1);
  expectOneSentence(
    await ekonte(folder, 'apply', 'Film.ekonte', 'edits.json'),
    1,
    /is open in another window or program/,
  );
  const info = await ekonte(folder, 'info', 'Film.ekonte', '--json');
  expect(JSON.parse(info.stdout)).toMatchObject({ shots: 1, integrity: 'ok' });
  await page.keyboard.press('KeyN');
  await expect(boards(page)).toHaveCount(2);
  await expect(saved(page)).toBeVisible();
  await quit();
  expect(await ekonte(folder, 'apply', 'Film.ekonte', 'edits.json')).toMatchObject({ code: 0 });
});

if (canMakeSmallDisk) {
  test('a full disk: one sentence, nothing changed, and it goes on when there is room', async ({
    folder,
  }) => {
    const disk = makeSmallDisk(folder, 8);
    try {
      await ekonte(disk.folder, 'new', 'Film.ekonte');
      const large = join(folder, 'large.png');
      writeFileSync(large, Buffer.concat([plainPng(900, 900), Buffer.alloc(9_000_000)]));
      const small = join(folder, 'small.png');
      writeFileSync(small, plainPng(640, 360));
      const refused = await ekonte(disk.folder, 'import', 'Film.ekonte', large);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/^.*There is no room for "large\.png".*\n$/);
      disk.fill();
      writeFileSync(join(folder, 'edits.json'), JSON.stringify([{ command: 'shot.add', args: {} }]));
      const apply = () => ekonte(disk.folder, 'apply', 'Film.ekonte', join(folder, 'edits.json'));
      expectOneSentence(await apply(), 1, /The disk is full/);
      disk.makeRoom();
      expect(await apply()).toMatchObject({ code: 0 });
      expect(await ekonte(disk.folder, 'import', 'Film.ekonte', small)).toMatchObject({ code: 0 });
      const check = await ekonte(disk.folder, 'check', 'Film.ekonte', '--json');
      expect(JSON.parse(check.stdout)).toMatchObject({ problems: [] });
    } finally {
      disk.release();
    }
  });
} else {
  test('a folder that takes nothing: one sentence, nothing changed', async ({ folder }) => {
    await ekonte(folder, 'new', 'Film.ekonte');
    writeFileSync(join(folder, 'edits.json'), JSON.stringify([{ command: 'shot.add', args: {} }]));
    const apply = () => ekonte(folder, 'apply', 'Film.ekonte', 'edits.json');
    chmodSync(join(folder, 'Film.ekonte'), 0o500);
    try {
      expectOneSentence(await apply(), 1, /cannot be written to/);
    } finally {
      chmodSync(join(folder, 'Film.ekonte'), 0o700);
    }
    expect(await apply()).toMatchObject({ code: 0 });
  });
}

test('clips by a ComfyUI server, a program and a paid service, each named on the command line', async ({
  folder,
  startComfy,
  startKling,
}) => {
  const comfy = await startComfy({
    video: readFileSync(join(root, 'tests/fixtures/media/clip-23.976.mp4')),
  });
  const kling = await startKling();
  // The person's own library is not looked at.
  const library = { EKONTE_USER_DATA: join(folder, 'library') };
  await ekonte(folder, 'new', 'Film.ekonte');
  const edits = [{ command: 'shot.add', args: { lengthFrames: 24, fields: { action: 'Rain.' } } }];
  writeFileSync(join(folder, 'edits.json'), JSON.stringify(edits));
  await ekonte(folder, 'apply', 'Film.ekonte', 'edits.json');
  writeFileSync(join(folder, 'board.png'), plainPng(640, 360));
  await ekonte(folder, 'import', 'Film.ekonte', 'board.png', '--as', 'shots');
  const generate = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    ekonteWith({ ...library, ...env }, folder, 'generate', 'Film.ekonte', '--shots', '1B', '--json', ...args);
  const expectOneClip = (answer: Answer): void => {
    expect(answer.stderr).toContain('1B');
    expect(JSON.parse(answer.stdout)).toMatchObject({ done: 1, failed: 0 });
    expect(answer.code).toBe(0);
  };

  const byServer = ['--provider', 'comfyui', '--server', comfy.address, '--template', 'Wan 2.2 5B'];
  expectOneClip(await generate({}, ...byServer));

  const sample = join(root, 'docs/samples/command-provider.mjs');
  const byProgram = ['--provider', 'command', '--program', process.execPath, '--program-arg', sample];
  expectOneClip(await generate({}, ...byProgram));

  const keys = { EKONTE_KLING_KEY: apiKey, EKONTE_KLING_ADDRESS: kling.address };
  const byKling = ['--provider', 'kling', '--model', 'kling-2.6'];
  const refused = await generate({}, ...byKling, '--max-cost', '5');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('EKONTE_KLING_KEY') });
  expectOneClip(await generate(keys, ...byKling, '--max-cost', '5'));
  expect(kling.made).toHaveLength(1);

  const info = JSON.parse((await ekonte(folder, 'info', 'Film.ekonte', '--json')).stdout);
  expect(info).toMatchObject({ takes: 3 });
});
