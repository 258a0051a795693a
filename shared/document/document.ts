import type { Diff } from './diff';
import { type AnyRecord, type IdOf, type Kind, kinds, type Project, type RecordOf } from './records';
import { parentFields } from './references';

/** What plans and selectors may read. Records are frozen values: the same reference until the record changes. */
export interface DocumentView {
  get<K extends Kind>(kind: K, id: IdOf<K>): RecordOf<K> | undefined;
  /** @throws MissingRecordError */
  require<K extends Kind>(kind: K, id: IdOf<K>): RecordOf<K>;
  has(kind: Kind, id: string): boolean;
  /** All of a kind; sorted by order key where the kind has one. The same array until one of the kind changes. */
  list<K extends Kind>(kind: K): readonly RecordOf<K>[];
  /** The records of a kind that belong to a parent (shots of a scene, layers of a shot …), sorted. The same array until one changes. */
  childrenOf<K extends Kind>(kind: K, parentId: string): readonly RecordOf<K>[];
  project(): Project;
}

export class MissingRecordError extends Error {
  constructor(
    readonly kind: Kind,
    readonly id: string,
  ) {
    super(`There is no ${kind} ${id} in this project.`);
    this.name = 'MissingRecordError';
  }
}

/** Sorts by order key (byte-wise), or by frame, or by id: always the same order for the same records. */
export function compareRecords(a: AnyRecord, b: AnyRecord): number {
  // Kinds with order keys have nothing else to go by: layers of a film, thousands with the same key, are sorted often.
  if ('order' in a && 'order' in b && a.order !== b.order) return a.order < b.order ? -1 : 1;
  if ('order' in a) return compareIds(a, b);
  const [frameOfA, frameOfB] = [sortingFrame(a), sortingFrame(b)];
  if (frameOfA !== undefined && frameOfB !== undefined && frameOfA !== frameOfB) return frameOfA - frameOfB;
  if ('createdAtMs' in a && 'createdAtMs' in b && a.createdAtMs !== b.createdAtMs)
    return a.createdAtMs - b.createdAtMs;
  return compareIds(a, b);
}

const compareIds = (a: AnyRecord, b: AnyRecord): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const noChildren: readonly never[] = Object.freeze([]);

/** The frame that records of a kind without order keys lie in sequence by. */
function sortingFrame(record: AnyRecord): number | undefined {
  if (record.kind === 'cameraKeyframe' || record.kind === 'board' || record.kind === 'marker')
    return record.frame;
  return record.kind === 'clip' ? record.startFrame : undefined;
}

export function parentIdOf(record: AnyRecord): string | undefined {
  const field = parentFields[record.kind];
  return field === undefined ? undefined : (record as unknown as Record<string, string>)[field];
}

interface Table {
  readonly records: Map<string, AnyRecord>;
  /** Made when it is first asked for: opening a large project does not wait for what nobody looks at yet. */
  byParent: Map<string, Set<string>> | undefined;
  sorted: readonly AnyRecord[] | undefined;
  readonly sortedByParent: Map<string, readonly AnyRecord[]>;
  version: number;
}

/**
 * The document in memory: the worker's and, as a mirror, the window's. `apply` is the only way it changes.
 * Mutable inside (a copy of 30,000 records an edit would be felt), frozen values outside.
 */
export class Document implements DocumentView {
  readonly #tables: Record<Kind, Table>;

  constructor(records: Iterable<AnyRecord> = []) {
    this.#tables = Object.fromEntries(kinds.map((kind) => [kind, newTable()])) as Record<Kind, Table>;
    for (const record of records) this.#put(record);
  }

  get<K extends Kind>(kind: K, id: IdOf<K>): RecordOf<K> | undefined {
    return this.#tables[kind].records.get(id) as RecordOf<K> | undefined;
  }

  require<K extends Kind>(kind: K, id: IdOf<K>): RecordOf<K> {
    const record = this.get(kind, id);
    if (!record) throw new MissingRecordError(kind, id);
    return record;
  }

