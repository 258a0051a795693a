import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliWorld } from './testing/cliWorld';

const sceneId = 'scn_one00000001';
const shotId = 'sht_one00000001';

async function film() {
  const world = cliWorld();
  await world.makeFilm([
    { command: 'scene.add', args: { id: sceneId, heading: 'INT. 灯台 - NIGHT' } },
    { command: 'shot.add', args: { id: shotId, sceneId, lengthFrames: 48 } },
    { command: 'shot.edit', args: { shotIds: [shotId], fields: { action: '=嵐', size: 'CU' } } },
    { command: 'dialogue.addLine', args: { shotId, text: '戻ってこい！' } },
  ]);
  return world;
}
const read = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8');

test('a shot list, for Excel, with the columns that are named', async () => {
  const { cwd, run } = await film();
  const asked = ['export', 'Film.ekonte', '--format', 'csv', '--out', 'list.csv', '--excel', '--json'];
  const { code, stdout } = await run(...asked, '--columns', 'shot,Action,size');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ format: 'csv', count: 1, untimed: 0 });
  expect(read(cwd, 'list.csv')).toBe('\ufeffScene,Shot,Action,Size\r\n1 INT. 灯台 - NIGHT,1A,"\'=嵐",CU\r\n');
});

test('subtitles are refused in words while no line has a time', async () => {
  const { cwd, run } = await film();
  const { code, stderr } = await run('export', 'Film.ekonte', '--format', 'srt', '--out', 'a.srt');
  expect(code).toBe(1);
  expect(stderr).toContain('No line of dialogue has a time yet.');
  const french = await run('export', 'Film.ekonte', '--format', 'vtt', '--out', 'a.vtt', '--language', 'fr');
  expect(french.stderr).toContain('There is no dialogue in these shots.');
  expect(existsSync(join(cwd, 'a.srt')) || existsSync(join(cwd, 'a.vtt'))).toBe(false);
});

test.each([
  [['csv', 'list.txt'], 2, /--out Name\.csv/],
  [['pdf', 'board.doc'], 2, /--out Name\.pdf/],
  [['csv', 'list.csv', '--columns', 'Shoe'], 2, /no column "Shoe"/],
  [['csv', 'list.csv', '--shots', '9Z'], 2, /9Z/],
  [['pdf', 'board.pdf', '--without', 'colour'], 2, /knows action, dialogue/],
  [['pdf', 'board.pdf', '--layout', '5'], 2, /Allowed choices/],
  [['pdf', 'board.pdf', '--draft', 'x'.repeat(81)], 2, /80 letters/],
] as const)('%j is refused in words', async ([format, out, ...more], expected, words) => {
  const { run } = await film();
  const { code, stderr } = await run('export', 'Film.ekonte', '--format', format, '--out', out, ...more);
  expect(code).toBe(expected);
  expect(stderr).toMatch(words);
});

test.each(['csv', 'srt', 'vtt', 'pdf'])('no %s is replaced that nobody gave up', async (format) => {
  const { cwd, run } = await film();
  const name = `mine.${format}`;
  writeFileSync(join(cwd, name), 'mine');
  const { code, stderr } = await run('export', 'Film.ekonte', '--format', format, '--out', name);
  expect(code).toBe(1);
  expect(stderr).toContain('would be replaced');
  expect(read(cwd, name)).toBe('mine');
  if (format !== 'csv') return;
  expect(await run('export', 'Film.ekonte', '--format', format, '--out', name, '--replace')).toMatchObject({
    code: 0,
  });
  expect(read(cwd, name)).not.toBe('mine');
});
