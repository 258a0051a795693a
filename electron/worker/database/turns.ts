import type { Diff } from '@shared/document/diff';
import { type Steps, takeSteps } from '@shared/steps/runSteps';

/** So long goes a turn of the worker's loop on with steps that may be parted, milliseconds. */
const turnMs = 8;

/** Records from which on an edit takes several turns to be written. */
const largeEditRecords = 400;

export function isLargeEdit({ added, updated, removed }: Diff): boolean {
  return added.length + updated.length + removed.length >= largeEditRecords;
}

/** As many steps as a turn has time for, one at least. @returns the last one. @throws what a step throws */
export function takeTurn<T>(steps: Steps<T>): IteratorResult<void, T> {
  const end = performance.now() + turnMs;
  return takeSteps(steps, () => performance.now() >= end);
}
