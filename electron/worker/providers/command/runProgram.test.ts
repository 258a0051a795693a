import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProgramLine } from '@shared/generation/programProtocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outputPath } from './commandProvider';
import { describeProgram } from './describeProgram';
import { runProgram } from './runProgram';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-program-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a Node program given as text. */
async function run(code: string, signal = new AbortController().signal): Promise<ProgramLine[]> {
  const lines: ProgramLine[] = [];
  await runProgram({
    path: process.execPath,
    arguments: ['-e', code],
    folder,
    request: { protocol: 1, action: 'generate', prompt: 'ä 海' },
    onLine: (line) => lines.push(line),
    signal,
  });
  return lines;
}

const echo = `process.stdin.once('data', (data) => {`;

describe('a program', () => {
  it('gets its request as one line and answers by lines', async () => {
    const code = `${echo}
      const { prompt } = JSON.parse(data);
      console.log('starting up');
      console.log(JSON.stringify({ type: 'progress', done: 1, total: 2, words: prompt }));
      process.stdout.write('{"type":"output",');
      setTimeout(() => { console.log('"file":"a.png"}'); process.exit(0); }, 1);
    })`;
    expect(await run(code)).toEqual([
      { type: 'progress', done: 1, total: 2, words: 'ä 海' },
      { type: 'output', file: 'a.png' },
    ]);
  });

  it.each([
    [
      'its own reason',
      `console.log('{"type":"failed","words":"no model"}'); process.exit(1)`,
      'The program says: no model',
    ],
    [
      'its last words',
      `console.error('Traceback'); console.error('CUDA is gone'); process.exit(3)`,
      'ended with code 3. Its last words: Traceback\nCUDA is gone',
    ],
    ['nothing', `process.exit(2)`, 'ended with code 2 and said nothing'],
    ['a signal', `process.kill(process.pid, 'SIGKILL')`, 'was ended by SIGKILL'],
    [
      'a line without end',
      `setInterval(() => process.stdout.write('x'.repeat(100000)), 0)`,
      'a line of more than a million',
    ],
  ])('that fails says %s', async (_case, code, words) => {
    await expect(run(code)).rejects.toThrow(words);
  });

  it.each([
    ['is gone', '/nowhere/at/all', 'is not there any more'],
    ['may not be run', 'data', 'may not be run'],
  ])('that %s is explained', async (_case, path, words) => {
    writeFileSync(join(folder, 'data'), 'no program');
    const started = runProgram({
      path: path === 'data' ? join(folder, 'data') : path,
      arguments: [],
      folder,
      request: {},
      onLine: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(started).rejects.toThrow(words);
  });

  it('that is cancelled is gone with what it has started, also when it does not listen', async () => {
    const code = `
      process.on('SIGTERM', () => {});
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      require('node:fs').writeFileSync('pids', process.pid + ' ' + child.pid);
      setInterval(() => {}, 1000);
      console.log('{"type":"progress","done":1,"total":2}');`;
    const abort = new AbortController();
    const lines: ProgramLine[] = [];
    const running = runProgram({
      path: process.execPath,
      arguments: ['-e', code],
      folder,
      request: {},
      onLine: (line) => {
        lines.push(line);
        abort.abort();
      },
      signal: abort.signal,
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const pids = readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
    while (pids.some(isAlive)) await nextTurn();
    expect(lines).toHaveLength(1);
  });

  it('that says nothing of itself is told from one that does', async () => {
    const program = {
      id: 'prg_12345678',
      name: 'x',
      path: process.execPath,
      makes: 'video',
      isEnabled: true,
    } as const;
    const sample = join(import.meta.dirname, '../../../../docs/samples/command-provider.mjs');
    expect(await describeProgram({ ...program, arguments: [sample] })).toBe(
      'Colour card 1.0: Paints a card in a colour of the prompt.',
    );
    await expect(describeProgram({ ...program, arguments: ['-e', '0'] })).rejects.toThrow(
      'speak the protocol',
    );
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that is dead and was not yet asked about counts as gone.
    return !(existsSync(`/proc/${pid}/stat`) && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  } catch {
    return false;
  }
}

describe('a result', () => {
  it.each([
    ['in the folder', 'clip.mp4', null],
    ['deeper', 'out/clip.mp4', null],
    ['outside', '../secret', 'outside of its folder'],
    ['at an absolute place outside', '/etc/hostname', 'outside of its folder'],
    ['behind a link to outside', 'link', 'outside of its folder'],
    ['that is the folder', '.', 'outside of its folder'],
    ['that was not written', 'nothing.mp4', 'did not write it'],
    ['that is empty', 'empty.mp4', 'is empty'],
    ['that is a folder', 'out', 'no file'],
  ])('%s', async (_case, file, words) => {
    const job = join(folder, 'job');
    mkdirSync(join(job, 'out'), { recursive: true });
    writeFileSync(join(folder, 'secret'), 'x');
    symlinkSync(join(folder, 'secret'), join(job, 'link'));
    for (const name of ['clip.mp4', 'out/clip.mp4']) writeFileSync(join(job, name), 'x');
    writeFileSync(join(job, 'empty.mp4'), '');
    if (words === null) expect(await outputPath(job, file)).toContain(file);
    else await expect(outputPath(job, file)).rejects.toThrow(words);
  });
});
