import { namedRates } from '@shared/time/rate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateOf } from './frameRate';

/** Times of evenly spaced frames as a container keeps them. */
function timesOf(rate: { num: number; den: number }, count: number, resolution: number, start = 0) {
  const tick = (seconds: number): number => Math.round(seconds * resolution) / resolution;
  const at = (frame: number): number => tick(start + (frame * rate.den) / rate.num);
  return { count, first: at(0), last: at(count - 1), lastDuration: tick(rate.den / rate.num), resolution };
}

test('finds every rate a project may have, from milliseconds and from finer clocks', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...namedRates.map(({ rate }) => rate)),
      fc.integer({ min: 48, max: 100_000 }),
      fc.constantFrom(1_000, 12_800, 90_000, 1_000_000),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (rate, count, resolution, start) => {
        expect(rateOf(timesOf(rate, count, resolution, start))).toEqual(rate);
      },
    ),
  );
});

test.each([
  ['a variable rate', { count: 47, first: 0, last: 3.96, lastDuration: 0.04, resolution: 12_800 }, 46 / 3.96],
  ['a slow camera', { count: 101, first: 0, last: 1_000, lastDuration: 10, resolution: 1_000 }, 0.1],
  ['one frame', { count: 1, first: 0, last: 0, lastDuration: 0.04, resolution: 12_800 }, 25],
  ['one frame of unknown length', { count: 1, first: 0, last: 0, lastDuration: 0, resolution: 1_000 }, 24],
])('%s becomes the nearest fraction', (_what, times, perSecond) => {
  const { num, den } = rateOf(times);
  expect(num / den).toBeCloseTo(perSecond, 3);
  expect(Number.isInteger(num) && Number.isInteger(den) && den <= 1_001 && num <= 240_000).toBe(true);
});
