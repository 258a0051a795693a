import { idsIn, type RecordIndex } from './recordGroups';
import type { AnyRecord, Kind } from './records';
import { type Replacement, replacedIn, SortedList } from './sortedList';

/** What a draft has written to a record. */
export interface Change {
  readonly kind: Kind;
  readonly before: AnyRecord | undefined;
  after: AnyRecord | undefined;
}

/** The records of an index, by id, with what a draft has written: only the groups that it has touched. */
export class ChangedGroups {
  readonly #index: RecordIndex;
  readonly #touched = new Map<string, Set<Change>>();
  readonly #lists = new Map<string, SortedList>();

  constructor(index: RecordIndex, changes: Iterable<Change>) {
    this.#index = index;
    for (const change of changes) this.note(change, change.before, change.after);
  }

  /** A record has become another. `change` is what the draft has done to it so far, this with it. */
  note(change: Change, before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    if (before) for (const id of idsIn(this.#index, before)) this.#note(id, change, before, undefined);
    if (after) for (const id of idsIn(this.#index, after)) this.#note(id, change, undefined, after);
  }

  isTouched(id: string): boolean {
    return this.#touched.has(id);
  }

  /** @param base the group without what the draft has written */
  list(id: string, base: readonly AnyRecord[]): readonly AnyRecord[] {
    let known = this.#lists.get(id);
    if (!known) {
      const replacements = [...(this.#touched.get(id) ?? [])].map(
        ({ before, after }): Replacement => [this.#named(before, id), this.#named(after, id)],
      );
      known = new SortedList(replacedIn(base, replacements));
      this.#lists.set(id, known);
    }
    return known.list;
  }

  #note(id: string, change: Change, before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    const touched = this.#touched.get(id);
    if (touched) touched.add(change);
    else this.#touched.set(id, new Set([change]));
    if (this.#lists.get(id)?.replace(before, after) === false) this.#lists.delete(id);
  }

  #named(record: AnyRecord | undefined, id: string): AnyRecord | undefined {
    return record && this.#index.idsOf(record).includes(id) ? record : undefined;
  }
}
