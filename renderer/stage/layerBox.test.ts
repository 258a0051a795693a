import type { LayerTransform } from '@shared/document/records';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundingSize, layerBox, transformOfBox } from './layerBox';

const frame = { width: 1920, height: 804 };

describe('layerBox', () => {
  it('and back gives the transform it began with', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const transform = fc.record({
      x: number(-2, 3),
      y: number(-2, 3),
      scale: number(0.01, 20),
      rotationDeg: number(-179.9, 179.9),
      flipX: fc.boolean(),
    });
    const view = fc.record({ zoom: number(0.05, 8), panX: number(-3000, 3000), panY: number(-3000, 3000) });
    fc.assert(
      fc.property(transform, view, (before: LayerTransform, on) => {
        const box = layerBox({ transform: before, width: 900, height: 1400 } as never, on, frame);
        expect(box.height / box.width).toBeCloseTo(1400 / 900, 9);
        const after = transformOfBox(box, before, on, frame);
        expect(after.flipX).toBe(before.flipX);
        for (const field of ['x', 'y', 'scale', 'rotationDeg'] as const)
          expect(after[field]).toBeCloseTo(before[field], 7);
      }),
    );
  });

  it.each([
    [0, 400, 100],
    [90, 100, 400],
    [45, 353.55, 353.55],
  ])('turned by %d degrees lies in a box of %d by %d', (rotation, width, height) => {
    const size = boundingSize({ x: 0, y: 0, width: 400, height: 100, rotation });
    expect(size.width).toBeCloseTo(width, 1);
    expect(size.height).toBeCloseTo(height, 1);
  });
});
