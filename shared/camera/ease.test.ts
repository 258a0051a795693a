import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { easeProgress } from './ease';
import { easings } from './moves';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('easeProgress', () => {
  it.each([
    { ease: 'linear', at: 0.25, progress: 0.25 },
    { ease: 'easeInOut', at: 0.5, progress: 0.5 },
    // Values of the CSS curves of the same names, as a browser's own animation gives them.
    { ease: 'easeIn', at: 0.5, progress: 0.31536 },
    { ease: 'easeOut', at: 0.5, progress: 0.68464 },
    { ease: 'easeInOut', at: 0.25, progress: 0.12916 },
  ] as const)('$ease at $at is $progress', ({ ease, at, progress }) => {
    expect(easeProgress(easings[ease], at)).toBeCloseTo(progress, 4);
  });

  it('runs from exactly 0 to exactly 1 and never backwards where the handles stay inside', () => {
    fc.assert(
      fc.property(unit, unit, unit, unit, unit, unit, (x1, y1, x2, y2, a, b) => {
        const ease = { x1, y1, x2, y2 };
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(easeProgress(ease, 0)).toBe(0);
        expect(easeProgress(ease, 1)).toBe(1);
        // A handle's own y may exceed the other's, but the curve of a unit box stays in it.
        const progress = easeProgress(ease, late);
        expect(progress).toBeGreaterThanOrEqual(-1e-6);
        expect(progress).toBeLessThanOrEqual(1 + 1e-6);
        expect(easeProgress({ ...ease, y1: x1, y2: x2 }, early)).toBeLessThanOrEqual(
          easeProgress({ ...ease, y1: x1, y2: x2 }, late) + 1e-6,
        );
      }),
    );
  });

  it('solves the flattest curves: both handles at one end', () => {
    for (const ease of [
      { x1: 1, y1: 0, x2: 0, y2: 1 },
      { x1: 0, y1: 1, x2: 0, y2: 1 },
      { x1: 1, y1: 0, x2: 1, y2: 0 },
    ]) {
      for (let step = 1; step < 100; step += 1) {
        const progress = easeProgress(ease, step / 100);
        expect(Number.isFinite(progress)).toBe(true);
        expect(progress).toBeGreaterThanOrEqual(easeProgress(ease, (step - 1) / 100) - 1e-6);
      }
    }
  });

  it('swings over when a handle says so', () => {
    expect(easeProgress({ x1: 0.3, y1: 0, x2: 0.7, y2: 1.6 }, 0.7)).toBeGreaterThan(1);
  });
});
