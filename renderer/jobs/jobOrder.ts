import type { Job, JobId } from '@shared/generation/job';

/** What `jobs.move` is told. */
export interface JobMove {
  readonly jobIds: JobId[];
  /** null = at the end. */
  readonly beforeId: JobId | null;
}

/** Its place in the queue still means something. */
export const isPending = ({ state }: Job): boolean => state === 'queued' || state === 'waiting';

/**
 * The jobs at the gap before `gap` (0 … length) of the pending ones, in the order they had.
 * @param pending in the queue's order
 * @returns null when nothing would change
 */
export function moveToGap(pending: readonly Job[], moved: ReadonlySet<string>, gap: number): JobMove | null {
  const jobIds = pending.filter(({ id }) => moved.has(id)).map(({ id }) => id);
  if (jobIds.length === 0) return null;
  const beforeId = pending.slice(gap).find(({ id }) => !moved.has(id))?.id ?? null;
  const rest = pending.filter(({ id }) => !moved.has(id)).map(({ id }) => id);
  const at = beforeId === null ? rest.length : rest.indexOf(beforeId);
  const after = [...rest.slice(0, at), ...jobIds, ...rest.slice(at)];
  return after.every((id, index) => id === pending[index]?.id) ? null : { jobIds, beforeId };
}

/** The jobs one place further up or down, as a block; null at the end of the way. */
export function moveBy(pending: readonly Job[], moved: ReadonlySet<string>, step: -1 | 1): JobMove | null {
  const places = pending.flatMap(({ id }, index) => (moved.has(id) ? [index] : []));
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return null;
  return moveToGap(pending, moved, step < 0 ? Math.max(0, first - 1) : Math.min(pending.length, last + 2));
}
