import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CutWindow, findCut, histogramDistance, splitTake } from './splitTake';

const at24 = { num: 24, den: 1 };
const at25 = { num: 25, den: 1 };

const dark = [0.8, 0.15, 0.05, 0];
const light = [0, 0.1, 0.3, 0.6];

/** Frames around a plan at `planned`; the picture changes at frame `cut` of the clip. */
function windowOf(
  planned: number,
  cut: number | null,
  { before = dark, after = light, shake = 0 } = {},
): CutWindow {
  const first = Math.max(0, Math.round(planned * 24) - 18);
  return {
    startSeconds: first / 24,
    secondsPerFrame: 1 / 24,
    frames: Array.from({ length: 37 }, (_, index) => {
      const frame = first + index;
      const isAfter = cut !== null && frame >= cut;
      return {
        histogram: isAfter ? after : before,
        difference: frame === cut ? 0.5 : index === 0 ? 0 : shake,
      };
    }),
  };
}

describe('a clip of several shots', () => {
  it.each([
    ['as planned', [2, 3, 1], at24, 144, [0, 48, 120], [48, 72, 24]],
    ['a clip a little longer than asked for', [2, 1], at24, 73, [0, 48], [48, 25]],
    ['another rate', [2, 3], at25, 125, [0, 50], [50, 75]],
    ['a clip cut short', [2, 2, 2], at24, 60, [0, 48, 59], [48, 11, 1]],
    ['one shot', [5], at24, 121, [0], [121]],
  ] as const)('%s', (_name, seconds, rate, length, starts, lengths) => {
    const parts = splitTake(seconds, rate, length);
    expect(parts.map(({ mediaInFrames }) => mediaInFrames)).toEqual(starts);
    expect(parts.map(({ lengthFrames }) => lengthFrames)).toEqual(lengths);
  });

  it('takes a cut that is seen, to the frame', () => {
    const parts = splitTake([2, 3], at24, 121, [windowOf(2, 51)]);
    expect(parts).toMatchObject([
      { mediaInFrames: 0, lengthFrames: 51 },
      { mediaInFrames: 51, lengthFrames: 70 },
    ]);
    expect(parts[1]?.confidence).toBeGreaterThan(0.8);
    // The same moment at the project's own rate.
    expect(splitTake([2, 3], at25, 125, [windowOf(2, 51)])[1]?.mediaInFrames).toBe(53);
  });

  it.each([
    ['nothing changes', windowOf(2, null)],
    ['the camera shakes', windowOf(2, null, { shake: 0.3 })],
    ['the cut is too far off', windowOf(2, 48 + 20)],
  ])('stays with the plan when %s', (_name, window) => {
    expect(findCut(window, 2)).toBeNull();
  });

  it('of two cuts takes the one near the plan', () => {
    const window = windowOf(2, 49);
    const frames = window.frames.map((frame, index) =>
      index === 34 ? { ...frame, difference: 0.5, histogram: dark } : frame,
    );
    expect(findCut({ ...window, frames }, 2)?.seconds).toBeCloseTo(49 / 24);
  });

  it('parts touch, have a frame at least, and cover the clip, whatever is seen', () => {
    const input = fc.record({
      seconds: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
      rate: fc.constantFrom(at24, at25, { num: 30_000, den: 1_001 }),
      extra: fc.integer({ min: -20, max: 20 }),
      shift: fc.integer({ min: -17, max: 17 }),
    });
    fc.assert(
      fc.property(input, ({ seconds, rate, extra, shift }) => {
        const total = seconds.reduce((sum, value) => sum + value, 0);
        const fileFrames = Math.max(seconds.length, Math.round((total * rate.num) / rate.den) + extra);
        let at = 0;
        const windows = seconds.slice(0, -1).map((length) => {
          at += length;
          return windowOf(at, at * 24 + shift);
        });
        const parts = splitTake(seconds, rate, fileFrames, windows);
        expect(parts[0]?.mediaInFrames).toBe(0);
        parts.forEach((part, index) => {
          expect(part.lengthFrames).toBeGreaterThanOrEqual(1);
          expect(part.mediaInFrames + part.lengthFrames).toBe(parts[index + 1]?.mediaInFrames ?? fileFrames);
        });
      }),
    );
  });
});

it.each([
  [dark, dark, 0],
  [[1, 0], [0, 1], 1],
  [[1], [0.5, 0.5], 0.5],
])('distance of %j and %j', (a, b, expected) => {
  expect(histogramDistance(a, b)).toBeCloseTo(expected);
});
