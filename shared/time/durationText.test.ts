import { expect, it } from 'vitest';
import { durationText } from './durationText';

it.each([
  [0, '0 s'],
  [-1, '0 s'],
  [8.4, '8 s'],
  [59.6, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3_780, '1 h 03 min'],
])('%d s is %s', (seconds, expected) => {
  expect(durationText(seconds)).toBe(expected);
});
