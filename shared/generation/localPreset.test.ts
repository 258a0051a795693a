import { expect, it } from 'vitest';
import { presetBitsPerSecond, presetSize } from './localPreset';

it.each([
  [{ width: 1920, height: 1080 }, 'full', { width: 1920, height: 1080 }],
  [{ width: 1920, height: 1080 }, 'draft', { width: 960, height: 540 }],
  // 858 / 2 = 429 is odd: the nearest even numbers.
  [{ width: 2048, height: 858 }, 'draft', { width: 1024, height: 430 }],
  [{ width: 16, height: 16 }, 'draft', { width: 16, height: 16 }],
] as const)('%o %s', (frameSize, preset, expected) => {
  expect(presetSize(frameSize, preset)).toEqual(expected);
});

it.each([
  [{ num: 24, den: 1 }, { width: 1920, height: 1080 }, 14_000_000],
  [{ num: 48, den: 1 }, { width: 1920, height: 1080 }, 28_000_000],
  [{ num: 24, den: 1 }, { width: 64, height: 36 }, 300_000],
  [{ num: 60, den: 1 }, { width: 8192, height: 8192 }, 200_000_000],
] as const)('bits a second at %o, %o', (rate, size, bits) => {
  expect(presetBitsPerSecond({ rate }, size)).toBe(bits);
});
