import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frames } from './frames';
import { parseRate } from './rate';
import {
  formatRunningTime,
  formatSecondsAndFrames,
  formatTimecode,
  isDropFrameRate,
  parseTimecode,
  parseTypedFrames,
} from './timecode';

/** 29.97 drop-frame counted out by hand: numbers are left out, frames never. */
const dropFrame: [rate: string, frame: number, timecode: string][] = [
  ['29.97', 0, '00:00:00;00'],
  ['29.97', 29, '00:00:00;29'],
  ['29.97', 30, '00:00:01;00'],
  ['29.97', 1_799, '00:00:59;29'],
  ['29.97', 1_800, '00:01:00;02'],
  ['29.97', 3_597, '00:01:59;29'],
  ['29.97', 3_598, '00:02:00;02'],
  ['29.97', 17_981, '00:09:59;29'],
  // No number is left out in minutes 00, 10, 20 … : 17,982 frames are ten minutes.
  ['29.97', 17_982, '00:10:00;00'],
  ['29.97', 17_983, '00:10:00;01'],
  ['29.97', 19_781, '00:10:59;29'],
  ['29.97', 19_782, '00:11:00;02'],
  // 108 numbers an hour.
  ['29.97', 107_892, '01:00:00;00'],
  ['29.97', 1_143_655, '10:35:59;29'],
  ['29.97', 1_143_656, '10:36:00;02'],
  ['59.94', 3_599, '00:00:59;59'],
  ['59.94', 3_600, '00:01:00;04'],
  ['59.94', 35_963, '00:09:59;59'],
  ['59.94', 35_964, '00:10:00;00'],
  ['59.94', 215_784, '01:00:00;00'],
];

const nonDrop: [rate: string, frame: number, timecode: string][] = [
  ['24', 0, '00:00:00:00'],
  ['24', 23, '00:00:00:23'],
  ['24', 24, '00:00:01:00'],
  ['24', 86_400, '01:00:00:00'],
  ['24', -1, '-00:00:00:01'],
  ['23.976', 86_400, '01:00:00:00'],
  ['25', 90_000, '01:00:00:00'],
  ['29.97', 108_000, '01:00:00:00'],
  ['30', 1_800, '00:01:00:00'],
  ['60', 59, '00:00:00:59'],
];

describe('timecode', () => {
  test.each(dropFrame)('%s drop-frame: frame %i is %s', (name, frame, text) => {
    expect(formatTimecode(frames(frame), parseRate(name), true)).toBe(text);
    expect(parseTimecode(text, parseRate(name))).toBe(frame);
  });

  test.each(nonDrop)('%s: frame %i is %s', (name, frame, text) => {
    expect(formatTimecode(frames(frame), parseRate(name))).toBe(text);
    expect(parseTimecode(text, parseRate(name))).toBe(frame);
  });

  test.each(['23.976', '24', '25', '30', '48', '50', '60'])('never drop-frame at %s', (name) => {
    const rate = parseRate(name);
    expect(isDropFrameRate(rate)).toBe(false);
    expect(formatTimecode(frames(100_000), rate, true)).not.toContain(';');
    expect(() => parseTimecode('00:00:01;00', rate)).toThrow(RangeError);
  });

  test.each([
    ['29.97', '00:01:00;00'],
    ['29.97', '00:01:00;01'],
    ['59.94', '00:01:00;03'],
    ['24', '00:00:00:24'],
    ['24', '00:00:60:00'],
    ['24', '00:60:00:00'],
    ['24', '1:2:3'],
    ['24', ''],
    ['24', 'noon'],
  ])('%s: "%s" is no timecode', (name, text) => {
    expect(() => parseTimecode(text, parseRate(name))).toThrow(RangeError);
  });

  test('what is written is read back as the same frame, at every rate', () => {
    const rate = fc
      .constantFrom('23.976', '24', '25', '29.97', '30', '48', '50', '59.94', '60')
      .map(parseRate);
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 8_000_000 }), fc.boolean(), (value, frame, drop) => {
        expect(parseTimecode(formatTimecode(frames(frame), value, drop), value)).toBe(frame);
      }),
    );
  });

  test('drop-frame numbers rise by one or skip, and stay within a fifth of a second of the clock all day', () => {
    const rate = parseRate('29.97');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_589_408 }), (frame) => {
        const text = formatTimecode(frames(frame), rate, true);
        const [hours, minutes, seconds, rest] = text.split(/[:;]/).map(Number) as [
          number,
          number,
          number,
          number,
        ];
        const shown = hours * 3600 + minutes * 60 + seconds + rest / 30;
        expect(Math.abs(shown - (frame * 1001) / 30_000)).toBeLessThan(0.2);
      }),
    );
  });
});

describe('typed lengths', () => {
  const at24 = parseRate('24');
  test.each([
    ['84', 84],
    ['3+12', 84],
    ['3:12', 84],
    ['1:10', 34],
    ['1:05+12', 1_572],
    ['1:32:16+08', 132_872],
    ['2.5s', 60],
    ['0.02s', 0],
    ['00:00:02:00', 48],
    ['+12', 112],
    ['-12', 88],
    ['+1:00', 124],
    ['-1s', 76],
    ['+ 5', 105],
    [' 7 ', 7],
  ])('"%s" from frame 100 is %i', (text, expected) => {
    expect(parseTypedFrames(text, frames(100), at24)).toBe(expected);
  });

  test.each(['', 'x', '1.5', '--5', '-+5', '--00:00:01:00', '1:2:3', '9'.repeat(12)])(
    '"%s" is none',
    (text) => {
      expect(() => parseTypedFrames(text, frames(100), at24)).toThrow(RangeError);
    },
  );

  test.each([
    [84, '3+12'],
    [0, '0+00'],
    [23, '0+23'],
    [24, '1+00'],
  ])('%i frames at 24 are written %s', (length, text) => {
    expect(formatSecondsAndFrames(frames(length), at24)).toBe(text);
  });
});

describe('formatRunningTime', () => {
  const at24 = parseRate('24');
  test.each([
    [84, '3+12'],
    [1_439, '59+23'],
    [1_440, '1:00+00'],
    [1_572, '1:05+12'],
    [132_872, '1:32:16+08'],
  ])('%i frames at 24 run %s', (length, text) => {
    expect(formatRunningTime(frames(length), at24)).toBe(text);
    expect(parseTypedFrames(text, frames(0), at24)).toBe(length);
  });
});
