import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  convertFrames,
  frameAtSeconds,
  frames,
  framesToSamples,
  framesToSeconds,
  roundToFrames,
  samplesToFrames,
  secondsToFrames,
} from './frames';
import { formatRate, namedRates, parseRate } from './rate';

const anyRate = fc.constantFrom(...namedRates.map(({ rate }) => rate));
const anyFrame = fc.integer({ min: 0, max: 5_000_000 });

describe('frames', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is none', (value) => {
    expect(() => frames(value)).toThrow(RangeError);
  });

  test('minus zero is zero, as JSON would have it', () => {
    expect(Object.is(frames(-0), 0)).toBe(true);
  });

  test.each([
    [2.4, 2],
    [2.5, 3],
    [-2.5, -2],
    [-2.6, -3],
  ])('%d rounds to %i: halves up', (value, expected) => {
    expect(roundToFrames(value)).toBe(expected);
  });

  test('a frame, its start in seconds, and back', () => {
    fc.assert(
      fc.property(anyFrame, anyRate, (frame, rate) => {
        const seconds = framesToSeconds(frame, rate);
        expect(secondsToFrames(seconds, rate)).toBe(frame);
        expect(frameAtSeconds(seconds, rate)).toBe(frame);
        // In the middle of a frame that frame is on screen.
        expect(frameAtSeconds(seconds + (0.5 * rate.den) / rate.num, rate)).toBe(frame);
      }),
    );
  });

  test('a frame, its first sample at 44.1 or 48 kHz, and back', () => {
    fc.assert(
      fc.property(anyFrame, anyRate, fc.constantFrom(44_100, 48_000), (frame, rate, sampleRate) => {
        expect(samplesToFrames(framesToSamples(frame, rate, sampleRate), rate, sampleRate)).toBe(frame);
      }),
    );
  });

  test.each([
    [100, '24', '24', 100],
    [24, '24', '30', 30],
    [1, '24', '60', 3],
    [100, '25', '24', 96],
    [1_001, '24', '23.976', 1_000],
  ])('%i frames at %s are %i at %s', (value, from, to, expected) => {
    expect(convertFrames(value, parseRate(from), parseRate(to))).toBe(expected);
  });
});

describe('rates', () => {
  test.each([
    ['24', 24, 1],
    ['23.976', 24_000, 1_001],
    ['30000/1001', 30_000, 1_001],
    [' 25 ', 25, 1],
    ['15', 15, 1],
  ])('"%s"', (text, num, den) => {
    expect(parseRate(text)).toEqual({ num, den });
  });

  test.each(['', 'fast', '0', '-24', '24.5', '1000', '1/2', '24/0', '1e3', 'NaN'])('"%s" is none', (text) => {
    expect(() => parseRate(text)).toThrow(RangeError);
  });

  test('every named rate is read back from its label', () => {
    for (const { rate } of namedRates) expect(parseRate(formatRate(rate))).toEqual(rate);
  });
});
