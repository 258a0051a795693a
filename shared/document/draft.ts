import { layersOfLink } from '../layers/linkedLayers';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { type Change, ChangedGroups } from './changedGroups';
import { type Diff, type RecordUpdate, updateBetween } from './diff';
import { type DocumentView, MissingRecordError } from './document';
import { parseRecordOf } from './recordCheck';
import type { RecordIndex } from './recordGroups';
import type { AnyRecord, IdOf, Kind, Project, RecordOf } from './records';
import { childKindsOf, parentIndexOf, type ReferenceRule, rulesTo } from './references';
import { replacedIn, SortedList } from './sortedList';

export class TakenIdError extends Error {
  constructor(readonly id: string) {
    super(`There is a record with the id ${id} already.`);
    this.name = 'TakenIdError';
  }
}

/** What has been written to records of a kind. */
interface ChangesOfKind {
  /** In the order of first touch. */
  readonly changes: Change[];
  readonly byParent: ChangedGroups | undefined;
  /** Of other indexes that have been asked for. */
  readonly groups: Map<RecordIndex, ChangedGroups>;
  /** All of the kind with the writes in them. */
  list: SortedList | undefined;
}

/** Records that a step of `toDiffInSteps` compares: a few milliseconds. */
const changesPerStep = 500;

/**
 * A document with an edit in the making: plans write into it and read their own writes back.
 * `toDiff` gives what really changed; fields set to what they were do not count.
 */
export class Draft implements DocumentView {
  readonly #base: DocumentView;
  /** In the order of first touch, so that the same plan gives the same diff. */
  readonly #changes = new Map<string, Change>();
  readonly #kinds = new Map<Kind, ChangesOfKind>();

  constructor(base: DocumentView) {
    this.#base = base;
  }

  get<K extends Kind>(kind: K, id: IdOf<K>): RecordOf<K> | undefined {
    const change = this.#changes.get(id);
    return change ? (change.after as RecordOf<K> | undefined) : this.#base.get(kind, id);
  }

  require<K extends Kind>(kind: K, id: IdOf<K>): RecordOf<K> {
    const record = this.get(kind, id);
    if (!record) throw new MissingRecordError(kind, id);
    return record;
  }

  has(kind: Kind, id: string): boolean {
    return this.get(kind, id as IdOf<Kind>) !== undefined;
  }

  list<K extends Kind>(kind: K): readonly RecordOf<K>[] {
    const ofKind = this.#kinds.get(kind);
    if (!ofKind) return this.#base.list(kind);
    ofKind.list ??= new SortedList(
      replacedIn(
        this.#base.list(kind) as readonly AnyRecord[],
        ofKind.changes.map(({ before, after }) => [before, after]),
      ),
    );
    return ofKind.list.list as readonly RecordOf<K>[];
  }

  childrenOf<K extends Kind>(kind: K, parentId: string): readonly RecordOf<K>[] {
    const children = this.#base.childrenOf(kind, parentId);
    const byParent = this.#kinds.get(kind)?.byParent;
    return byParent?.isTouched(parentId)
      ? (byParent.list(parentId, children as readonly AnyRecord[]) as readonly RecordOf<K>[])
      : children;
  }

  listBy<K extends Kind>(index: RecordIndex<K>, id: string): readonly RecordOf<K>[] {
    const ofKind = this.#kinds.get(index.kind);
    const found = this.#base.listBy(index, id);
    if (!ofKind) return found;
    const known = index as unknown as RecordIndex;
    let groups = ofKind.groups.get(known);
    if (!groups) {
      groups = new ChangedGroups(known, ofKind.changes);
      ofKind.groups.set(known, groups);
    }
    return groups.isTouched(id)
      ? (groups.list(id, found as readonly AnyRecord[]) as readonly RecordOf<K>[])
      : found;
  }

  project(): Project {
    return this.require('project', 'project' as Project['id']);
  }

  /** @throws ZodError when the record breaks its kind's rules; TakenIdError */
  add<R extends AnyRecord>(record: R): R {
    if (this.has(record.kind, record.id)) throw new TakenIdError(record.id);
    const parsed = parseRecordOf(record.kind, record);
    this.#write(parsed.kind, parsed.id, parsed);
    return parsed as R;
  }

