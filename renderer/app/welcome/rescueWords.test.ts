import type { SalvageReport } from '@shared/rpc/table';
import { expect, test } from 'vitest';
import { momentWords, salvageWords } from './rescueWords';

const noon = new Date(2026, 4, 12, 12, 5).getTime();
const whole: SalvageReport = {
  kept: { project: 1, scene: 2, shot: 24, layer: 1_300 },
  older: {},
  olderFromMs: null,
  lost: {},
  rehoused: 0,
  hasNewProject: false,
  isByPages: false,
};

test('says what is there, and that nothing is known to be lost', () => {
  expect(salvageWords(whole)).toEqual([
    'There: 2 scenes, 24 shots, 1,300 layers and more.',
    'Nothing is known to be lost.',
  ]);
});

test('says all that is not as it was', () => {
  const lines = salvageWords(
    {
      ...whole,
      older: { shot: 1 },
      olderFromMs: noon,
      lost: { layer: 2, media: 1 },
      rehoused: 3,
      hasNewProject: true,
      isByPages: true,
    },
    noon + 60_000,
  );
  expect(lines[1]).toMatch(/^As they were today at .*: 1 shot\.$/);
  expect(lines[2]).toBe('Lost: 2 layers and more.');
  expect(lines[3]).toBe('3 shots have lost their scenes and stand in one of their own at the end.');
  expect(lines).toHaveLength(6);
  expect(lines.every((line) => /^[A-Z0-9].*\.$/.test(line))).toBe(true);
});

test('a moment of another day has its date', () => {
  expect(momentWords(noon, noon)).toMatch(/^Today at /);
  expect(momentWords(noon, noon + 86_400_000)).toMatch(/2026 at /);
});
