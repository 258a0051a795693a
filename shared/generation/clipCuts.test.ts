import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElementId, ShotId } from '../document/ids';
import { freedJoins, joinsForCuts, obstacleToJoining, type Packing, packed } from './clipCuts';
import { longestClip, obstacleTo, type PackedShot } from './clipLimits';
import { packRules } from './groupShots';
import { requireModel } from './models';

const model = requireModel('kling-3.0-omni');
const idOf = (index: number) => `sht_shot${String(index).padStart(4, '0')}` as ShotId;

function packingOf(specs: readonly Partial<PackedShot>[], grouping: 'auto' | 'single' = 'auto'): Packing {
  const shots = specs.map(
    (spec, index): PackedShot => ({
      shotId: idOf(index),
      sceneId: 'one',
      lengthFrames: 48,
      placeIds: [],
      elementIds: [],
      isNext: index > 0,
      join: 'auto',
      ...spec,
    }),
  );
  return { rate: { num: 24, den: 1 }, shots, ...packRules(model, { grouping }) };
}

const startsOf = (groups: readonly (readonly PackedShot[])[]) => groups.map(([first]) => first?.shotId);
const marked = (packing: Packing, joins: ReturnType<typeof joinsForCuts>): Packing => ({
  ...packing,
  shots: packing.shots.map((shot) => ({ ...shot, join: joins?.[shot.shotId] ?? shot.join })),
});

const shotSpec = fc.record({
  lengthFrames: fc.integer({ min: 1, max: 200 }),
  join: fc.constantFrom('auto', 'auto', 'start', 'join'),
  placeIds: fc.constantFrom<ElementId[]>([], ['elm_pier0000' as ElementId], ['elm_tower000' as ElementId]),
  elementIds: fc.subarray(['elm_a0000000', 'elm_b0000000', 'elm_c0000000'] as ElementId[]),
});
/** Scenes one after the other, as a film has them. */
const film = fc
  .array(fc.array(shotSpec, { minLength: 1, maxLength: 9 }), { maxLength: 3 })
  .map((scenes) =>
    packingOf(
      scenes.flatMap((shots, scene) => shots.map((shot) => ({ ...shot, sceneId: `scene ${scene}` }))),
    ),
  );

describe('shots with marks of a person, packed', () => {
  it('every shot once and in order; limits are kept; what begins a clip begins one; what can be joined is', () => {
    fc.assert(
      fc.property(film, (packing) => {
        const groups = packed(packing);
        expect(groups.flat()).toEqual(packing.shots);
        const starts = new Set(startsOf(groups));
        for (const group of groups) {
          expect(obstacleTo(group, packing.rate, model, packing.options.maxElements)).toBeNull();
          if (group.length === 1) continue;
          expect(group.length).toBeLessThanOrEqual(model.multiShot?.maxShots ?? 1);
          const frames = group.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
          expect(frames / 24).toBeLessThanOrEqual(longestClip(model));
          expect(new Set(group.map(({ sceneId }) => sceneId)).size).toBe(1);
        }
        for (const [index, shot] of packing.shots.entries()) {
          if (shot.join === 'start') expect(starts.has(shot.shotId)).toBe(true);
          const before = packing.shots[index - 1];
          const isAloneToJoin =
            shot.join === 'join' &&
            before?.join !== 'join' &&
            packing.shots[index + 1]?.join !== 'join' &&
            before !== undefined;
          // Between shots that are free, two that fit together are together.
          if (isAloneToJoin && obstacleToJoining(packing, [before, shot]) === null)
            expect(starts.has(shot.shotId)).toBe(false);
        }
      }),
      { seed: 20_261, numRuns: 400 },
    );
  });

  it('cuts that a person sets come out exactly so, or are refused; no mark is written that is not needed', () => {
    fc.assert(
      fc.property(film, fc.infiniteStream(fc.boolean()), (packing, coins) => {
        const starts = new Set(
          packing.shots.flatMap(({ shotId, sceneId }, index) =>
            packing.shots[index - 1]?.sceneId !== sceneId || coins.next().value ? [shotId] : [],
          ),
        );
        const wanted: PackedShot[][] = [];
        for (const shot of packing.shots) {
          if (starts.has(shot.shotId)) wanted.push([]);
          wanted.at(-1)?.push(shot);
        }
        const joins = joinsForCuts(packing, starts);
        const areFitting = wanted.every((group) => obstacleToJoining(packing, group) === null);
        if (!areFitting) {
          expect(joins).toBeNull();
          return;
        }
        expect(startsOf(packed(marked(packing, joins)))).toEqual([...starts]);
        for (const [id, join] of Object.entries(joins ?? {}))
          expect(packing.shots.find(({ shotId }) => shotId === id)?.join).not.toBe(join);
      }),
      { seed: 20_262, numRuns: 400 },
    );
  });

  it('as packing cuts already, nothing is written', () => {
    fc.assert(
      fc.property(film, (packing) => {
        expect(
          joinsForCuts(packing, new Set(packed(packing).map(([first]) => first?.shotId as ShotId))),
        ).toEqual({});
      }),
      { seed: 20_263, numRuns: 200 },
    );
  });
});

describe('cuts of a person', () => {
  const six = Array.from({ length: 6 }, () => ({}));

  it('one mark moves one cut', () => {
    expect(joinsForCuts(packingOf(six), new Set([idOf(0), idOf(2)]))).toEqual({ [idOf(2)]: 'start' });
  });

  it('a clip that gets shorter is not joined to the one before it', () => {
    const packing = packingOf([{}, {}, { join: 'start' }, {}, {}, {}, {}, {}]);
    expect(packed(packing).map(({ length }) => length)).toEqual([2, 6]);
    const free = packingOf([...six, {}, {}, {}].map(() => ({ lengthFrames: 60 })));
    expect(packed(free).map(({ length }) => length)).toEqual([4, 5]);
    const joins = joinsForCuts(free, new Set([idOf(0), idOf(4), idOf(5)]));
    expect(packed(marked(free, joins)).map(({ length }) => length)).toEqual([4, 1, 4]);
  });

  it('too many shots, too many seconds, another scene: refused', () => {
    expect(joinsForCuts(packingOf([...six, {}]), new Set([idOf(0)]))).toBeNull();
    expect(
      joinsForCuts(packingOf([{ lengthFrames: 200 }, { lengthFrames: 200 }]), new Set([idOf(0)])),
    ).toBeNull();
    expect(joinsForCuts(packingOf([{}, { sceneId: 'two' }]), new Set([idOf(0)]))).toBeNull();
    expect(joinsForCuts(packingOf([{}, {}], 'single'), new Set([idOf(0)]))).toBeNull();
  });

  it('freed: only what was said is taken back', () => {
    expect(freedJoins(packingOf([{}, { join: 'start' }, { join: 'join' }]).shots)).toEqual({
      [idOf(1)]: 'auto',
      [idOf(2)]: 'auto',
    });
  });
});
