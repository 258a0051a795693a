import { makeDrawing } from '@shared/compositor/drawn/drawing';
import { fixtureDrawn, fixtureLayer } from '@shared/compositor/pictureFixtures';
import type { LayerTransform } from '@shared/document/records';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundingSize, layerBox, transformOfBox } from './layerBox';

const frame = { width: 1920, height: 804 };
const drawing = makeDrawing([
  {
    tool: 'pen',
    colour: '#ffffff',
    width: 0.02,
    opacity: 1,
    points: [0.1, -0.15, 1, 0.3, -0.05, 1],
  },
]);
const layers = [fixtureLayer('a', { width: 900, height: 1400 }), fixtureDrawn(drawing)] as const;

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
      fc.property(transform, view, fc.constantFrom(...layers), (before: LayerTransform, on, layer) => {
        const placed = { ...layer, transform: before };
        const after = transformOfBox(layerBox(placed, on, frame), placed, on, frame);
        expect(after.flipX).toBe(before.flipX);
        for (const field of ['x', 'y', 'scale', 'rotationDeg'] as const)
          expect(after[field]).toBeCloseTo(before[field], 6);
      }),
    );
  });

  it('is as high as the media is, for its width', () => {
    const box = layerBox(layers[0], { zoom: 0.5, panX: 3, panY: 4 }, frame);
    expect(box.height / box.width).toBeCloseTo(1400 / 900, 9);
    expect(box.width).toBeCloseTo(960, 9);
  });

  it('of a drawing lies round what is drawn, wherever on its plane that is', () => {
    const box = layerBox(layers[1], { zoom: 1, panX: 0, panY: 0 }, frame);
    expect([box.x, box.y]).toEqual(
      [960 + 0.2 * 1920, 402 - 0.1 * 1920].map((value) => expect.closeTo(value, 6)),
    );
    expect([box.width, box.height]).toEqual(
      [0.22 * 1920, 0.12 * 1920].map((value) => expect.closeTo(value, 6)),
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
