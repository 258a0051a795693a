import { describe, expect, test } from 'vitest';
import { smallFilm, testId } from '../testing/smallFilm';
import type { Diff } from './diff';
import { MissingRecordError } from './document';
import { Draft, TakenIdError } from './draft';
import { checkInvariants, checkTouched } from './invariants';
import { lastOrderKey, orderKeysAt } from './order';
import { rebaseDiff } from './rebase';
import type { AnyRecord } from './records';

const one = testId('scene', 'one');
const a = testId('shot', 'A');
const b = testId('shot', 'B');
const names = (records: readonly AnyRecord[]) =>
  records.map(({ id }) => id.slice(4).replace(/-+$/, '')).join(' ');
const change = (diff: Partial<Diff>): Diff => ({ added: [], updated: [], removed: [], ...diff });

describe('a document', () => {
  test('lists are sorted, frozen, and the same until one of them changes', () => {
    const document = smallFilm();
    const shots = document.childrenOf('shot', one);
    expect(names(shots)).toBe('A B C');
    document.apply(
      change({ updated: [{ kind: 'layer', id: testId('layer', 'back'), from: {}, to: { name: 'x' } }] }),
    );
    expect(document.childrenOf('shot', one)).toBe(shots);
    const version = document.version('shot');
    document.apply(change({ updated: [{ kind: 'shot', id: a, from: {}, to: { order: 'a9' } }] }));
    expect(names(document.childrenOf('shot', one))).toBe('B C A');
    expect(document.version('shot')).toBeGreaterThan(version);
    expect(Object.isFrozen(document.list('shot'))).toBe(true);
    expect(Object.isFrozen(document.require('shot', a))).toBe(true);
  });

  test('a record that changes its parent leaves the one and joins the other', () => {
    const document = smallFilm();
    const to = { sceneId: testId('scene', 'two'), order: 'a5' };
    document.apply(change({ updated: [{ kind: 'shot', id: a, from: {}, to }] }));
    expect(names(document.childrenOf('shot', one))).toBe('B C');
    expect(names(document.childrenOf('shot', testId('scene', 'two')))).toBe('D E A');
  });

  test('what is not there cannot be required, updated or removed', () => {
    const document = smallFilm();
    const missing = testId('shot', 'missing');
    expect(() => document.require('shot', missing)).toThrow(MissingRecordError);
    const update = { kind: 'shot', id: missing, from: {}, to: {} } as const;
    expect(() => document.apply(change({ updated: [update] }))).toThrow(MissingRecordError);
    expect(() =>
      document.apply(change({ removed: [{ ...document.require('shot', a), id: missing }] })),
    ).toThrow(MissingRecordError);
  });
});

describe('a draft', () => {
  test('reads its own writes, the document does not', () => {
    const document = smallFilm();
    const draft = new Draft(document);
    draft.update('shot', a, { order: 'a9' });
    draft.remove('shot', b);
    expect(names(draft.childrenOf('shot', one))).toBe('C A');
    expect(names(draft.list('shot'))).toContain('A');
    expect(names(document.childrenOf('shot', one))).toBe('A B C');
  });

  test('what is set back to what it was is no change; what is made and removed never was', () => {
    const document = smallFilm();
    const draft = new Draft(document);
    draft.update('shot', a, { action: 'Runs' });
    draft.update('shot', a, { action: '' });
    draft.add({ ...document.require('shot', b), id: testId('shot', 'new'), order: 'a5' });
    draft.remove('shot', testId('shot', 'new'));
    expect(draft.toDiff()).toEqual(change({}));
  });

  test('a removed record can come back under its id; a living id is taken', () => {
    const document = smallFilm();
    const draft = new Draft(document);
    const back = document.require('layer', testId('layer', 'back'));
    expect(() => draft.add(back)).toThrow(TakenIdError);
    draft.remove('layer', back.id);
    draft.add(back);
    expect(draft.toDiff()).toEqual(change({}));
  });

  test('removing follows links through what was written here, too', () => {
    const draft = new Draft(smallFilm());
    const harbour = testId('look', 'harbour');
    draft.update('look', harbour, { references: [testId('media', 'mina')] });
    draft.remove('media', testId('media', 'mina'));
    expect(draft.require('look', harbour).references).toEqual([]);
  });
});

