import type { CutItem } from './cutTimeline';

/**
 * Items in lanes in which nothing overlaps, each in the first that is free.
 * @param items sorted by their record starts
 * @param mostLanes null is returned when more would be needed
 */
export function lanesOf<Item extends CutItem>(items: readonly Item[]): Item[][];
export function lanesOf<Item extends CutItem>(items: readonly Item[], mostLanes: number): Item[][] | null;
export function lanesOf<Item extends CutItem>(
  items: readonly Item[],
  mostLanes = Number.POSITIVE_INFINITY,
): Item[][] | null {
  const lanes: Item[][] = [];
  for (const item of items) {
    const lane = lanes.find((others) => (others.at(-1)?.record.end ?? 0) <= item.record.start);
    if (lane) lane.push(item);
    else if (lanes.length < mostLanes) lanes.push([item]);
    else return null;
  }
  return lanes;
}
