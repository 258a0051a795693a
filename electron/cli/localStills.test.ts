import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sizeOf } from './localStills';
import { cliWorld } from './testing/cliWorld';

async function film() {
  const { cwd, run, makeFilm } = cliWorld();
  await makeFilm([0, 1].map(() => ({ command: 'shot.add', args: { lengthFrames: 24 } })));
  return { cwd, run };
}

const stills = ['generate', 'Film.ekonte', '--what', 'still'];

test('a dry run names the files and their size', async () => {
  const { run } = await film();
  const { code, stdout } = await run(...stills, '--size', '4k', '--ratio', '1:1', '--dry-run', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    what: 'still',
    size: { width: 3840, height: 3840 },
    pictures: ['Film_1A.png', 'Film_1B.png'],
    cost: { amount: 0 },
  });
});

test.each([
  [[...stills, '--size', '9000x100'], /16 to 8192 pixels/],
  [[...stills, '--size', 'huge'], /3840x2160/],
  [['generate', 'Film.ekonte', '--size', '4k'], /--size is for pictures/],
  [['generate', 'Film.ekonte', '--out', 'pictures'], /--out is for pictures/],
  [[...stills, '--provider', 'kling'], /--provider local/],
  [['export', 'Film.ekonte', '--format', 'png', '--out', 'x', '--size', '3x3'], /16 to 8192 pixels/],
] as const)('%j is refused in words', async (argv, words) => {
  const { run } = await film();
  const { code, stderr } = await run(...argv);
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
});

test('no file is replaced that nobody gave up', async () => {
  const { cwd, run } = await film();
  mkdirSync(join(cwd, 'out'));
  writeFileSync(join(cwd, 'out', 'film_1a.PNG'), 'mine');
  for (const argv of [
    [...stills, '--out', 'out'],
    ['export', 'Film.ekonte', '--format', 'png', '--out', 'out'],
  ]) {
    const { code, stderr } = await run(...argv);
    expect(code).toBe(1);
    expect(stderr).toContain('"Film_1A.png" would be replaced');
  }
  expect(readdirSync(join(cwd, 'out'))).toEqual(['film_1a.PNG']);
});

test('sizes are read by name or by sides', () => {
  expect(sizeOf('4K')).toEqual({ size: '4k' });
  expect(sizeOf('501x8192')).toEqual({ size: 'custom', width: 501, height: 8192 });
});
