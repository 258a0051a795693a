import { expect, test } from 'vitest';
import { capOf, parallelOf } from './spendingFields';

test.each([
  ['', null],
  ['  ', null],
  ['5', 5],
  ['2.50', 2.5],
  ['2,5', 2.5],
  ['$3', 3],
  ['0', 0],
  ['-1', undefined],
  ['1.234', undefined],
  ['1e3', undefined],
  ['a lot', undefined],
  ['9999999999', undefined],
])('a cap of "%s" is %s', (text, cap) => {
  expect(capOf(text)).toBe(cap);
});

test.each([
  ['', null],
  ['1', 1],
  ['100', 100],
  ['0', undefined],
  ['101', undefined],
  ['2.5', undefined],
])('"%s" jobs at once are %s', (text, count) => {
  expect(parallelOf(text)).toBe(count);
});
