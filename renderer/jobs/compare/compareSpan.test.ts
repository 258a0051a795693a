import { expect, test } from 'vitest';
import { compareSpan, firstCompared, placeInTake, toggledCompared } from './compareSpan';

const span = (sourceInFrames: number, lengthFrames: number) => ({ sourceInFrames, lengthFrames }) as never;

test.each([
  [[span(0, 24)], 0, 24],
  [[span(0, 24), span(0, 90)], 0, 90],
  [[span(-12, 24), span(6, 10)], -12, 16],
  [[], 0, 1],
])('takes of all lengths are seen to their end %#', (takes, startFrame, endFrame) => {
  expect(compareSpan(takes)).toEqual({ startFrame, endFrame });
});

test.each([
  [-1, 'before'],
  [0, 'within'],
  [23, 'within'],
  [24, 'after'],
])('frame %i of a second is %s', (frame, place) => {
  expect(placeInTake(span(0, 24), frame)).toBe(place);
});

const takes = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));

test.each([
  [null, null, ['c', 'd', 'e', 'f']],
  ['a', null, ['a', 'd', 'e', 'f']],
  ['e', null, ['c', 'd', 'e', 'f']],
  ['a', 'c', ['a', 'c']],
  ['c', 'c', ['c', 'f']],
  ['f', 'f', ['e', 'f']],
  [null, 'b', ['b', 'f']],
  ['gone', null, ['c', 'd', 'e', 'f']],
] as const)('shown %s, asked from %s: %j', (active, wanted, expected) => {
  expect(firstCompared(takes, active, wanted)).toEqual(expected);
});

test('one stays, four are the most, the order is that of the takes', () => {
  const order = takes.map(({ id }) => id);
  expect(toggledCompared(order, ['c', 'e'], 'd')).toEqual(['c', 'd', 'e']);
  expect(toggledCompared(order, ['c', 'e'], 'c')).toEqual(['e']);
  expect(toggledCompared(order, ['e'], 'e')).toBeNull();
  expect(toggledCompared(order, ['a', 'b', 'c', 'd'], 'e')).toBeNull();
});
