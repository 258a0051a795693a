/** A moment that moved edges are drawn to. */
export interface SnapPoint {
  /** Film frame. */
  readonly frame: number;
  readonly kind: 'start' | 'cut' | 'clipEdge' | 'playhead';
}

/** How near a pointer's edge must come, and how far it must go to be let loose again, px. */
export const snapRadiusPx = 8;
export const snapReleasePx = 13;

/** Where two points share a frame the one that a person aims at more often gives its name. */
const rank: Record<SnapPoint['kind'], number> = { playhead: 0, cut: 1, clipEdge: 2, start: 3 };

/** Sorted, one a frame. */
export function sortSnapPoints(points: readonly SnapPoint[]): readonly SnapPoint[] {
  const sorted = [...points].sort((a, b) => a.frame - b.frame || rank[a.kind] - rank[b.kind]);
  return sorted.filter((point, index) => index === 0 || sorted[index - 1]?.frame !== point.frame);
}

/** The nearest point within `radiusFrames`, or null. `points` sorted. */
export function nearestSnapPoint(
  points: readonly SnapPoint[],
  frame: number,
  radiusFrames: number,
): SnapPoint | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as SnapPoint).frame < frame) low = middle + 1;
    else high = middle;
  }
  const after = points[low];
  const before = points[low - 1];
  const toAfter = after ? after.frame - frame : Number.POSITIVE_INFINITY;
  const toBefore = before ? frame - before.frame : Number.POSITIVE_INFINITY;
  const best = toBefore <= toAfter ? before : after;
  return best && Math.min(toBefore, toAfter) <= radiusFrames ? best : null;
}

export interface Snapped {
  /** The frame that was asked for, or the one snapped to: still to be rounded. */
  readonly frame: number;
  readonly point: SnapPoint | null;
  /** Which of the edges is on the point. */
  readonly offset: number;
}

/**
 * Snaps a thing with one or more edges.
 * @param frame where the thing's origin would be, film frames with fraction
 * @param offsets its edges, frames from the origin ([0, length] for a clip, [0] for one edge)
 * @param held what the last move of the same drag was held by: it lets go later than it catches
 */
export function snapEdges(
  frame: number,
  offsets: readonly number[],
  points: readonly SnapPoint[],
  pixelsPerFrame: number,
  held: Snapped | null = null,
): Snapped {
  if (held?.point) {
    const distance = Math.abs(frame + held.offset - held.point.frame) * pixelsPerFrame;
    if (distance <= snapReleasePx) {
      return { frame: held.point.frame - held.offset, point: held.point, offset: held.offset };
    }
  }
  let best: Snapped = { frame, point: null, offset: 0 };
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const offset of offsets) {
    const point = nearestSnapPoint(points, frame + offset, snapRadiusPx / pixelsPerFrame);
    if (!point) continue;
    const distance = Math.abs(frame + offset - point.frame);
    if (distance >= bestDistance) continue;
    bestDistance = distance;
    best = { frame: point.frame - offset, point, offset };
  }
  return best;
}
