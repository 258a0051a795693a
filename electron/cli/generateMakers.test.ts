import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GeneratorSettings } from '../worker/generatorSettings';
import { LibraryDatabase } from '../worker/libraryDatabase';
import { temporaryFolder } from '../worker/testing/projects';
import { cliWorld } from './testing/cliWorld';

/** A film of one shot, and a library with two programs and a server that is off. */
async function film() {
  const libraryFolder = temporaryFolder();
  const library = new LibraryDatabase(libraryFolder);
  const settings = new GeneratorSettings(() => library);
  const program = {
    path: process.execPath,
    arguments: [] as string[],
    makes: 'video' as const,
    isEnabled: true,
  };
  settings.saveProgram({ ...program, id: 'prg_aaaaaaaa' as never, name: 'Colour card' });
  settings.saveProgram({ ...program, id: 'prg_bbbbbbbb' as never, name: 'Colour wheel' });
  settings.saveServer({
    id: 'srv_aaaaaaaa' as never,
    name: '',
    address: 'http://127.0.0.1:1',
    isEnabled: false,
  });
  library.close();
  const { cwd, run, makeFilm } = cliWorld({ libraryFolder });
  await makeFilm([{ command: 'shot.add', args: { lengthFrames: 48, fields: { action: 'Mina waits.' } } }]);
  return { run, cwd };
}

const dry = (provider: string, ...rest: string[]) => [
  'generate',
  'Film.ekonte',
  '--provider',
  provider,
  '--dry-run',
  ...rest,
];
const server = ['--server', '127.0.0.1:8188'];

afterEach(() => vi.unstubAllEnvs());

describe('comfyui', () => {
  test('a dry run asks no server, and says cost and problems as JSON', async () => {
    const { run } = await film();
    const { code, stdout } = await run(...dry('comfyui', ...server, '--template', 'Wan 2.2 5B', '--json'));
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      provider: 'comfyui',
      groups: [{ shots: '1A', seconds: 2 }],
      cost: { amount: 0, unit: 'none' },
    });
    expect(report.isSendable).toBe(code === 0);
    expect(report.problems.length > 0).toBe(code === 1);
  });

  test.each([
    ['no server that is on', dry('comfyui', '--template', 'Wan'), 1, '--server http://127.0.0.1:8188'],
    ['no workflow named', dry('comfyui', ...server), 2, '--template: which one? There is "'],
    ['a strange workflow', dry('comfyui', ...server, '--template', 'Sora'), 2, 'there is no "Sora"'],
    ['several that fit', dry('comfyui', ...server, '--template', 'Wan'), 2, '"Wan" may be "'],
    ['an address that is none', dry('comfyui', '--server', 'ftp://x', '--template', 'Wan'), 2, '--server:'],
    [
      'a choice there is not',
      dry('comfyui', ...server, '--template', 'Wan 2.2 5B', '--settings', '{"sede": 1}'),
      2,
      'sede',
    ],
  ])('%s', async (_name, argv, exit, words) => {
    const { run } = await film();
    const { code, stderr } = await run(...argv);
    expect(stderr).toContain(words);
    expect(code).toBe(exit);
  });
});

describe('command', () => {
  test('programs of the window by name, and one by its path', async () => {
    const { run, cwd } = await film();
    expect(await run(...dry('command', '--program', 'colour card'))).toMatchObject({
      code: 0,
      stdout: '1A: Colour card, 2 s, at no cost\n1 shot in 1 submission, at no cost. Nothing was sent.\n',
    });
    writeFileSync(join(cwd, 'mine.sh'), '');
    expect(await run(...dry('command', '--program', './mine.sh', '--makes', 'image'))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1A: mine.sh, 2 s'),
    });
  });

  test.each([
    ['none named', [], '--program: which one? There is "Colour card", "Colour wheel".'],
    ['a strange one', ['--program', 'Magic'], 'there is no "Magic"'],
    ['several that fit', ['--program', 'colour'], 'may be "Colour card", "Colour wheel"'],
    ['a path where nothing lies', ['--program', './gone.sh'], 'there is no "./gone.sh"'],
  ])('%s: wrong usage', async (_name, options, words) => {
    const { run } = await film();
    const { code, stderr } = await run(...dry('command', ...options));
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});

test('Kling without a key is refused before anything is started', async () => {
  vi.stubEnv('EKONTE_KLING_KEY', undefined);
  const { run } = await film();
  const { code, stderr } = await run('generate', 'Film.ekonte', '--provider', 'kling', '--max-cost', '9');
  expect(code).toBe(1);
  expect(stderr).toContain('EKONTE_KLING_KEY');
});

test('the local dry run says it costs nothing', async () => {
  const { run } = await film();
  const { stdout } = await run(...dry('local', '--json'));
  expect(JSON.parse(stdout)).toMatchObject({
    isSendable: true,
    cost: { amount: 0 },
    problems: [{ shot: '1A' }],
  });
});
