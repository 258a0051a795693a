import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, parseTypedNumber } from './typedNumber';

describe('parseTypedNumber', () => {
  it.each([
    ['12', 5, 12],
    [' 12.5 ', 5, 12.5],
    ['1,5', 5, 1.5],
    ['.5', 5, 0.5],
    ['-3', 5, -3],
    ['-1,5', 5, -1.5],
    ['+12', 5, 17],
    ['+=12', 5, 17],
    ['-=3', 5, 2],
    ['*2', 5, 10],
    ['/2', 5, 2.5],
    ['3/4', 5, 0.75],
    ['1+2*3', 5, 7],
    ['(1+2)*3', 5, 9],
    ['2*-3', 5, -6],
    ['+(1+1)*2', 5, 9],
  ])('%s from %d is %d', (text, current, expected) => {
    expect(parseTypedNumber(text, current)).toBeCloseTo(expected, 10);
  });

  it('takes the unit off', () => {
    expect(parseTypedNumber('35 mm', 0, { unit: 'mm' })).toBe(35);
    expect(parseTypedNumber('35MM', 0, { unit: 'mm' })).toBe(35);
    expect(parseTypedNumber('+10%', 50, { unit: '%' })).toBe(60);
  });

  it('subtracts where the field cannot be negative', () => {
    expect(parseTypedNumber('-3', 5, { canBeNegative: false })).toBe(2);
  });

  it.each(['', ' ', 'abc', '1 2', '1+', '(1', '1)', '/0', '1/0', '--', '1..2', '35 mm', 'alert(1)', '+'])(
    'refuses "%s" in words',
    (text) => {
      expect(() => parseTypedNumber(text, 5)).toThrow(RangeError);
    },
  );

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        (scaled, decimals) => {
          const value = scaled / 10 ** decimals;
          expect(parseTypedNumber(formatNumber(value, decimals), 7)).toBeCloseTo(value, decimals);
        },
      ),
    );
  });
});

describe('formatNumber', () => {
  it.each([
    [1.5, 2, '1.5'],
    [2, 2, '2'],
    [100, 0, '100'],
    [-0.001, 2, '0'],
    [0.125, 2, '0.13'],
  ])('%d with %d decimals is %s', (value, decimals, expected) => {
    expect(formatNumber(value, decimals)).toBe(expected);
  });
});
