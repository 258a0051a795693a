import { expect, it } from 'vitest';
import { nextPlace } from './alongList';

/** Two groups of three columns, the first with five things, the second with two further down. */
const sheet = [
  [0, 0],
  [100, 0],
  [200, 0],
  [0, 80],
  [100, 80],
  [0, 200],
  [100, 200],
].map(([left = 0, top = 0]) => ({ left, top }));

it.each([
  ['down to the one below', 1, 'ArrowDown', 4],
  ['down to the nearest where none is below', 2, 'ArrowDown', 4],
  ['down into the next group', 3, 'ArrowDown', 5],
  ['up to the one above', 4, 'ArrowUp', 1],
  ['up out of a group', 6, 'ArrowUp', 4],
  ['no further down than the last line', 6, 'ArrowDown', 6],
  ['no further up than the first', 2, 'ArrowUp', 2],
  ['right over the end of a line', 2, 'ArrowRight', 3],
  ['no further left than the first', 0, 'ArrowLeft', 0],
  ['to the first', 4, 'Home', 0],
  ['to the last', 1, 'End', 6],
])('goes %s', (_, at, key, expected) => {
  expect(nextPlace(sheet, at, key)).toBe(expected);
});
