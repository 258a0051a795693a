import { describe, expect, test } from 'vitest';
import { smallFilm, testId } from '../testing/smallFilm';
import {
  type Diff,
  isEmptyDiff,
  isSameDiff,
  isSameJson,
  parseDiff,
  reverseDiff,
  squashDiffs,
  updateBetween,
} from './diff';

const shot = smallFilm().require('shot', testId('shot', 'A'));
const added: Diff = { added: [shot], updated: [], removed: [] };
const removed: Diff = { added: [], updated: [], removed: [shot] };
const update = (from: Record<string, unknown>, to: Record<string, unknown>): Diff => ({
  added: [],
  updated: [{ kind: 'shot', id: shot.id, from, to }],
  removed: [],
});
const runs = update({ action: '' }, { action: 'Runs' });

describe('squash', () => {
  test.each<[string, Diff, Diff, Diff]>([
    ['added, updated', added, runs, { ...added, added: [{ ...shot, action: 'Runs' }] }],
    ['added, removed', added, removed, { added: [], updated: [], removed: [] }],
    [
      'updated twice',
      runs,
      update({ action: 'Runs' }, { action: 'Falls' }),
      update({ action: '' }, { action: 'Falls' }),
    ],
    ['updated and back', runs, reverseDiff(runs), { added: [], updated: [], removed: [] }],
    [
      'two fields',
      runs,
      update({ notes: '' }, { notes: 'Late' }),
      update({ notes: '', action: '' }, { action: 'Runs', notes: 'Late' }),
    ],
    ['updated, removed', runs, { ...removed, removed: [{ ...shot, action: 'Runs' }] }, removed],
    ['removed, added the same', removed, added, { added: [], updated: [], removed: [] }],
    ['removed, added otherwise', removed, { ...added, added: [{ ...shot, action: 'Runs' }] }, runs],
  ])('%s', (_, first, second, expected) => {
    expect(squashDiffs(first, second)).toEqual(expected);
  });

  test('records of two diffs that have nothing to do with each other stand side by side', () => {
    const other = update({ size: null }, { size: 'CU' });
    const elsewhere = {
      ...other,
      updated: other.updated.map((entry) => ({ ...entry, id: testId('shot', 'B') })),
    };
    expect(squashDiffs(runs, elsewhere).updated).toHaveLength(2);
  });
});

describe('sameness of JSON', () => {
  test.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, undefined, false],
    [null, {}, false],
    [{ a: undefined }, {}, false],
    [Number.NaN, Number.NaN, true],
    ['1', 1, false],
    [{ a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(isSameJson(a, b)).toBe(same);
    expect(isSameJson(b, a)).toBe(same);
  });
});

test('an update holds the fields that differ and no others', () => {
  expect(updateBetween(shot, { ...shot })).toBeUndefined();
  expect(updateBetween(shot, { ...shot, action: 'Runs' })).toEqual(runs.updated[0]);
});

test('an empty diff is empty, its reverse too', () => {
  expect(isEmptyDiff(reverseDiff({ added: [], updated: [], removed: [] }))).toBe(true);
  expect(isEmptyDiff(added)).toBe(false);
});

test('both zeros are one in JSON', () => {
  expect(isSameJson({ x: -0, y: [0] }, { x: 0, y: [-0] })).toBe(true);
  expect(isSameJson({ x: 0 }, { x: null })).toBe(false);
});

test('two changes are the same whatever their order, and not when anything else differs', () => {
  const other = smallFilm().list('scene')[0];
  if (!other) throw new Error('no scene');
  const both: Diff = { ...runs, added: [shot, other] };
  expect(isSameDiff(both, { ...runs, added: [other, shot] })).toBe(true);
  const others: Diff[] = [
    { ...runs, added: [shot] },
    { ...runs, added: [{ ...shot, action: 'x' }, other] },
    { ...runs, added: [], removed: [shot, other] },
    { ...update({ action: '' }, { action: 'Falls' }), added: [shot, other] },
    { ...update({ action: 'x' }, { action: 'Runs' }), added: [shot, other] },
    { ...added, added: [shot, other] },
  ];
  expect(others.filter((each) => isSameDiff(both, each) || isSameDiff(each, both))).toEqual([]);
});

test('a diff out of a file is taken as it is when it is sound, mended where that can be, or refused', () => {
  const read = (diff: unknown) => parseDiff(JSON.parse(JSON.stringify(diff)));
  const sound: Diff = { added: [shot], updated: runs.updated, removed: [shot] };
  const value = JSON.parse(JSON.stringify(sound));
  expect(parseDiff(value)).toBe(value);
  expect(parseDiff(value)).toEqual(sound);
  expect(read({ ...sound, added: [{ ...shot, more: 1 }], more: 2 })).toEqual(sound);
  const unsound = [
    { ...sound, added: [{ ...shot, lengthFrames: 0 }] },
    { ...sound, removed: [{ ...shot, kind: 'nothing' }] },
    { ...sound, updated: [{ ...runs.updated[0], kind: 'nothing' }] },
    { ...sound, updated: [{ ...runs.updated[0], to: [1] }] },
    { added: [], updated: [] },
    null,
  ];
  for (const each of unsound) expect(() => read(each)).toThrow();
});
