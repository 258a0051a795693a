import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutText } from '../compositor/drawn/textLayout';
import type { LayerTransform } from '../document/records';
import { framePointToLayer, layerPointToFrame, shapeFromDrag, strokePoints, textAt } from './drawOnLayer';

const frame = { width: 1920, height: 1080 };
const plain: LayerTransform = { x: 0.5, y: 0.5, scale: 1, rotationDeg: 0, flipX: false };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('points of a layer', () => {
  it.each([
    ['the middle', { x: 960, y: 540 }, plain, { x: 0, y: 0 }],
    ['a corner', { x: 1920, y: 1080 }, plain, { x: 0.5, y: 0.28125 }],
    ['on a layer of half the size', { x: 1920, y: 540 }, { ...plain, scale: 0.5 }, { x: 1, y: 0 }],
    ['on a turned layer', { x: 960, y: 540 + 960 }, { ...plain, rotationDeg: 90 }, { x: 0.5, y: 0 }],
    ['on a mirrored layer', { x: 1920, y: 540 }, { ...plain, flipX: true }, { x: -0.5, y: 0 }],
  ])('%s', (_name, point, transform, expected) => {
    const { x, y } = framePointToLayer(point, transform, frame);
    expect([x, y].map((value) => value.toFixed(9))).toEqual(
      [expected.x, expected.y].map((value) => value.toFixed(9)),
    );
  });

  it('lead back to where they were seen', () => {
    const transform = fc.record({
      x: number(-1, 2),
      y: number(-1, 2),
      scale: number(0.05, 10),
      rotationDeg: number(-180, 180),
      flipX: fc.boolean(),
    });
    fc.assert(
      fc.property(transform, number(-500, 2500), number(-500, 1500), (on, x, y) => {
        const back = layerPointToFrame(framePointToLayer({ x, y }, on, frame), on, frame);
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
      }),
    );
  });

  it('are stored by threes, rounded, within what can be stored', () => {
    const points = [
      { x: 960.01, y: 540, pressure: 0.33333 },
      { x: 9e9, y: -9e9, pressure: 7 },
    ];
    expect(strokePoints(points, plain, frame)).toEqual([0.00001, 0, 0.333, 100, -100, 1]);
  });
});

describe('shapes', () => {
  it.each([
    ['rectangle', { x: 480, y: 270 }, { x: 1440, y: 810 }, false, [0.5, 0.5, 0.5, 0, 0.5625]],
    ['from the other corner', { x: 1440, y: 810 }, { x: 480, y: 270 }, false, [0.5, 0.5, 0.5, 0, 0.5625]],
    ['held even', { x: 0, y: 0 }, { x: 192, y: 20 }, true, [0.05, 0.08889, 0.1, 0, 1]],
  ])('%s', (_name, from, to, isEven, [x, y, scale, rotationDeg, ratio]) => {
    expect(shapeFromDrag('rectangle', from, to, frame, isEven)).toEqual({
      transform: { x, y, scale, rotationDeg },
      ratio,
    });
  });

  it.each([
    [{ x: 480, y: 540 }, { x: 1440, y: 540 }, false, 0],
    [{ x: 960, y: 0 }, { x: 960, y: 500 }, false, 90],
    [{ x: 960, y: 0 }, { x: 1000, y: 500 }, true, 90],
    [{ x: 500, y: 500 }, { x: 100, y: 500 }, false, 180],
  ])('an arrow from %j to %j points the way it was dragged', (from, to, isEven, rotationDeg) => {
    const arrow = shapeFromDrag('arrow', from, to, frame, isEven);
    expect(arrow?.transform.rotationDeg).toBeCloseTo(rotationDeg, 6);
    expect(arrow?.transform.scale).toBeCloseTo(Math.hypot(to.x - from.x, to.y - from.y) / 1920, 4);
  });

  it('a click makes none', () => {
    expect(shapeFromDrag('ellipse', { x: 5, y: 5 }, { x: 6, y: 6 }, frame, false)).toBeNull();
  });
});

it('a text stands with its corner where it was asked for', () => {
  const text = {
    type: 'text',
    text: 'Night',
    colour: '#ffffff',
    lineHeight: 0.05,
    align: 'left',
    isBold: false,
  } as const;
  const { x, y } = textAt({ x: 200, y: 100 }, text, frame);
  const { width, height } = layoutText(text);
  expect((x - width / 2) * 1920).toBeCloseTo(200, 1);
  expect(y * 1080 - (height / 2) * 1920).toBeCloseTo(100, 1);
});
