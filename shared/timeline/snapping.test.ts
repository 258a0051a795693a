import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestSnapPoint, type SnapPoint, snapEdges, snapRadiusPx, sortSnapPoints } from './snapping';

const point = (frame: number, kind: SnapPoint['kind'] = 'cut'): SnapPoint => ({ frame, kind });
const points = [point(0, 'start'), point(24), point(100), point(110)];

describe('snapping', () => {
  it('keeps one point a frame, the one that is aimed at most', () => {
    expect(sortSnapPoints([point(24), point(24, 'playhead'), point(0), point(24, 'clipEdge')])).toEqual([
      point(0),
      point(24, 'playhead'),
    ]);
  });

  it.each([
    { frame: 23.2, radius: 2, found: 24 },
    { frame: 26, radius: 2, found: 24 },
    { frame: 26.1, radius: 2, found: null },
    { frame: 105, radius: 6, found: 100 },
    { frame: 105.1, radius: 6, found: 110 },
    { frame: -3, radius: 3, found: 0 },
    { frame: 5000, radius: 3, found: null },
  ])('finds the nearest point to $frame within $radius', ({ frame, radius, found }) => {
    expect(nearestSnapPoint(points, frame, radius)?.frame ?? null).toBe(found);
  });

  it('finds what a plain search finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 40 }),
        fc.double({ min: -20, max: 520, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (list, frame, radius) => {
          const sorted = sortSnapPoints(list.map((at) => point(at)));
          const distance = Math.min(
            ...sorted.map((at) => Math.abs(at.frame - frame)),
            Number.POSITIVE_INFINITY,
          );
          const found = nearestSnapPoint(sorted, frame, radius);
          expect(found ? Math.abs(found.frame - frame) : null).toBe(distance <= radius ? distance : null);
        },
      ),
    );
  });

  it('takes the edge of a clip that is nearer to a point', () => {
    const snapped = snapEdges(51, [0, 50], points, 4);
    expect(snapped).toEqual({ frame: 50, point: point(100), offset: 50 });
  });

  it('means the same px at every zoom', () => {
    for (const pixelsPerFrame of [0.1, 1, 8]) {
      const inside = 24 + (snapRadiusPx - 0.5) / pixelsPerFrame;
      const outside = 24 - (snapRadiusPx + 0.5) / pixelsPerFrame;
      expect(snapEdges(inside, [0], [point(24)], pixelsPerFrame).point).not.toBeNull();
      expect(snapEdges(outside, [0], [point(24)], pixelsPerFrame).point).toBeNull();
    }
  });

  it('holds on a little longer than it takes to catch', () => {
    const caught = snapEdges(25, [0], [point(24)], 4);
    const stillHeld = snapEdges(24 + 12 / 4, [0], [point(24)], 4, caught);
    const free = snapEdges(24 + 14 / 4, [0], [point(24)], 4, stillHeld);
    expect([caught.frame, stillHeld.frame, free.frame]).toEqual([24, 24, 27.5]);
  });
});
