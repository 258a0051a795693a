import type { AnyRecord } from './records';

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

/** The frame that records of a kind without order keys lie in sequence by. */
function sortingFrame(record: AnyRecord): number | undefined {
  if (record.kind === 'cameraKeyframe' || record.kind === 'board' || record.kind === 'marker')
    return record.frame;
  return record.kind === 'clip' ? record.startFrame : undefined;
}

/** A record as it was and as it is now in a list; undefined = it was not, or is no longer, in it. */
export type Replacement = readonly [before: AnyRecord | undefined, after: AnyRecord | undefined];

/** Up to so many replacements are looked for one by one; more are merged in, which goes through the whole list. */
const fewReplacements = 16;

/** A frozen sorted list that follows what changes: it is mended when it is asked for, not sorted anew. */
export class SortedList {
  #list: readonly AnyRecord[];
  #pending: Replacement[] = [];

  /** @param list sorted and frozen */
  constructor(list: readonly AnyRecord[]) {
    this.#list = list;
  }

  /** @returns false when so much has changed that the list had better be forgotten */
  replace(before: AnyRecord | undefined, after: AnyRecord | undefined): boolean {
    this.#pending.push([before, after]);
    return this.#pending.length <= fewReplacements + this.#list.length / 8;
  }

  /** The same array until something is replaced. */
  get list(): readonly AnyRecord[] {
    if (this.#pending.length > 0) {
      this.#list = replacedIn(this.#list, this.#pending);
      this.#pending = [];
    }
    return this.#list;
  }
}

/** A sorted list with replacements made in it, one after the other; frozen. `before` has to be the very record in the list. */
export function replacedIn(
  list: readonly AnyRecord[],
  replacements: readonly Replacement[],
): readonly AnyRecord[] {
  return Object.freeze(
    replacements.length <= fewReplacements ? replaced(list, replacements) : merged(list, replacements),
  );
}

function replaced(list: readonly AnyRecord[], replacements: readonly Replacement[]): AnyRecord[] {
  const copy = list.slice();
  for (const [before, after] of replacements) {
    if (before && after && compareRecords(before, after) === 0) {
      copy[placeOf(copy, before)] = after;
      continue;
    }
    if (before) copy.splice(placeOf(copy, before), 1);
    if (after) copy.splice(placeOf(copy, after), 0, after);
  }
  return copy;
}

/** Where a record lies in a sorted list, or would lie. */
function placeOf(list: readonly AnyRecord[], record: AnyRecord): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRecords(list[middle] as AnyRecord, record) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merged(list: readonly AnyRecord[], replacements: readonly Replacement[]): AnyRecord[] {
  const gone = new Set<AnyRecord>();
  const come = new Set<AnyRecord>();
  for (const [before, after] of replacements) {
    if (before && !come.delete(before)) gone.add(before);
    // What comes back as it was has never gone.
    if (after && !gone.delete(after)) come.add(after);
  }
  const added = [...come].sort(compareRecords);
  const all: AnyRecord[] = [];
  let at = 0;
  for (const record of list) {
    if (gone.has(record)) continue;
    for (; at < added.length && compareRecords(added[at] as AnyRecord, record) < 0; at += 1)
      all.push(added[at] as AnyRecord);
    all.push(record);
  }
  for (; at < added.length; at += 1) all.push(added[at] as AnyRecord);
  return all;
}
