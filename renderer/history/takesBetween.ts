import type { Take } from '@shared/document/records';

/**
 * Takes that came after one edit and before the next: results of jobs stand beside the undo line, not in it.
 * @param takes by when they came
 * @param untilMs absent = until now
 */
export function takesBetween(
  takes: readonly Take[],
  fromMs: number,
  untilMs = Number.POSITIVE_INFINITY,
): readonly Take[] {
  const start = firstAt(takes, fromMs);
  return takes.slice(start, firstAt(takes, untilMs));
}

/** Index of the first take that came at or after a moment. */
function firstAt(takes: readonly Take[], atMs: number): number {
  let low = 0;
  let high = takes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((takes[middle] as Take).createdAtMs < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
