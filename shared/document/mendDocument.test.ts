import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countingContext } from '../testing/runCommands';
import { smallFilm } from '../testing/smallFilm';
import { checkInvariants } from './invariants';
import { mendDocument } from './mendDocument';
import type { AnyRecord } from './records';

const whole = smallFilm().records();
const mended = (records: readonly AnyRecord[]) =>
  mendDocument(records, countingContext().newId, { heading: 'RECOVERED' });
const without = (...kinds: readonly AnyRecord['kind'][]) => whole.filter(({ kind }) => !kinds.includes(kind));

test('a sound document stays as it is', () => {
  const { document, removed, rehoused, hasNewProject } = mended(whole);
  expect(document.records()).toEqual(whole);
  expect({ removed, rehoused, hasNewProject }).toEqual({ removed: [], rehoused: 0, hasNewProject: false });
});

describe('what is lost', () => {
  test('shots keep all they have when their scenes are lost, in the order of the film', () => {
    const before = smallFilm();
    const { document, rehoused, removed } = mended(without('scene'));
    expect(document.list('scene')).toMatchObject([{ heading: 'RECOVERED' }]);
    expect(rehoused).toBe(before.list('shot').length);
    expect(removed).toEqual([]);
    for (const kind of ['layer', 'take', 'board', 'stroke', 'cameraKeyframe'] as const)
      expect(document.list(kind)).toEqual(before.list(kind));
  });

  test('pictures that are lost take their layers along, and nothing else of the shot', () => {
    const { document } = mended(without('media'));
    expect(document.list('shot')).toHaveLength(smallFilm().list('shot').length);
    expect(document.list('take')).toEqual([]);
    expect(document.list('shot').every(({ activeTakeId }) => activeTakeId === null)).toBe(true);
    expect(checkInvariants(document)).toEqual([]);
  });

  test('a project record that is lost is made anew, or taken from elsewhere', () => {
    expect(mended(without('project')).hasNewProject).toBe(true);
    const project = { ...smallFilm().project(), name: 'From a version' };
    const { document } = mendDocument(without('project'), countingContext().newId, { project, heading: '' });
    expect(document.project().name).toBe('From a version');
    expect(mended([]).document.count()).toBe(1);
  });

  test('places that two have are given anew; clips that overlap and keyframes of one frame go', () => {
    const [a, b] = smallFilm().list('shot');
    const keyframe = smallFilm().list('cameraKeyframe')[0];
    if (!a || !b || !keyframe) throw new Error('The small film has two shots and a keyframe.');
    const twice = { ...keyframe, id: `${keyframe.id}x` } as AnyRecord;
    const sameOrder = whole.map((record) =>
      record.id === b.id ? { ...b, order: a.order, sceneId: a.sceneId } : record,
    );
    const { document, removed } = mended([...sameOrder, twice]);
    expect(document.list('shot')).toHaveLength(smallFilm().list('shot').length);
    expect(removed).toHaveLength(1);
    expect(checkInvariants(document)).toEqual([]);
  });
});

test('whatever is lost, and whatever is left twice: the rest is sound, and no shot that was read is gone', () => {
  const some = fc.array(fc.nat(whole.length - 1), { maxLength: whole.length });
  fc.assert(
    fc.property(some, some, (lost, doubled) => {
      const gone = new Set(lost);
      const rest = whole.filter((_, index) => !gone.has(index));
      const twice = doubled.flatMap((index) => {
        const record = whole[index];
        return record && record.kind !== 'project' ? [{ ...record, id: `${record.id}x` } as AnyRecord] : [];
      });
      const { document } = mended([...rest, ...twice]);
      expect(checkInvariants(document)).toEqual([]);
      for (const { kind, id } of rest) if (kind === 'shot') expect(document.has('shot', id)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
