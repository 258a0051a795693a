import type { Diff } from './diff';
import { noRecords, RecordGroups, type RecordIndex } from './recordGroups';
import { type AnyRecord, type IdOf, type Kind, kinds, type Project, type RecordOf } from './records';
import { parentFields, parentIndexOf } from './references';
import { compareRecords, SortedList } from './sortedList';

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
  /** The records that an index finds by an id, sorted. The same array until one changes, or thousands of others. */
  listBy<K extends Kind>(index: RecordIndex<K>, id: string): readonly RecordOf<K>[];
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

export function parentIdOf(record: AnyRecord): string | undefined {
  const field = parentFields[record.kind];
  return field === undefined ? undefined : (record as unknown as Record<string, string>)[field];
}

interface Table {
  readonly records: Map<string, AnyRecord>;
  /** Made when it is first asked for: opening a large project does not wait for what nobody looks at yet. */
  byParent: RecordGroups | undefined;
  /** Others that have been asked for. */
  readonly groups: Map<RecordIndex, RecordGroups>;
  sorted: SortedList | undefined;
  version: number;
}

/** Changes at once after which indexes are made anew when they are asked for: that is faster than following. */
const manyChanges = 1_000;

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
    table.sorted ??= new SortedList(Object.freeze([...table.records.values()].sort(compareRecords)));
    return table.sorted.list as readonly RecordOf<K>[];
  }

  childrenOf<K extends Kind>(kind: K, parentId: string): readonly RecordOf<K>[] {
    const table = this.#tables[kind];
    if (!table.byParent) {
      const index = parentIndexOf(kind);
      if (!index) return noRecords;
      table.byParent = new RecordGroups(index, table.records.values());
    }
    return table.byParent.list(parentId) as readonly RecordOf<K>[];
  }

  listBy<K extends Kind>(index: RecordIndex<K>, id: string): readonly RecordOf<K>[] {
    const table = this.#tables[index.kind];
    const known = index as unknown as RecordIndex;
    let groups = table.groups.get(known);
    if (!groups) {
      groups = new RecordGroups(known, table.records.values());
      table.groups.set(known, groups);
    }
    return groups.list(id) as readonly RecordOf<K>[];
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

  /**
   * @param after the document as `diff` leaves it, where that has been worked out: its records are taken as they are. A large change
   * is then made as fast as can be, and lists of what it leaves alone may be others, too
   */
  apply(diff: Diff, after?: DocumentView): void {
    if (diff.added.length + diff.updated.length + diff.removed.length >= manyChanges)
      for (const kind of kindsIn(diff)) forgetIndexes(this.#tables[kind], after !== undefined);
    for (const record of diff.removed) this.#delete(record.kind, record.id);
    for (const { kind, id, to } of diff.updated) {
      const before = this.#tables[kind].records.get(id);
      if (!before) throw new MissingRecordError(kind, id);
      this.#put((after?.get(kind, id as IdOf<Kind>) ?? { ...before, ...to }) as AnyRecord);
    }
    for (const record of diff.added) this.#put(record);
  }

  #put(record: AnyRecord): void {
    const table = this.#tables[record.kind];
    const before = table.records.get(record.id);
    table.records.set(record.id, Object.freeze(record));
    follow(table, before, record);
  }

  #delete(kind: Kind, id: string): void {
    const table = this.#tables[kind];
    const before = table.records.get(id);
    if (!before) throw new MissingRecordError(kind, id);
    table.records.delete(id);
    follow(table, before, undefined);
  }
}

function follow(table: Table, before: AnyRecord | undefined, after: AnyRecord | undefined): void {
  table.version += 1;
  if (table.sorted?.replace(before, after) === false) table.sorted = undefined;
  table.byParent?.replace(before, after);
  for (const groups of table.groups.values()) groups.replace(before, after);
}

function kindsIn({ added, updated, removed }: Diff): Set<Kind> {
  const found = new Set<Kind>();
  for (const list of [added, updated, removed]) for (const { kind } of list) found.add(kind);
  return found;
}

function forgetIndexes(table: Table, isAll: boolean): void {
  table.groups.clear();
  if (!isAll) return;
  table.byParent = undefined;
  table.sorted = undefined;
}

function newTable(): Table {
  return { records: new Map(), byParent: undefined, groups: new Map(), sorted: undefined, version: 0 };
}
