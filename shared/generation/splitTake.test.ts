import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CutWindow, cutWindowSpan, findCut, plannedCuts, splitTake } from './splitTake';

const at24 = { num: 24, den: 1 };
const at25 = { num: 25, den: 1 };

/** Frames around a plan at `planned`, 24 a second; a new shot begins at frame `cut` of the clip. */
function windowOf(planned: number, cut: number | null, shake: number = 0): CutWindow {
  const first = Math.max(0, Math.round(planned * 24) - 30);
  return {
    frames: Array.from({ length: 61 }, (_, index) => ({
      seconds: (first + index) / 24,
      change: first + index === cut ? 0.6 : shake,
    })),
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
  });

  it.each([
    [at24, 51],
    [at25, 54],
    [{ num: 30, den: 1 }, 64],
    [{ num: 24_000, den: 1_001 }, 51],
    [{ num: 60, den: 1 }, 128],
  ])(
    'at %j the first frame of a shot shows it, and the last of the shot before does not',
    (rate, expected) => {
      const frame = splitTake([2, 3], rate, 400, [windowOf(2, 51)])[1]?.mediaInFrames ?? 0;
      expect(frame).toBe(expected);
      // As the compositor looks frames of a take up: a tenth into their time.
      const shown = (at: number): number => ((at + 0.1) * rate.den) / rate.num;
      expect(shown(frame)).toBeGreaterThanOrEqual(51 / 24);
      expect(shown(frame - 1)).toBeLessThan(51 / 24);
    },
  );

  it.each([
    ['nothing changes', windowOf(2, null)],
    ['the camera shakes', windowOf(2, null, 0.3)],
    ['the cut is too far off', windowOf(2, 48 + 20)],
  ])('stays with the plan when %s', (_name, window) => {
    expect(findCut(window, 2)).toBeNull();
  });

  it('of two cuts takes the one near the plan', () => {
    const { frames } = windowOf(2, 49);
    const two = frames.map((frame, index) => (index === 18 + 22 ? { ...frame, change: 0.6 } : frame));
    expect(findCut({ frames: two }, 2)?.seconds).toBeCloseTo(49 / 24);
  });

  it('one cut between two plans is that of the nearer one only', () => {
    const seen = (cut: number) => [windowOf(2, cut), windowOf(3, cut)];
    const starts = (cut: number) =>
      splitTake([2, 1, 2], at24, 121, seen(cut)).map((part) => part.mediaInFrames);
    expect(starts(57)).toEqual([0, 57, 72]);
    expect(starts(66)).toEqual([0, 48, 66]);
  });

  it('is looked at from before the search to after it, never before the clip', () => {
    expect(cutWindowSpan(0.5)).toEqual({ from: 0, to: 1.75 });
    expect(plannedCuts([2, 3, 1]).map(cutWindowSpan)).toEqual([
      { from: 0.75, to: 3.25 },
      { from: 3.75, to: 6.25 },
    ]);
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
