import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleArea } from './emptyMargins';

const opaque = 0xff000000;

function picture(
  width: number,
  height: number,
  visible: readonly (readonly [number, number])[],
): Uint32Array {
  const pixels = new Uint32Array(width * height).fill(0x00ffffff);
  for (const [x, y] of visible) pixels[y * width + x] = opaque;
  return pixels;
}

describe('visibleArea', () => {
  it.each([
    { name: 'nothing', visible: [], area: null },
    { name: 'one pixel in the middle', visible: [[10, 8]], area: { x: 8, y: 6, width: 5, height: 5 } },
    { name: 'the top left corner', visible: [[0, 0]], area: { x: 0, y: 0, width: 3, height: 3 } },
    {
      name: 'two opposite corners',
      visible: [
        [0, 0],
        [19, 14],
      ],
      area: { x: 0, y: 0, width: 20, height: 15 },
    },
    {
      name: 'a column',
      visible: [
        [5, 3],
        [5, 9],
      ],
      area: { x: 3, y: 1, width: 5, height: 11 },
    },
  ] as const)('$name', ({ visible, area }) => {
    expect(visibleArea(picture(20, 15, visible), 20, 15)).toEqual(area);
  });

  it('holds every visible pixel and touches the outermost ones', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 19 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        const area = visibleArea(picture(30, 20, points), 30, 20);
        const xs = points.map(([x]) => x);
        const ys = points.map(([, y]) => y);
        expect(area).toEqual({
          x: Math.max(0, Math.min(...xs) - 2),
          y: Math.max(0, Math.min(...ys) - 2),
          width: Math.min(30, Math.max(...xs) + 3) - Math.max(0, Math.min(...xs) - 2),
          height: Math.min(20, Math.max(...ys) + 3) - Math.max(0, Math.min(...ys) - 2),
        });
      }),
    );
  });
});
