import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapLayer } from './snapLayer';
import { canvasToFrame, fitView, frameToCanvas, visibleBounds, zoomAt } from './viewMapping';

const frame = { width: 1920, height: 1080 };

describe('fitView', () => {
  it.each([
    [{ width: 1000, height: 1000 }, 20],
    [{ width: 3000, height: 500 }, 40],
    [{ width: 10, height: 10 }, 40],
  ])('puts the frame in the middle of %j with a margin of %d', (area, margin) => {
    const view = fitView(area, frame, margin);
    const middle = frameToCanvas(view, { x: 960, y: 540 });
    expect(middle.x).toBeCloseTo(area.width / 2);
    expect(middle.y).toBeCloseTo(area.height / 2);
  });
});

describe('zoomAt', () => {
  const view = fc.record({
    zoom: fc.double({ min: 0.05, max: 10, noNaN: true }),
    panX: fc.double({ min: -5000, max: 5000, noNaN: true }),
    panY: fc.double({ min: -5000, max: 5000, noNaN: true }),
  });
  const point = fc.record({
    x: fc.double({ min: 0, max: 2000, noNaN: true }),
    y: fc.double({ min: 0, max: 2000, noNaN: true }),
  });
  it('keeps what is under the pointer under it', () => {
    fc.assert(
      fc.property(view, point, fc.double({ min: 0.5, max: 2, noNaN: true }), (before, at, factor) => {
        const under = canvasToFrame(before, at);
        const after = frameToCanvas(zoomAt(before, at, factor), under);
        expect(Math.hypot(after.x - at.x, after.y - at.y)).toBeLessThan(
          1e-6 * (1 + Math.hypot(under.x, under.y)),
        );
      }),
    );
  });
  it('sees through the area exactly what the mapping says', () => {
    const bounds = visibleBounds({ zoom: 0.5, panX: 100, panY: 50 }, { width: 800, height: 600 });
    expect(bounds).toEqual({ left: -200, top: -100, right: 1400, bottom: 1100 });
  });
});

describe('snapLayer', () => {
  const size = { width: 400, height: 200 };
  it.each([
    [
      'middle to the middle',
      { x: 955, y: 544 },
      { centre: { x: 960, y: 540 }, vertical: 960, horizontal: 540 },
    ],
    [
      'left edge to the left edge',
      { x: 204, y: 300 },
      { centre: { x: 200, y: 300 }, vertical: 0, horizontal: null },
    ],
    [
      'right edge to the right edge',
      { x: 1716, y: 300 },
      { centre: { x: 1720, y: 300 }, vertical: 1920, horizontal: null },
    ],
    [
      'bottom to the bottom',
      { x: 500, y: 985 },
      { centre: { x: 500, y: 980 }, vertical: null, horizontal: 1080 },
    ],
    ['nothing near', { x: 500, y: 400 }, { centre: { x: 500, y: 400 }, vertical: null, horizontal: null }],
    [
      'its middle passes an edge freely',
      { x: 3, y: 400 },
      { centre: { x: 3, y: 400 }, vertical: null, horizontal: null },
    ],
  ])('%s', (_name, centre, expected) => {
    expect(snapLayer(centre, size, frame, 8)).toEqual(expected);
  });
});
