import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullFilm } from '../testing/fullFilm';
import { createRandom } from '../testing/random';
import { Document, type DocumentView, parentIdOf } from './document';
import { Draft } from './draft';
import { createScene } from './factories';
import { type AnyRecord, type Kind, kinds, type RecordOf } from './records';
import { parentIndexOf, referenceRules } from './references';
import { compareRecords, type Replacement, replacedIn, SortedList } from './sortedList';

const scene = (id: number, order: number) =>
  createScene({ id: `scn_${String(id).padStart(8, '0')}` as RecordOf<'scene'>['id'], order: `a${order}` });

const stepsArbitrary = fc.array(fc.tuple(fc.nat(40), fc.nat(30), fc.boolean()), {
  maxLength: 60,
  size: 'max',
});

test('a list that follows is what sorting would give, asked for as often as one likes', () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.nat(20), (steps, startCount) => {
      const records = new Map<number, AnyRecord>();
      for (let id = 0; id < startCount; id += 1) records.set(id, scene(id, id % 7));
      const sorted = () => [...records.values()].sort(compareRecords);
      const start = Object.freeze(sorted());
      let list = new SortedList(start);
      const all: Replacement[] = [];
      for (const [id, order, isAsked] of steps) {
        const before = records.get(id);
        const after = order > 25 ? undefined : scene(id, order);
        if (after) records.set(id, after);
        else records.delete(id);
        all.push([before, after]);
        if (!list.replace(before, after)) list = new SortedList(Object.freeze(sorted()));
        if (!isAsked) continue;
        expect(list.list).toEqual(sorted());
        expect(list.list).toBe(list.list);
        expect(Object.isFrozen(list.list)).toBe(true);
      }
      expect(list.list).toEqual(sorted());
      expect(replacedIn(start, all)).toEqual(sorted());
    }),
  );
});

/** Everything a view can be asked for, as it stands. */
function lists(view: DocumentView, ids: readonly string[]) {
  return kinds.map((kind) => [
    view.list(kind),
    ids.map((id) => view.childrenOf(kind, id)),
    referenceRules.filter((rule) => rule.kind === kind).map((rule) => ids.map((id) => view.listBy(rule, id))),
  ]);
}

/** A change by chance that keeps records valid, if not the document. */
function changeSomething(draft: Draft, seed: number): void {
  const random = createRandom(seed);
  const kind = random.pick(kinds) as Kind;
  const record = random.pick(draft.list(kind) as readonly AnyRecord[]);
  if (!record || kind === 'project') return;
  if (random.chance(0.4)) draft.remove(kind, record.id);
  else if ('order' in record)
    draft.update(record.kind, record.id as never, { order: `a${random.int(0, 9)}` } as never);
  else if (record.kind === 'take')
    draft.update('take', record.id, { shotId: (random.pick(draft.list('shot')) ?? record).id as never });
  else if (record.kind === 'clip')
    draft.update('clip', record.id, { mediaId: (random.pick(draft.list('media')) ?? record).id as never });
}

test('drafts and documents that follow many changes are what they would be anew', () => {
  const film = fullFilm().records();
  const ids = film.map(({ id }) => id);
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { minLength: 1, maxLength: 40, size: 'max' }),
      fc.nat(3),
      (seeds, every) => {
        const document = new Document(film);
        if (every % 2 === 0) lists(document, ids);
        const draft = new Draft(document);
        for (const [index, seed] of seeds.entries()) {
          changeSomething(draft, seed);
          if (every > 0 && index % every === 0) lists(draft, ids);
        }
        const diff = draft.toDiff();
        const anew = new Document(film);
        anew.apply(diff);
        expect(lists(draft, ids)).toEqual(lists(anew, ids));
        document.apply(diff, draft);
        expect(lists(document, ids)).toEqual(lists(anew, ids));
        for (const kind of kinds) {
          const all = anew.list(kind) as readonly AnyRecord[];
          expect(all).toEqual([...all].sort(compareRecords));
          if (!parentIndexOf(kind)) continue;
          for (const id of ids)
            expect(anew.childrenOf(kind, id)).toEqual(all.filter((record) => parentIdOf(record) === id));
        }
      },
    ),
    { numRuns: 60 },
  );
});