  /** @throws MissingRecordError; ZodError when the result breaks its kind's rules. */
  update<K extends Kind>(
    kind: K,
    id: IdOf<K>,
    fields: Partial<Omit<RecordOf<K>, 'id' | 'kind'>>,
  ): RecordOf<K> {
    const before = this.require(kind, id);
    const after = parseRecordOf(kind, { ...before, ...fields });
    this.#write(kind, id, after);
    return after as RecordOf<K>;
  }

  /** Removes a record with its children, and mends or removes what points to them (references.ts). */
  remove(kind: Kind, id: string): void {
    if (!this.has(kind, id)) return;
    if (kind === 'layer') this.#handStrokesOn(id as IdOf<'layer'>);
    for (const childKind of childKindsOf(kind)) {
      for (const child of this.childrenOf(childKind, id)) this.remove(childKind, child.id);
    }
    for (const rule of rulesTo(kind)) this.#mend(rule, id);
    this.#write(kind, id, undefined);
  }

  /** Ids of the records written to so far, those removed among them, in the order of first touch. */
  touched(): readonly { readonly kind: Kind; readonly id: string }[] {
    return [...this.#changes].map(([id, { kind }]) => ({ kind, id }));
  }

  /** Whether a record was made in this draft. */
  isNew(kind: Kind, id: string): boolean {
    const change = this.#changes.get(id);
    return change?.kind === kind && change.before === undefined && change.after !== undefined;
  }

  toDiff(): Diff {
    return runAtOnce(this.toDiffInSteps());
  }

  /** The same in steps of a few milliseconds; nothing may be written between them. */
  *toDiffInSteps(): Steps<Diff> {
    const added: AnyRecord[] = [];
    const updated: RecordUpdate[] = [];
    const removed: AnyRecord[] = [];
    let count = 0;
    for (const { before, after } of this.#changes.values()) {
      count += 1;
      if (count % changesPerStep === 0) yield;
      if (before && after) {
        const update = updateBetween(before, after);
        if (update) updated.push(update);
      } else if (after) added.push(after);
      else if (before) removed.push(before);
    }
    return { added, updated, removed };
  }

  /** A linked layer that keeps the strokes for all leaves them to another one. */
  #handStrokesOn(id: IdOf<'layer'>): void {
    const layer = this.require('layer', id);
    if (layer.linkId === null) return;
    const strokes = this.childrenOf('stroke', id);
    const heir = strokes.length > 0 && layersOfLink(this, layer.linkId).find((other) => other.id !== id);
    if (heir) for (const stroke of strokes) this.update('stroke', stroke.id, { layerId: heir.id });
  }

  #mend(rule: ReferenceRule, targetId: string): void {
    for (const { id } of this.listBy(rule, targetId)) {
      // Mending one may have taken others along.
      const referrer = this.get(rule.kind, id);
      if (!referrer || !rule.idsOf(referrer).includes(targetId)) continue;
      if (rule.onRemoval === 'remove') this.remove(rule.kind, id);
      else this.update(rule.kind, id, rule.onRemoval(referrer, targetId));
    }
  }

  #write(kind: Kind, id: string, after: AnyRecord | undefined): void {
    const ofKind = this.#changesOf(kind);
    let change = this.#changes.get(id);
    if (!change) {
      change = { kind, before: this.#base.get(kind, id as IdOf<Kind>), after: undefined };
      change.after = change.before;
      this.#changes.set(id, change);
      ofKind.changes.push(change);
    }
    const before = change.after;
    change.after = after;
    if (ofKind.list?.replace(before, after) === false) ofKind.list = undefined;
    ofKind.byParent?.note(change, before, after);
    for (const groups of ofKind.groups.values()) groups.note(change, before, after);
  }

  #changesOf(kind: Kind): ChangesOfKind {
    let ofKind = this.#kinds.get(kind);
    if (!ofKind) {
      const parents = parentIndexOf(kind);
      const byParent = parents && new ChangedGroups(parents, []);
      ofKind = { changes: [], byParent, groups: new Map(), list: undefined };
      this.#kinds.set(kind, ofKind);
    }
    return ofKind;
  }
}
