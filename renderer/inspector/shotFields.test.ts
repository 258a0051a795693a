import { describe, expect, it } from 'vitest';
import { angleOfViewDeg, sharedValue } from './shotFields';

describe('sharedValue', () => {
  it.each([
    [[], undefined],
    [[1], 1],
    [[2, 2, 2], 2],
    [[2, 3], undefined],
    [[null, null], null],
  ])('%j has %j in common', (values, expected) => {
    expect(sharedValue(values, (value) => value)).toBe(expected);
  });
});

describe('angleOfViewDeg', () => {
  it.each([
    [35, 24.89, 39.1],
    [50, 36, 39.6],
    [18, 36, 90],
  ])('%d mm on %d mm: %d degrees', (focal, sensor, degrees) => {
    expect(angleOfViewDeg(focal, sensor)).toBeCloseTo(degrees, 0);
  });
});
