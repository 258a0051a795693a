import type { AnyRecord, Kind, RecordOf } from './records';
import { compareRecords, SortedList } from './sortedList';

/** Finds records of a kind by ids that they name: their parent, what they point to, the link they are in. */
export interface RecordIndex<K extends Kind = Kind> {
  readonly kind: K;
  readonly idsOf: (record: RecordOf<K>) => readonly string[];
}

export const noRecords: readonly never[] = Object.freeze([]);

/** The ids that an index finds a record by, each once. */
export function idsIn(index: RecordIndex, record: AnyRecord): Iterable<string> {
  const ids = index.idsOf(record);
  return ids.length > 1 ? new Set(ids) : ids;
}

/** The records of an index, by id, and kept up with what changes. */
export class RecordGroups {
  readonly #index: RecordIndex;
  readonly #members = new Map<string, Set<AnyRecord>>();
  readonly #lists = new Map<string, SortedList>();

  constructor(index: RecordIndex, records: Iterable<AnyRecord>) {
    this.#index = index;
    for (const record of records) for (const id of idsIn(index, record)) this.#add(id, record);
  }

  replace(before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    if (before) for (const id of idsIn(this.#index, before)) this.#delete(id, before);
    if (after) for (const id of idsIn(this.#index, after)) this.#add(id, after);
  }

  /** Sorted and frozen; the same array until one of them changes. */
  list(id: string): readonly AnyRecord[] {
    const known = this.#lists.get(id);
    if (known) return known.list;
    const members = this.#members.get(id);
    if (!members) return noRecords;
    const list = Object.freeze([...members].sort(compareRecords));
    this.#lists.set(id, new SortedList(list));
    return list;
  }

  #add(id: string, record: AnyRecord): void {
    const members = this.#members.get(id);
    if (members) members.add(record);
    else this.#members.set(id, new Set([record]));
    this.#note(id, undefined, record);
  }

  #delete(id: string, record: AnyRecord): void {
    const members = this.#members.get(id);
    members?.delete(record);
    if (members?.size === 0) this.#members.delete(id);
    this.#note(id, record, undefined);
  }

  #note(id: string, before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    if (this.#lists.get(id)?.replace(before, after) === false) this.#lists.delete(id);
  }
}