  has(kind: Kind, id: string): boolean {
    return this.#tables[kind].records.has(id);
  }

  list<K extends Kind>(kind: K): readonly RecordOf<K>[] {
    const table = this.#tables[kind];
    table.sorted ??= Object.freeze([...table.records.values()].sort(compareRecords));
    return table.sorted as readonly RecordOf<K>[];
  }

  childrenOf<K extends Kind>(kind: K, parentId: string): readonly RecordOf<K>[] {
    const table = this.#tables[kind];
    const known = table.sortedByParent.get(parentId);
    if (known) return known as readonly RecordOf<K>[];
    table.byParent ??= groupByParent(table.records.values());
    const ids = table.byParent.get(parentId);
    if (!ids || ids.size === 0) return noChildren;
    const children: AnyRecord[] = [];
    for (const id of ids) {
      const record = table.records.get(id);
      if (record) children.push(record);
    }
    const sorted = Object.freeze(children.sort(compareRecords));
    table.sortedByParent.set(parentId, sorted);
    return sorted as readonly RecordOf<K>[];
  }

  /** All of a kind in no order: sorting tens of thousands to count something takes longer than counting. */
  unsorted<K extends Kind>(kind: K): Iterable<RecordOf<K>> {
    return this.#tables[kind].records.values() as Iterable<RecordOf<K>>;
  }

  project(): Project {
    return this.require('project', 'project' as Project['id']);
  }

  /** Rises with every change to a record of the kind: a cheap key for memoised selectors. */
  version(kind: Kind): number {
    return this.#tables[kind].version;
  }

  /** All records, kind by kind, each kind sorted: the same list for the same content. */
  records(): AnyRecord[] {
    return kinds.flatMap((kind) => this.list(kind) as readonly AnyRecord[]);
  }

  count(): number {
    let total = 0;
    for (const kind of kinds) total += this.#tables[kind].records.size;
    return total;
  }

  apply(diff: Diff): void {
    for (const record of diff.removed) this.#delete(record.kind, record.id);
    for (const { kind, id, to } of diff.updated) {
      const before = this.#tables[kind].records.get(id);
      if (!before) throw new MissingRecordError(kind, id);
      this.#put({ ...before, ...to } as AnyRecord);
    }
    for (const record of diff.added) this.#put(record);
  }

  #put(record: AnyRecord): void {
    const table = this.#tables[record.kind];
    const before = table.records.get(record.id);
    if (before) this.#unlink(table, before);
    table.records.set(record.id, Object.freeze(record));
    const parentId = parentIdOf(record);
    if (parentId !== undefined && table.byParent) addChild(table.byParent, parentId, record.id);
    this.#touch(table, parentId);
  }

  #delete(kind: Kind, id: string): void {
    const table = this.#tables[kind];
    const before = table.records.get(id);
    if (!before) throw new MissingRecordError(kind, id);
    this.#unlink(table, before);
    table.records.delete(id);
  }

  #unlink(table: Table, record: AnyRecord): void {
    const parentId = parentIdOf(record);
    if (parentId !== undefined) table.byParent?.get(parentId)?.delete(record.id);
    this.#touch(table, parentId);
  }

  #touch(table: Table, parentId: string | undefined): void {
    table.sorted = undefined;
    if (parentId !== undefined) table.sortedByParent.delete(parentId);
    table.version += 1;
  }
}

function newTable(): Table {
  return {
    records: new Map(),
    byParent: undefined,
    sorted: undefined,
    sortedByParent: new Map(),
    version: 0,
  };
}

function groupByParent(records: Iterable<AnyRecord>): Map<string, Set<string>> {
  const byParent = new Map<string, Set<string>>();
  for (const record of records) {
    const parentId = parentIdOf(record);
    if (parentId !== undefined) addChild(byParent, parentId, record.id);
  }
  return byParent;
}

function addChild(byParent: Map<string, Set<string>>, parentId: string, id: string): void {
  const siblings = byParent.get(parentId);
  if (siblings) siblings.add(id);
  else byParent.set(parentId, new Set([id]));
}
