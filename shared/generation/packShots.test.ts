import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElementId, ShotId } from '../document/ids';
import { smallFilm, testId } from '../testing/smallFilm';
import type { PackedShot } from './clipLimits';
import { requireModel } from './models';
import { packGroups, packShots } from './packShots';
import { planSeconds, totalSeconds } from './seconds';

const at24 = { num: 24, den: 1 };
const kling = requireModel('kling-3.0-omni');

function shots(...specs: readonly (number | Partial<PackedShot>)[]): PackedShot[] {
  return specs.map((spec, index) => ({
    shotId: `sht_shot${String(index).padStart(4, '0')}` as ShotId,
    sceneId: 'one',
    lengthFrames: 48,
    placeIds: [],
    elementIds: [],
    isNext: index > 0,
    join: 'auto',
    ...(typeof spec === 'number' ? { lengthFrames: spec * 24 } : spec),
  }));
}
const sizes = (groups: readonly (readonly PackedShot[])[]) => groups.map(({ length }) => length);
const place = (name: string) => ({ placeIds: [`elm_${name}`] as ElementId[] });

describe('shots into submissions', () => {
  it.each([
    ['none', shots(), []],
    ['one too long for any', shots(20, 3), [1, 1]],
    ['another scene', shots(2, 2, { sceneId: 'two' }, { sceneId: 'two' }), [2, 2]],
    ['a gap in the film', shots(2, 2, { isNext: false }, 2), [2, 2]],
    ['another place', shots(place('pier'), place('pier'), place('tower'), place('tower')), [2, 2]],
    ['a place that only one of them names', shots(place('pier'), {}, place('pier')), [3]],
    ['fifteen seconds at most', shots(7, 7, 7), [1, 2]],
    // Six and one would ask for three seconds of one.
    ['six shots at most, and no seconds wasted', shots(1, 1, 1, 1, 1, 1, 1), [3, 4]],
  ])('%s', (_name, list, expected) => {
    expect(sizes(packGroups(list, at24, kling))).toEqual(expected);
  });

  it('one by one where the model makes one shot', () => {
    expect(sizes(packGroups(shots(2, 2), at24, requireModel('kling-2.6')))).toEqual([1, 1]);
    expect(sizes(packGroups(shots(2, 2), at24, requireModel('local')))).toEqual([1, 1]);
  });

  it('of equally cheap ways the one that keeps together what belongs together', () => {
    const mina = { elementIds: ['elm_mina'] as ElementId[], lengthFrames: 96 };
    const groups = packGroups(
      shots({ lengthFrames: 96 }, { lengthFrames: 96 }, mina, mina, mina),
      at24,
      kling,
    );
    expect(sizes(groups)).toEqual([2, 3]);
  });

  it.each([
    ['begins a clip', shots(2, 2, { join: 'start' }, 2), [2, 2]],
    ['is with the one before', shots(7, { lengthFrames: 168, join: 'join' }, 7), [2, 1]],
    [
      'cannot be with the one before: too long together',
      shots(8, { lengthFrames: 192, join: 'join' }),
      [1, 1],
    ],
    ['cannot be with the one before: another scene', shots(2, { sceneId: 'two', join: 'join' }), [1, 1]],
    [
      'is with the one before, though at another place',
      shots(place('pier'), { ...place('tower'), join: 'join' }),
      [2],
    ],
    ['begins a clip, and the next is with it', shots(2, { join: 'start' }, { join: 'join' }), [1, 2]],
  ] as const)('as a person wants it: a shot %s', (_name, list, expected) => {
    expect(sizes(packGroups(list, at24, kling))).toEqual(expected);
  });

  it('keeps brackets that a person has drawn, as far as they fit', () => {
    const list = shots(2, 2, 2, 2);
    const ids = list.map(({ shotId }) => shotId);
    expect(sizes(packGroups(list, at24, kling, { kept: [[ids[1] as ShotId, ids[2] as ShotId]] }))).toEqual([
      1, 2, 1,
    ]);
    expect(sizes(packGroups(list, at24, kling, { kept: [[ids[0] as ShotId, ids[2] as ShotId]] }))).toEqual([
      4,
    ]);
    const long = shots(10, 10);
    expect(sizes(packGroups(long, at24, kling, { kept: [long.map(({ shotId }) => shotId)] }))).toEqual([
      1, 1,
    ]);
    expect(sizes(packGroups(list, at24, kling, { kept: [[ids[0] as ShotId]] }))).toEqual([1, 3]);
  });

  it('counts elements where they are limited', () => {
    const many = shots(
      ...['a', 'b', 'c', 'd'].map((name) => ({ elementIds: [`elm_${name}`] as ElementId[] })),
    );
    expect(sizes(packGroups(many, at24, kling, { maxElements: 3 })).every((size) => size <= 3)).toBe(true);
  });

  it('every shot once, in order, each group within the limits, and no fewer groups are possible', () => {
    const shot = fc.record({
      lengthFrames: fc.integer({ min: 1, max: 400 }),
      sceneId: fc.constantFrom('one', 'two'),
    });
    fc.assert(
      fc.property(fc.array(shot, { maxLength: 14 }), (specs) => {
        const list = shots(...specs);
        const groups = packGroups(list, at24, kling);
        expect(groups.flat()).toEqual(list);
        for (const group of groups) {
          expect(new Set(group.map(({ sceneId }) => sceneId)).size).toBe(1);
          if (group.length === 1) continue;
          expect(group.length).toBeLessThanOrEqual(6);
          const seconds = planSeconds(
            group.map(({ lengthFrames }) => lengthFrames),
            at24,
            kling,
          );
          expect(totalSeconds(seconds.map((value) => ({ seconds: value })))).toBeLessThanOrEqual(15);
        }
        expect(groups.length).toBe(fewest(list));
      }),
    );
  });
});

/** Taking as many as fit from the front is known to need the fewest. */
function fewest(list: readonly PackedShot[]): number {
  let groups = 0;
  let at = 0;
  while (at < list.length) {
    let end = at + 1;
    while (end < list.length && packGroups(list.slice(at, end + 1), at24, kling).length === 1) end += 1;
    at = end;
    groups += 1;
  }
  return groups;
}

it('reads scenes, places and order from the film', () => {
  const ids = ['A', 'B', 'C', 'D', 'E'].map((name) => testId('shot', name));
  expect(packShots(smallFilm(), ids, kling)).toEqual([ids.slice(0, 3), ids.slice(3)]);
  expect(packShots(smallFilm(), [ids[2] as never, ids[0] as never], kling)).toEqual([[ids[0]], [ids[2]]]);
});
