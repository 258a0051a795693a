import type { Diff, RecordUpdate } from './diff';
import { isSameJson } from './diff';
import { compareRecords, type DocumentView, MissingRecordError, parentIdOf } from './document';
import { type AnyRecord, type IdOf, type Kind, kinds, type Project, type RecordOf, recordSchemas } from './records';
import { parentKinds, referenceRules } from './references';

interface Change {
  readonly kind: Kind;
  readonly before: AnyRecord | undefined;
  after: AnyRecord | undefined;
}

/**
 * A document with an edit in the making: plans write into it and read their own writes back.
 * `toDiff` gives what really changed; fields set to what they were do not count.
 */
export class Draft implements DocumentView {
  readonly #base: DocumentView;
  readonly #changes = new Map<string, Change>();

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
    return this.#merge(kind, this.#base.list(kind), () => true);
  }

  childrenOf<K extends Kind>(kind: K, parentId: string): readonly RecordOf<K>[] {
    return this.#merge(kind, this.#base.childrenOf(kind, parentId), (record) => parentIdOf(record) === parentId);
  }

  project(): Project {
    return this.require('project', 'project' as Project['id']);
  }

  /** @throws ZodError when the record breaks its kind's rules; Error when the id is taken. */
  add<R extends AnyRecord>(record: R): R {
    if (this.has(record.kind, record.id)) throw new Error(`The id ${record.id} is taken.`);
    const parsed = recordSchemas[record.kind].parse(record) as AnyRecord;
    this.#write(parsed.kind, parsed.id, parsed);
    return parsed as R;
  }

  /** @throws MissingRecordError; ZodError when the result breaks its kind's rules. */
  update<K extends Kind>(kind: K, id: IdOf<K>, fields: Partial<Omit<RecordOf<K>, 'id' | 'kind'>>): RecordOf<K> {
    const before = this.require(kind, id);
    const after = recordSchemas[kind].parse({ ...before, ...fields }) as AnyRecord;
    this.#write(kind, id, after);
    return after as RecordOf<K>;
  }

  /** Removes a record with its children, and mends or removes what points to them (references.ts). */
  remove(kind: Kind, id: string): void {
    if (!this.has(kind, id)) return;
    for (const childKind of kinds) {
      if (parentKinds[childKind] !== kind) continue;
      for (const child of this.childrenOf(childKind, id)) this.remove(childKind, child.id);
    }
    for (const reference of referenceRules) {
      if (reference.target !== kind) continue;
      for (const record of this.list(reference.kind)) {
        if (!reference.idsOf(record as never).includes(id)) continue;
        if (reference.onRemoval === 'restrict') throw new Error(`${kind} ${id} is in use by ${record.kind} ${record.id}.`);
        if (reference.onRemoval === 'remove') this.remove(record.kind, record.id);
        else this.update(record.kind, record.id, reference.onRemoval(record as never, id));
      }
    }
    this.#write(kind, id, undefined);
  }

  toDiff(): Diff {
    const added: AnyRecord[] = [];
    const updated: RecordUpdate[] = [];
    const removed: AnyRecord[] = [];
    for (const { kind, before, after } of this.#changes.values()) {
      if (before && after) {
        const update = fieldUpdate(kind, before, after);
        if (update) updated.push(update);
      } else if (after) added.push(after);
      else if (before) removed.push(before);
    }
    return { added, updated, removed };
  }

  #write(kind: Kind, id: string, after: AnyRecord | undefined): void {
    const change = this.#changes.get(id);
    if (change) change.after = after;
    else this.#changes.set(id, { kind, before: this.#base.get(kind, id as IdOf<Kind>), after });
  }

  #merge<K extends Kind>(
    kind: K,
    base: readonly RecordOf<K>[],
    belongs: (record: AnyRecord) => boolean,
  ): readonly RecordOf<K>[] {
    const touched = [...this.#changes.values()].filter((change) => change.kind === kind);
    if (touched.length === 0) return base;
    const kept = (base as readonly AnyRecord[]).filter((record) => !this.#changes.has(record.id));
    for (const { after } of touched) if (after && belongs(after)) kept.push(after);
    return kept.sort(compareRecords) as unknown as readonly RecordOf<K>[];
  }
}

function fieldUpdate(kind: Kind, before: AnyRecord, after: AnyRecord): RecordUpdate | undefined {
  const from: Record<string, unknown> = {};
  const to: Record<string, unknown> = {};
  const [left, right] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>];
  for (const field of Object.keys(right)) {
    if (isSameJson(left[field], right[field])) continue;
    from[field] = left[field];
    to[field] = right[field];
  }
  return Object.keys(to).length === 0 ? undefined : { kind, id: before.id, from, to };
}
