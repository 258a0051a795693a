import { layersOfLink } from '../layers/linkedLayers';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { type Diff, type RecordUpdate, updateBetween } from './diff';
import { compareRecords, type DocumentView, MissingRecordError, parentIdOf } from './document';
import { parseRecordOf } from './recordCheck';
import type { AnyRecord, IdOf, Kind, Project, RecordOf } from './records';
import { childKindsOf, type ReferenceRule, rulesFrom, rulesTo } from './references';

export class TakenIdError extends Error {
  constructor(readonly id: string) {
    super(`There is a record with the id ${id} already.`);
    this.name = 'TakenIdError';
  }
}

interface Change {
  readonly kind: Kind;
  readonly before: AnyRecord | undefined;
  after: AnyRecord | undefined;
}

/** What has been written to records of a kind. */
interface ChangesOfKind {
  /** In the order of first touch. */
  readonly changes: Change[];
  /** Those whose record belongs, or has belonged, to a parent. */
  readonly byParent: Map<string, Set<Change>>;
  /** Sorted lists with the writes in them, until the next write to them. */
  list: readonly AnyRecord[] | undefined;
  readonly childLists: Map<string, readonly AnyRecord[]>;
}

/** Records that a step of `toDiffInSteps` compares: a few milliseconds. */
const changesPerStep = 2_000;

const noIds: readonly string[] = [];

/**
 * A document with an edit in the making: plans write into it and read their own writes back.
 * `toDiff` gives what really changed; fields set to what they were do not count.
 */
export class Draft implements DocumentView {
  readonly #base: DocumentView;
  /** In the order of first touch, so that the same plan gives the same diff. */
  readonly #changes = new Map<string, Change>();
  readonly #kinds = new Map<Kind, ChangesOfKind>();
  /** Ids of the records that point, or pointed, to an id; of the rules that a removal has asked for. */
  readonly #referrers = new Map<ReferenceRule, Map<string, Set<string>>>();

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
    ofKind.list ??= this.#merged(this.#base.list(kind) as readonly AnyRecord[], ofKind.changes, () => true);
    return ofKind.list as readonly RecordOf<K>[];
  }

  childrenOf<K extends Kind>(kind: K, parentId: string): readonly RecordOf<K>[] {
    const ofKind = this.#kinds.get(kind);
    const touched = ofKind?.byParent.get(parentId);
    if (!ofKind || !touched) return this.#base.childrenOf(kind, parentId);
    let list = ofKind.childLists.get(parentId);
    if (!list) {
      const belongs = (record: AnyRecord) => parentIdOf(record) === parentId;
      list = this.#merged(this.#base.childrenOf(kind, parentId) as readonly AnyRecord[], touched, belongs);
      ofKind.childLists.set(parentId, list);
    }
    return list as readonly RecordOf<K>[];
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

  /** How many records have been written to so far. */
  get touchedCount(): number {
    return this.#changes.size;
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
    for (const referrerId of this.#referrersOf(rule, targetId)) {
      const referrer = this.get(rule.kind, referrerId as IdOf<Kind>);
      if (!referrer || !rule.idsOf(referrer).includes(targetId)) continue;
      if (rule.onRemoval === 'remove') this.remove(rule.kind, referrerId);
      else this.update(rule.kind, referrer.id, rule.onRemoval(referrer, targetId));
    }
  }

  /** Records that may point to a target: looked up once for all removals, and kept up with what is written here. */
  #referrersOf(rule: ReferenceRule, targetId: string): readonly string[] {
    let known = this.#referrers.get(rule);
    if (!known) {
      known = new Map();
      for (const record of this.#base.list(rule.kind)) noteReferrer(known, rule, record);
      for (const { after } of this.#kinds.get(rule.kind)?.changes ?? [])
        if (after) noteReferrer(known, rule, after);
      this.#referrers.set(rule, known);
    }
    const ids = known.get(targetId);
    return ids ? [...ids] : noIds;
  }

  #write(kind: Kind, id: string, after: AnyRecord | undefined): void {
    const ofKind = this.#changesOf(kind);
    let change = this.#changes.get(id);
    let [left, joined] = [change?.after, after];
    if (!change) {
      left = this.#base.get(kind, id as IdOf<Kind>);
      change = { kind, before: left, after: undefined };
      this.#changes.set(id, change);
      ofKind.changes.push(change);
      noteParent(ofKind, left, change);
      // Most stay where they are.
      if (left && after && parentIdOf(left) === parentIdOf(after)) joined = undefined;
    } else if (left) forgetListOf(ofKind, left);
    change.after = after;
    noteParent(ofKind, joined, change);
    if (after && this.#referrers.size > 0) this.#noteReferences(after);
    ofKind.list = undefined;
  }

  #changesOf(kind: Kind): ChangesOfKind {
    let ofKind = this.#kinds.get(kind);
    if (!ofKind) {
      ofKind = { changes: [], byParent: new Map(), list: undefined, childLists: new Map() };
      this.#kinds.set(kind, ofKind);
    }
    return ofKind;
  }

  #noteReferences(record: AnyRecord): void {
    for (const rule of rulesFrom(record.kind)) {
      const known = this.#referrers.get(rule);
      if (known) noteReferrer(known, rule, record);
    }
  }

  /** A list of the base with this draft's writes in it. */
  #merged(
    base: readonly AnyRecord[],
    touched: Iterable<Change>,
    belongs: (record: AnyRecord) => boolean,
  ): readonly AnyRecord[] {
    const merged = base.filter((record) => !this.#changes.has(record.id));
    for (const { after } of touched) if (after && belongs(after)) merged.push(after);
    return Object.freeze(merged.sort(compareRecords));
  }
}

function noteParent(ofKind: ChangesOfKind, record: AnyRecord | undefined, change: Change): void {
  const parentId = record && parentIdOf(record);
  if (parentId === undefined) return;
  addTo(ofKind.byParent, parentId, change);
  ofKind.childLists.delete(parentId);
}

function forgetListOf({ childLists }: ChangesOfKind, record: AnyRecord): void {
  const parentId = parentIdOf(record);
  if (parentId !== undefined) childLists.delete(parentId);
}

function noteReferrer(known: Map<string, Set<string>>, rule: ReferenceRule, record: AnyRecord): void {
  for (const id of rule.idsOf(record)) addTo(known, id, record.id);
}

function addTo<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
