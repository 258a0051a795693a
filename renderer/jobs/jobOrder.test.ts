import { expect, test } from 'vitest';
import { moveBy, moveToGap } from './jobOrder';
import { testJob } from './testing/testJob';

const pending = ['a', 'b', 'c', 'd'].map((id) => testJob({ id }));
const set = (...ids: string[]): ReadonlySet<string> => new Set(ids);

test.each<[string, ReadonlySet<string>, number, ReturnType<typeof moveToGap>]>([
  ['the last to the top', set('d'), 0, { jobIds: ['d'], beforeId: 'a' } as never],
  ['the first to the end', set('a'), 4, { jobIds: ['a'], beforeId: null } as never],
  ['several keep their order', set('d', 'b'), 0, { jobIds: ['b', 'd'], beforeId: 'a' } as never],
  ['a gap at one of those moved: before the next that stays', set('b', 'c'), 1, null],
  ['between, apart ones come together', set('a', 'd'), 2, { jobIds: ['a', 'd'], beforeId: 'c' } as never],
  ['its own place is no move', set('b'), 1, null],
  ['nor the gap behind it', set('b'), 2, null],
  ['nothing chosen', set(), 2, null],
  ['one that has begun meanwhile', set('x'), 0, null],
])('%s', (_name, moved, gap, move) => {
  expect(moveToGap(pending, moved, gap)).toEqual(move);
});

test('one place up and down, as a block, to the ends and no further', () => {
  expect(moveBy(pending, set('b', 'c'), -1)).toEqual({ jobIds: ['b', 'c'], beforeId: 'a' });
  expect(moveBy(pending, set('b', 'c'), 1)).toEqual({ jobIds: ['b', 'c'], beforeId: null });
  expect(moveBy(pending, set('a'), -1)).toBeNull();
  expect(moveBy(pending, set('d'), 1)).toBeNull();
  expect(moveBy(pending, set('a'), 1)).toEqual({ jobIds: ['a'], beforeId: 'c' });
});
