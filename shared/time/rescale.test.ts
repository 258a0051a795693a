import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frames } from './frames';
import { namedRates, parseRate } from './rate';
import { rescale, rescaleRun, rescaleStart } from './rescale';
import { timecodeNumbers } from './timecode';

const anyRate = fc.constantFrom(...namedRates.map(({ rate }) => rate));
const run = (lengths: number[], from: string, to: string) =>
  rescaleRun(lengths, rescale(parseRate(from), parseRate(to)));

describe('lengths at another rate', () => {
  test.each<[lengths: number[], from: string, to: string, expected: number[]]>([
    [[24, 24, 24], '24', '25', [25, 25, 25]],
    [[48, 72], '24', '30', [60, 90]],
    // 10.4 and 20.8: cuts are rounded, so that both together are 21 and not 20.
    [[10, 10], '24', '25', [10, 11]],
    [[1, 1, 1, 1], '24', '12', [1, 1, 1, 1]],
    // What the first ones take to be there at all, the last one gives back.
    [[1, 1, 8], '24', '12', [1, 1, 3]],
    [[], '24', '25', []],
  ])('%j from %s to %s: %j', (lengths, from, to, expected) => {
    expect(run(lengths, from, to)).toEqual(expected);
  });

  const lengths = fc.array(fc.integer({ min: 6, max: 5_000 }), { minLength: 1, maxLength: 200 });

  test('the whole is rounded once, however many shots it has', () => {
    fc.assert(
      fc.property(lengths, anyRate, anyRate, (list, from, to) => {
        const scale = rescale(from, to);
        const total = list.reduce((sum, length) => sum + length, 0);
        expect(rescaleRun(list, scale).reduce((sum, length) => sum + length, 0)).toBe(scale.at(total));
      }),
    );
  });

  test('to a faster rate and back, every cut is where it was', () => {
    fc.assert(
      fc.property(lengths, anyRate, anyRate, (list, a, b) => {
        const [slow, fast] = a.num * b.den <= b.num * a.den ? [a, b] : [b, a];
        const there = rescaleRun(list, rescale(slow, fast));
        expect(rescaleRun(there, rescale(fast, slow))).toEqual(list);
      }),
    );
  });

  test.each([
    [24, '24', '25', false],
    [10, '24', '25', true],
    [1_000, '24', '23.976', true],
    [1_001, '24', '23.976', false],
  ])('%i frames from %s to %s fall between two: %s', (value, from, to, expected) => {
    expect(rescale(parseRate(from), parseRate(to)).isRounded(value)).toBe(expected);
  });
});

describe('the start timecode at another rate reads the same', () => {
  test.each([
    [86_400, '24', '25', false, 90_000],
    [86_400, '23.976', '24', false, 86_400],
    [86_412, '24', '30', false, 108_015],
    [86_423, '24', '12', false, 43_211],
    // 01:00:00;00 drop-frame.
    [107_892, '29.97', '24', true, 86_400],
    [107_892, '29.97', '59.94', true, 215_784],
    [108_000, '29.97', '30', false, 108_000],
    [0, '24', '60', false, 0],
    // 00:00:01:12 and 00:00:00:105: three digits of frames.
    [36, '24', '120', false, 180],
    [105, '120', '24', false, 21],
    // 100 hours, and a film that starts before zero.
    [8_640_000, '24', '25', false, 9_000_000],
    [-36, '24', '48', false, -72],
    // 00:01:00:00 is no drop-frame number: the first one behind it.
    [1_440, '24', '29.97', true, 1_800],
  ])('%i from %s to %s', (start, from, to, isDropFrame, expected) => {
    const rates = { from: parseRate(from), to: parseRate(to), isDropFrame };
    expect(rescaleStart(frames(start), rates)).toBe(expected);
  });

  /** All that a film can have, not only those offered: random edits of a film met 121 frames a second. */
  const possibleRate = fc
    .record({ num: fc.integer({ min: 1, max: 240_000 }), den: fc.integer({ min: 1, max: 1_001 }) })
    .map(({ num, den }) => ({ num: Math.min(Math.max(num, den), 240 * den), den }));
  const limit = 100_000_000;

  test('keeps its whole seconds at any rate, from any start', () => {
    const start = fc.integer({ min: -limit, max: limit });
    const rate = fc.oneof(anyRate, possibleRate);
    fc.assert(
      fc.property(start, rate, rate, fc.boolean(), (value, from, to, isDropFrame) => {
        const at = rescaleStart(frames(value), { from, to, isDropFrame });
        const { seconds } = timecodeNumbers(frames(value), from, isDropFrame);
        expect(timecodeNumbers(at, to, isDropFrame).seconds).toBe(seconds);
      }),
    );
  });
});
