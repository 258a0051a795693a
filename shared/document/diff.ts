import { z } from 'zod';
import { type ExactCheck, exactCheck } from './exactCheck';
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
export const diffSchema: z.ZodType<Diff> = z.object({
  added: z.array(anyRecordSchema),
  updated: z.array(
    z.object({
      kind: z.enum(kinds as [Kind, ...Kind[]]),
      id: z.string(),
      from: fieldsSchema,
      to: fieldsSchema,
    }),
  ),
  removed: z.array(anyRecordSchema),
});

let isAsParsed: ExactCheck | undefined;

/** A diff as `diffSchema` gives it; the very same where it is sound as it stands. @throws ZodError */
export function parseDiff(value: unknown): Diff {
  isAsParsed ??= exactCheck(diffSchema);
  return isAsParsed(value) ? (value as Diff) : diffSchema.parse(value);
}

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

/**
 * Two changes, one after the other, as one. Total: also when something else has touched the records in between,
 * whose writes to other fields stay out of it.
 */
export function squashDiffs(first: Diff, second: Diff): Diff {
  const states = new Map<string, Step>();
  for (const step of stepsOf(first)) states.set(step.id, step);
  for (const step of stepsOf(second)) {
    const before = states.get(step.id);
    const joined = before ? joinSteps(before, step) : step;
    if (joined) states.set(step.id, joined);
    else states.delete(step.id);
  }
  const steps = [...states.values()];
  return {
    added: steps.flatMap((step) => (step.type === 'added' ? [step.record] : [])),
    updated: steps.flatMap((step) => (step.type === 'updated' ? [step.update] : [])),
    removed: steps.flatMap((step) => (step.type === 'removed' ? [step.record] : [])),
  };
}

type Step =
  | { readonly type: 'added'; readonly id: string; readonly record: AnyRecord }
  | { readonly type: 'removed'; readonly id: string; readonly record: AnyRecord }
  | { readonly type: 'updated'; readonly id: string; readonly update: RecordUpdate };

function stepsOf(diff: Diff): Step[] {
  return [
    ...diff.removed.map((record): Step => ({ type: 'removed', id: record.id, record })),
    ...diff.updated.map((update): Step => ({ type: 'updated', id: update.id, update })),
    ...diff.added.map((record): Step => ({ type: 'added', id: record.id, record })),
  ];
}

/** What two steps of one record come to; undefined = nothing. */
function joinSteps(first: Step, second: Step): Step | undefined {
  const { id } = second;
  if (first.type === 'added') {
    if (second.type === 'removed') return undefined;
    if (second.type === 'added') return second;
    return { type: 'added', id, record: { ...first.record, ...second.update.to } as AnyRecord };
  }
  if (first.type === 'removed') {
    if (second.type !== 'added') return first;
    const update = updateBetween(first.record, second.record);
    return update && { type: 'updated', id, update };
  }
  if (second.type === 'added') return second;
  if (second.type === 'removed') {
    return { type: 'removed', id, record: { ...second.record, ...first.update.from } as AnyRecord };
  }
  const update = differingFields(
    second.update.kind,
    id,
    { ...second.update.from, ...first.update.from },
    { ...first.update.to, ...second.update.to },
  );
  return update && { type: 'updated', id, update };
}

/** The fields in which two states of one record differ; undefined = none. */
export function updateBetween(before: AnyRecord, after: AnyRecord): RecordUpdate | undefined {
  type Fields = Readonly<Record<string, unknown>>;
  return differingFields(after.kind, after.id, before as unknown as Fields, after as unknown as Fields);
}

function differingFields(
  kind: Kind,
  id: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): RecordUpdate | undefined {
  const from: Record<string, unknown> = {};
  const to: Record<string, unknown> = {};
  for (const field of Object.keys(after)) {
    if (isSameJson(before[field], after[field])) continue;
    from[field] = before[field];
    to[field] = after[field];
  }
  return Object.keys(to).length === 0 ? undefined : { kind, id, from, to };
}

/** Whether two changes, each with a record once, do the same, in whatever order. */
export function isSameDiff(a: Diff, b: Diff): boolean {
  return isSameList(a.added, b.added) && isSameList(a.updated, b.updated) && isSameList(a.removed, b.removed);
}

function isSameList<T extends { readonly id: string }>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  const byId = new Map(b.map((each) => [each.id, each]));
  return a.every((each) => isSameJson(each, byId.get(each.id)));
}

/** Equality of plain JSON values; the order of an object's keys does not count. */
export function isSameJson(a: unknown, b: unknown): boolean {
  // Both zeros are written as 0.
  if (a === b || Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOfA = Object.keys(a);
  if (keysOfA.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return keysOfA.every((key) => key in right && isSameJson(left[key], right[key]));
}
