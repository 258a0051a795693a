import { namedRates } from '@shared/time/rate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateOf } from './frameRate';

/** Times of evenly spaced frames as a container keeps them. */
function timesOf(rate: { num: number; den: number }, count: number, resolution: number, start = 0) {
  const tick = (seconds: number): number => Math.round(seconds * resolution) / resolution;
  const times = Float64Array.from({ length: count }, (_, frame) =>
    tick(start + (frame * rate.den) / rate.num),
  );
  return { times, lastDuration: tick(rate.den / rate.num), resolution };
}

test('finds every rate a project may have, from milliseconds and from finer clocks', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...namedRates.map(({ rate }) => rate)),
      fc.integer({ min: 120, max: 5_000 }),
      fc.constantFrom(1_000, 12_800, 90_000, 1_000_000),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (rate, count, resolution, start) => {
        expect(rateOf(timesOf(rate, count, resolution, start))).toEqual(rate);
      },
    ),
  );
});

test('a camera that drops frames has the rate it shows on average', () => {
  const times = Float64Array.from(
    { length: 47 },
    (_, frame) => (frame < 20 ? frame : 20 + (frame - 20) * 3) * 0.04,
  );
  const { num, den } = rateOf({ times, lastDuration: 0.04, resolution: 12_800 });
  expect(num / den).toBeCloseTo(46 / (times[46] as number), 3);
});

test.each([
  ['a slow camera', [0, 10, 20, 30], 10, 0.1],
  ['one frame', [0], 0.04, 25],
  ['one frame of unknown length', [0], 0, 24],
  ['two frames at once', [1, 1], 0.1, 10],
])('%s becomes the nearest fraction', (_what, times, lastDuration, perSecond) => {
  const { num, den } = rateOf({ times: Float64Array.from(times), lastDuration, resolution: 1_000 });
  expect(num / den).toBeCloseTo(perSecond, 3);
  expect(Number.isInteger(num) && Number.isInteger(den) && den <= 1_001 && num <= 240_000).toBe(true);
});
