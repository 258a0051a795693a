import { z } from 'zod';
import { type AnyRecord, anyRecordSchema, type Kind, kinds } from './records';

/**
 * A change as data. `updated` holds only the fields that differ, both sides, so that undoing an old edit
 * leaves alone what a job has since written to other fields of the same record.
 */
export interface RecordUpdate {
  readonly kind: Kind;
  readonly id: string;
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
}

export interface Diff {
  readonly added: readonly AnyRecord[];
  readonly updated: readonly RecordUpdate[];
  readonly removed: readonly AnyRecord[];
}

export const emptyDiff: Diff = { added: [], updated: [], removed: [] };

const fieldsSchema = z.record(z.string(), z.json());
/** For diffs that come out of a database or over a wire. */
export const diffSchema = z.object({
  added: z.array(anyRecordSchema),
  updated: z.array(
    z.object({ kind: z.enum(kinds as [Kind, ...Kind[]]), id: z.string(), from: fieldsSchema, to: fieldsSchema }),
  ),
  removed: z.array(anyRecordSchema),
});

export function isEmptyDiff(diff: Diff): boolean {
  return diff.added.length === 0 && diff.updated.length === 0 && diff.removed.length === 0;
}

/** The change that takes this one back. Total: reverse(reverse(d)) equals d. */
export function reverseDiff(diff: Diff): Diff {
  return {
    added: [...diff.removed].reverse(),
    updated: diff.updated.map(({ kind, id, from, to }) => ({ kind, id, from: to, to: from })).reverse(),
    removed: [...diff.added].reverse(),
  };
}

/** Equality of plain JSON values; the order of an object's keys does not count. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOfA = Object.keys(a);
  if (keysOfA.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return keysOfA.every((key) => key in right && isSameJson(left[key], right[key]));
}
