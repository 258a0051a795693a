import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './byteRange';

test.each([
  [null, 100, null],
  ['', 100, null],
  ['bytes=0-', 100, { start: 0, end: 99 }],
  ['bytes=0-0', 100, { start: 0, end: 0 }],
  ['bytes=10-19', 100, { start: 10, end: 19 }],
  ['bytes=90-500', 100, { start: 90, end: 99 }],
  ['bytes=-10', 100, { start: 90, end: 99 }],
  ['bytes=-500', 100, { start: 0, end: 99 }],
  [' Bytes = 5 - 6 ', 100, { start: 5, end: 6 }],
  ['bytes=100-', 100, 'unsatisfiable'],
  ['bytes=-0', 100, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'unsatisfiable'],
  ['bytes=20-10', 100, null],
  ['bytes=0-1,5-6', 100, null],
  ['bytes=-', 100, null],
  ['bytes=a-b', 100, null],
  ['items=0-1', 100, null],
  ['bytes=99999999999999999999999-', 100, 'unsatisfiable'],
] as const)('Range %s of %i bytes', (header, size, expected) => {
  expect(parseRange(header, size)).toEqual(expected);
});

test('a range that is met lies in the file, whatever was asked', () => {
  fc.assert(
    fc.property(fc.nat(), fc.option(fc.nat()), fc.option(fc.nat()), (size, first, last) => {
      const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size);
      if (range === null || range === 'unsatisfiable') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
    }),
  );
});
