import type { Snapshot } from '@shared/rpc/table';
import { describe, expect, test } from 'vitest';
import { byDay, changeLines, countsText, sizeText, versionFacts, versionTitle } from './versionWords';

const version: Snapshot = {
  id: 'x',
  kind: 'auto',
  name: '',
  createdAtMs: new Date(2026, 4, 12, 14, 3).getTime(),
  byteSize: 1,
  revision: 1,
  shots: 24,
  scenes: 2,
  takes: 0,
  lengthFrames: 53 * 24,
  rate: { num: 24, den: 1 },
  hasPicture: false,
  problem: null,
};

test('a version is called by its name, its time or its reason', () => {
  expect(versionTitle(version)).toMatch(/0?2?.*03/);
  expect(versionTitle({ ...version, kind: 'named', name: 'Early' })).toBe('Early');
  expect(versionTitle({ ...version, kind: 'restore', name: 'Early' })).toBe('Before “Early” was restored');
  expect(versionTitle({ ...version, kind: 'restore' })).toBe('Before a version was restored');
  expect(versionFacts(version)).toBe('24 shots · 53+00');
  expect(versionFacts({ ...version, shots: 1, takes: 2, rate: null })).toBe('1 shot · 2 takes');
});

describe('what restoring would do', () => {
  test('a line for each way, kinds in the order of interest', () => {
    expect(
      changeLines([
        { kind: 'layer', back: 2, away: 0, changed: 1 },
        { kind: 'shot', back: 1, away: 3, changed: 0 },
        { kind: 'media', back: 1, away: 0, changed: 0 },
      ]),
    ).toEqual(['Brings back 1 shot, 2 layers and more', 'Takes away 3 shots', 'Changes 1 layer']);
  });

  test('the project alone is its settings; takes that came since stay', () => {
    expect(changeLines([{ kind: 'project', back: 0, away: 0, changed: 1 }])).toEqual([
      'Changes settings of the project',
    ]);
    expect(changeLines([{ kind: 'take', back: 0, away: 4, changed: 0 }])).toEqual([]);
  });
});

test('counts and sizes in words', () => {
  expect(countsText({ shot: 1_200, layer: 1, project: 1 })).toBe('1,200 shots, 1 layer and more');
  expect(countsText({})).toBe('');
  expect([500, 340_000, 34e6, 2.46e9].map(sizeText)).toEqual(['1 KB', '340 KB', '34 MB', '2.5 GB']);
});

test('the list by days, newest first', () => {
  const day = 86_400_000;
  const versions = [0, 1, 1, 9].map((days, index) => ({
    ...version,
    id: `${index}`,
    createdAtMs: version.createdAtMs - days * day,
  }));
  expect(
    byDay(versions, version.createdAtMs).map(({ day: of, versions: list }) => [of, list.length]),
  ).toEqual([
    ['Today', 1],
    ['Yesterday', 2],
    [expect.stringContaining('3'), 1],
  ]);
});