describe('a change rebased on a later state', () => {
  test('takes along what has come to hang on what it removes', () => {
    const document = smallFilm();
    const shot = document.require('shot', testId('shot', 'C'));
    const later = {
      ...document.require('layer', testId('layer', 'back')),
      id: testId('layer', 'later'),
      shotId: shot.id,
    };
    document.apply(change({ added: [later] }));
    const diff = rebaseDiff(document, change({ removed: [shot] })).toDiff();
    expect(names(diff.removed)).toBe('later C');
  });

  test('re-points first and removes then: what points elsewhere by then stays', () => {
    const document = smallFilm();
    const layer = document.require('layer', testId('layer', 'back'));
    const to = { content: { type: 'image', mediaId: testId('media', 'mina') } };
    const sky = document.require('media', testId('media', 'sky'));
    const update = { kind: 'layer', id: layer.id, from: {}, to } as const;
    const draft = rebaseDiff(document, change({ updated: [update], removed: [sky] }));
    expect(draft.has('layer', layer.id)).toBe(true);
  });

  test('leaves out what is gone, and mends what comes back', () => {
    const document = smallFilm();
    const shot = document.require('shot', b);
    const take = document.require('take', testId('take', 'b1'));
    const layer = document.require('layer', testId('layer', 'waves'));
    document.apply(rebaseDiff(document, change({ removed: [shot] })).toDiff());
    document.apply(
      rebaseDiff(document, change({ removed: [document.require('media', take.mediaId)] })).toDiff(),
    );
    const update = { kind: 'take', id: take.id, from: {}, to: { seed: 1 } } as const;
    const draft = rebaseDiff(document, change({ added: [shot, take, layer], updated: [update] }));
    expect(draft.require('shot', b).activeTakeId).toBeNull();
    expect([draft.has('take', take.id), draft.has('layer', layer.id)]).toEqual([false, false]);
    document.apply(draft.toDiff());
    expect(checkInvariants(document)).toEqual([]);
  });
});

describe('invariants', () => {
  const shotA = smallFilm().require('shot', a);
  const clip = smallFilm().require('clip', testId('clip', 'first'));
  const keyframe = smallFilm().require('cameraKeyframe', testId('cameraKeyframe', 'start'));
  test.each<[string, Diff, string]>([
    [
      'an invalid record',
      change({ added: [{ ...shotA, id: testId('shot', 'x'), order: 'b0', action: 7 } as never] }),
      'invalidRecord',
    ],
    [
      'a missing parent',
      change({ added: [{ ...shotA, id: testId('shot', 'x'), sceneId: testId('scene', 'x') }] }),
      'danglingReference',
    ],
    ['a child left behind', change({ removed: [shotA] }), 'danglingReference'],
    [
      'a take of another shot',
      change({ updated: [{ kind: 'shot', id: a, from: {}, to: { activeTakeId: testId('take', 'b1') } }] }),
      'wrongReference',
    ],
    ['two shots in one place', change({ added: [{ ...shotA, id: testId('shot', 'x') }] }), 'duplicateOrder'],
    ['two sounds at a time', change({ added: [{ ...clip, id: testId('clip', 'x') }] }), 'overlappingClips'],
    [
      'two keyframes on a frame',
      change({ added: [{ ...keyframe, id: testId('cameraKeyframe', 'x') }] }),
      'duplicateKeyframe',
    ],
    ['no project', change({ removed: [smallFilm().project()] }), 'noProject'],
  ])('%s is found, in the whole and in what was touched', (_, diff, code) => {
    const document = smallFilm();
    expect(checkInvariants(document)).toEqual([]);
    document.apply(diff);
    expect(new Set(checkInvariants(document).map((problem) => problem.code))).toContain(code);
    expect(new Set(checkTouched(document, diff).map((problem) => problem.code))).toContain(code);
  });
});

describe('order keys', () => {
  test('lie between their neighbours and leave those alone', () => {
    const siblings = [
      { id: 'a', order: 'a0' },
      { id: 'b', order: 'a1' },
    ];
    const [first, second] = orderKeysAt(siblings, 1, 2) as [string, string];
    expect(['a0', first, second, 'a1']).toEqual([...['a0', first, second, 'a1']].sort());
    expect((orderKeysAt(siblings, 0)[0] as string) < 'a0').toBe(true);
    expect(lastOrderKey(siblings) > 'a1').toBe(true);
    expect(orderKeysAt(siblings, 99)).toEqual([lastOrderKey(siblings)]);
  });

  test('a thousand times into the same gap stays within bounds', () => {
    const siblings = [
      { id: 'a', order: 'a0' },
      { id: 'b', order: 'a1' },
    ];
    for (let count = 0; count < 1_000; count += 1) {
      siblings.splice(1, 0, { id: `${count}`, order: orderKeysAt(siblings, 1)[0] as string });
    }
    expect(Math.max(...siblings.map(({ order }) => order.length))).toBeLessThan(400);
  });
});
