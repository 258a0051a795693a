import { expect, test } from 'vitest';
import { meterShare, mixDown, peakOf, toInt16 } from './recording';

test('samples to 16 bit: the ends of the range, and what lies beyond them', () => {
  expect([...toInt16(Float32Array.from([0, 1, -1, 0.5, -0.5, 2, -2]))]).toEqual([
    0, 32_767, -32_768, 16_384, -16_384, 32_767, -32_768,
  ]);
});

test('channels are mixed to their mean, one is taken as it is', () => {
  const left = Float32Array.from([1, 0, -1]);
  expect(mixDown([left])).toBe(left);
  expect([...mixDown([left, Float32Array.from([0, 0.5, -1])])]).toEqual([0.5, 0.25, -1]);
  expect(mixDown([])).toHaveLength(0);
});

test.each([
  [0, 0],
  [1, 1],
  [0.001, 0],
  [0.0001, 0],
  [10 ** -1.5, 0.5],
])('a peak of %f stands at %f of the meter', (peak, share) => {
  expect(meterShare(peak)).toBeCloseTo(share);
});

test('the peak is the loudest sample to either side', () => {
  expect(peakOf(Float32Array.from([0.1, -0.5, 0.25]))).toBe(0.5);
  expect(peakOf(new Float32Array(0))).toBe(0);
});
