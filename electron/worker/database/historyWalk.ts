import { type Diff, isSameJson, reverseDiff, updateBetween } from '@shared/document/diff';
import { Document } from '@shared/document/document';
import { rebaseDiff } from '@shared/document/rebase';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import { referencesOf } from '@shared/document/references';
import type { HistoryEntry } from './history';

/** Many steps of the undo line as one change. */
export interface HistoryWalk {
  /** The document after the last step. */
  readonly after: Document;
  /** From the document before the first step to that after the last. */
  readonly diff: Diff;
  /** Entries that met a document which jobs have changed, with what they really did; to be written back. */
  readonly rewritten: readonly HistoryEntry[];
  /** What the last step selects; null = it leaves the selection alone. */
  readonly selection: readonly string[] | null;
}

/**
 * Goes along the undo line on a copy of the document: the same as undo or redo once an entry, and as exact.
 * An entry that finds the document as it left it is applied as it stands; only one that meets what jobs have done since is
 * rebased, whose cost grows with the document.
 * In steps that take a part of the time each; the document must stay as it is between them.
 * @param entries those to take back, newest first, or to do again, oldest first
 */
export function* walkHistory(
  document: Document,
  entries: Iterable<HistoryEntry>,
  direction: 'undo' | 'redo',
): Generator<void, HistoryWalk> {
  const copy = new Document(document.records());
  yield;
  const scratch = new Scratch(copy);
  const touched = new Map<string, Kind>();
  const rewritten: HistoryEntry[] = [];
  let selection: readonly string[] | null = null;
  for (const entry of entries) {
    yield;
    const wanted = direction === 'undo' ? reverseDiff(entry.diff) : entry.diff;
    const done = scratch.do(wanted);
    if (done !== wanted) rewritten.push({ ...entry, diff: direction === 'undo' ? reverseDiff(done) : done });
    for (const { id, kind } of idsIn(done)) touched.set(id, kind);
    const own = direction === 'undo' ? entry.selectionBefore : entry.selectionAfter;
    selection = own ?? selection;
  }
  yield;
  return {
    after: scratch.document,
    diff: diffOf(document, scratch.document, touched),
    rewritten,
    selection,
  };
}

function idsIn(diff: Diff): readonly { readonly id: string; readonly kind: Kind }[] {
  return [...diff.added, ...diff.updated, ...diff.removed];
}

function diffOf(before: Document, after: Document, touched: ReadonlyMap<string, Kind>): Diff {
  const diff = {
    added: [] as AnyRecord[],
    updated: [] as Diff['updated'][number][],
    removed: [] as AnyRecord[],
  };
  for (const [id, kind] of touched) {
    const [old, now] = [before.get(kind, id as IdOf<Kind>), after.get(kind, id as IdOf<Kind>)];
    if (old && now) {
      const update = updateBetween(old, now);
      if (update) diff.updated.push(update);
    } else if (now) diff.added.push(now);
    else if (old) diff.removed.push(old);
  }
  return diff;
}

/** A document that knows who points to whom, so that a step costs what it changes. */
class Scratch {
  readonly document: Document;
  /** Ids of the records that point to an id. */
  readonly #referrers = new Map<string, Set<string>>();

  constructor(document: Document) {
    this.document = document;
    for (const record of document.records()) this.#note(record);
  }

  /** @returns `diff` itself where it did exactly that, else what really happened */
  do(diff: Diff): Diff {
    const done = this.#isExact(diff) ? diff : rebaseDiff(this.document, diff).toDiff();
    for (const { kind, id } of [...done.removed, ...done.updated]) {
      const before = this.document.get(kind, id as IdOf<Kind>);
      if (before) this.#forget(before);
    }
    this.document.apply(done);
    for (const { kind, id } of [...done.updated, ...done.added]) {
      const after = this.document.get(kind, id as IdOf<Kind>);
      if (after) this.#note(after);
    }
    return done;
  }

  /** Whether rebasing would change nothing: all is as the diff expects it, and nothing else hangs on what it removes. */
  #isExact(diff: Diff): boolean {
    const removed = new Set<string>(diff.removed.map(({ id }) => id));
    const added = new Set<string>(diff.added.map(({ id }) => id));
    const after = new Map<string, AnyRecord>();
    for (const { kind, id, from, to } of diff.updated) {
      const record = this.document.get(kind, id as IdOf<Kind>);
      if (!record || removed.has(id) || !Object.keys(from).every((key) => sameField(record, from, key)))
        return false;
      after.set(id, { ...record, ...to } as AnyRecord);
    }
    for (const record of diff.added) {
      if (this.document.has(record.kind, record.id)) return false;
      after.set(record.id, record);
    }
    const isThere = ({ kind, id }: { kind: Kind; id: string }) =>
      added.has(id) || (this.document.has(kind, id) && !removed.has(id));
    for (const record of after.values()) if (!referencesOf(record).every(isThere)) return false;
    return diff.removed.every((record) => this.#canGo(record, removed, after));
  }

  #canGo(record: AnyRecord, removed: ReadonlySet<string>, after: ReadonlyMap<string, AnyRecord>): boolean {
    const present = this.document.get(record.kind, record.id as IdOf<Kind>);
    if (!present || !isSameJson(present, record)) return false;
    // Whoever points here goes, too, or has been found above to point to what stays.
    return [...(this.#referrers.get(record.id) ?? [])].every((id) => removed.has(id) || after.has(id));
  }

  #note(record: AnyRecord): void {
    for (const { id } of referencesOf(record)) {
      const known = this.#referrers.get(id);
      if (known) known.add(record.id);
      else this.#referrers.set(id, new Set([record.id]));
    }
  }

  #forget(record: AnyRecord): void {
    for (const { id } of referencesOf(record)) this.#referrers.get(id)?.delete(record.id);
  }
}

function sameField(record: AnyRecord, from: Readonly<Record<string, unknown>>, key: string): boolean {
  return isSameJson((record as unknown as Record<string, unknown>)[key], from[key]);
}
