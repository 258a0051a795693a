import { expect, test } from 'vitest';
import { rateOfDecimal } from './rate';

test.each([
  [23.976, { num: 24_000, den: 1_001 }],
  [23.98, { num: 24_000, den: 1_001 }],
  [24_000 / 1_001, { num: 24_000, den: 1_001 }],
  [59.94, { num: 60_000, den: 1_001 }],
  [24, { num: 24, den: 1 }],
  [120.004, { num: 120, den: 1 }],
  [12.5, { num: 12_500, den: 1_000 }],
  [1, { num: 1, den: 1 }],
  [240, { num: 240, den: 1 }],
  [0.98, null],
  [240.5, null],
  [-24, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
])('%d frames a second as an exact rate', (decimal, rate) => {
  expect(rateOfDecimal(decimal)).toEqual(rate);
});
