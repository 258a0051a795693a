import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frames } from '../time/frames';
import { drawList, frameKey, itemCorners } from './drawList';
import { fixtureKeyframe, fixtureLayer, fixturePicture, fixtureTake, mediaIdOf } from './pictureFixtures';
import { isStill, neededSizes } from './stillness';

const size = { width: 160, height: 90 };
const corners = (picture: Parameters<typeof drawList>[0], frame = 0, output = size) => {
  const item = drawList(picture, frame, output).items[0];
  if (!item) throw new Error('nothing is drawn');
  return itemCorners(item).map(({ x, y }) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6]);
};

describe('drawList', () => {
  it.each([
    {
      name: 'fills the frame',
      transform: {},
      expected: [
        [0, 0],
        [160, 0],
        [160, 90],
        [0, 90],
      ],
    },
    {
      name: 'half as wide, in the top left',
      transform: { x: 0.25, y: 0.25, scale: 0.5 },
      expected: [
        [0, 0],
        [80, 0],
        [80, 45],
        [0, 45],
      ],
    },
    {
      name: 'turned clockwise by a quarter',
      transform: { rotationDeg: 90 },
      expected: [
        [125, -35],
        [125, 125],
        [35, 125],
        [35, -35],
      ],
    },
    {
      name: 'mirrored',
      transform: { flipX: true },
      expected: [
        [160, 0],
        [0, 0],
        [0, 90],
        [160, 90],
      ],
    },
    {
      name: 'mirrored, then turned clockwise by a quarter',
      transform: { flipX: true, rotationDeg: 90 },
      expected: [
        [125, 125],
        [125, -35],
        [35, -35],
        [35, 125],
      ],
    },
  ])('$name', ({ transform, expected }) => {
    const layer = fixtureLayer('a');
    const picture = fixturePicture({
      layers: [{ ...layer, transform: { ...layer.transform, ...transform } }],
    });
    expect(corners(picture)).toEqual(expected);
  });

  it('the depth of a layer does not change what the camera at rest sees', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 900, noNaN: true }), (depth) => {
        expect(corners(fixturePicture({ layers: [fixtureLayer('a', { depth })] }))).toEqual([
          [0, 0],
          [160, 0],
          [160, 90],
          [0, 90],
        ]);
      }),
    );
  });

  it('a larger output is the same picture, larger', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (x, scale, rotationDeg) => {
          const layer = fixtureLayer('a');
          const picture = fixturePicture({
            layers: [{ ...layer, transform: { ...layer.transform, x, scale, rotationDeg } }],
          });
          const small = drawList(picture, 0, size).items[0];
          const large = drawList(picture, 0, { width: 320, height: 180 }).items[0];
          fc.pre(small !== undefined && large !== undefined);
          itemCorners(small).forEach((corner, index) => {
            expect(itemCorners(large)[index]?.x).toBeCloseTo(corner.x * 2, 6);
            expect(itemCorners(large)[index]?.y).toBeCloseTo(corner.y * 2, 6);
          });
        },
      ),
    );
  });

  it('a roll turns every layer against the camera about the centre of the frame', () => {
    const picture = fixturePicture({
      layers: [fixtureLayer('a')],
      keyframes: [fixtureKeyframe(0, { rollDeg: 90 })],
    });
    expect(corners(picture)).toEqual([
      [35, 125],
      [35, -35],
      [125, -35],
      [125, 125],
    ]);
  });

  it.each([
    {
      name: 'left of the frame',
      layer: { transform: { x: -0.6, y: 0.5, scale: 1, rotationDeg: 0, flipX: false } },
    },
    { name: 'transparent', layer: { opacity: 0 } },
    { name: 'behind the camera', layer: { depth: 0.3 } },
  ])('leaves out a layer that is $name', ({ layer }) => {
    const picture = fixturePicture({
      layers: [fixtureLayer('a', layer)],
      keyframes: [fixtureKeyframe(0, { z: 0.4, focalMm: 21 })],
    });
    expect(drawList(picture, 0, size).items).toEqual([]);
  });

  it('counts the frames of a clip in the shot time', () => {
    const clip = fixtureLayer('clip', { type: 'video', inFrames: frames(10) });
    const picture = fixturePicture({ layers: [clip], sourceInFrames: frames(5) });
    expect(drawList(picture, 5, size).items[0]).toMatchObject({ frame: 15 });
    expect(drawList(fixturePicture({ layers: [fixtureLayer('a')] }), 5, size).items[0]).toMatchObject({
      frame: null,
    });
  });

  it('never asks for a frame before the first of a clip', () => {
    const clip = fixtureLayer('clip', { type: 'video' });
    expect(drawList(fixturePicture({ layers: [clip] }), -8, size).items[0]).toMatchObject({ frame: 0 });
  });
});

describe('an output of another ratio', () => {
  const picture = fixturePicture({ layers: [fixtureLayer('a')] });

  it.each([
    ['square: sides are cut away', { width: 90, height: 90 }, [-35, 0], [125, 90]],
    ['upright', { width: 45, height: 90 }, [-57.5, 0], [102.5, 90]],
    ['wider: top and bottom are cut away', { width: 320, height: 90 }, [0, -45], [320, 135]],
    ['the same but for a rounded side', { width: 160, height: 91 }, [0, 0.5], [160, 90.5]],
  ])('is filled by the middle of the frame (%s)', (_name, output, first, last) => {
    const [topLeft, , bottomRight] = corners(picture, 0, output);
    expect([topLeft, bottomRight]).toEqual([first, last]);
  });
});

describe('a take', () => {
  const picture = fixturePicture({
    layers: [fixtureLayer('a')],
    take: fixtureTake({ firstShotFrame: frames(10), lengthFrames: frames(5) }),
  });

  it.each([
    { shotFrame: 0, frame: 0 },
    { shotFrame: 10, frame: 0 },
    { shotFrame: 12, frame: 2 },
    { shotFrame: 14, frame: 4 },
    { shotFrame: 40, frame: 4 },
  ])('shows its frame $frame at $shotFrame', ({ shotFrame, frame }) => {
    expect(drawList(picture, shotFrame, size).items).toMatchObject([{ frame, matrix: [1, 0, 0, 1, 0, 0] }]);
  });

  it('covers a frame of another ratio and stays centred', () => {
    const square = fixturePicture({ take: fixtureTake({ width: 100, height: 100 }) });
    expect(corners(square)).toEqual([
      [0, -35],
      [160, -35],
      [160, 125],
      [0, 125],
    ]);
  });
});

describe('isStill', () => {
  it.each([
    { name: 'nothing in it', picture: {}, isStillPicture: true },
    { name: 'a picture and no keyframes', picture: { layers: [fixtureLayer('a')] }, isStillPicture: true },
    {
      name: 'two keyframes alike',
      picture: {
        layers: [fixtureLayer('a')],
        keyframes: [fixtureKeyframe(0, { x: 1 }), fixtureKeyframe(9, { x: 1 })],
      },
      isStillPicture: true,
    },
    {
      name: 'a move',
      picture: { layers: [fixtureLayer('a')], keyframes: [fixtureKeyframe(0), fixtureKeyframe(9, { x: 1 })] },
      isStillPicture: false,
    },
    {
      name: 'a move that ends before its first frame',
      picture: {
        layers: [fixtureLayer('a')],
        keyframes: [fixtureKeyframe(0), fixtureKeyframe(9, { x: 1 })],
        sourceInFrames: frames(9),
      },
      isStillPicture: true,
    },
    {
      name: 'handheld',
      picture: { layers: [fixtureLayer('a')], handheld: { amount: 0.1, seed: 3 } },
      isStillPicture: false,
    },
    {
      name: 'a clip',
      picture: { layers: [fixtureLayer('a', { type: 'video' as const })] },
      isStillPicture: false,
    },
    { name: 'a take', picture: { take: fixtureTake() }, isStillPicture: false },
    {
      name: 'a take that is a picture',
      picture: { take: fixtureTake({ type: 'image' }) },
      isStillPicture: true,
    },
    {
      name: 'one frame of a move',
      picture: {
        layers: [fixtureLayer('a')],
        keyframes: [fixtureKeyframe(0), fixtureKeyframe(9, { x: 1 })],
        lengthFrames: frames(1),
      },
      isStillPicture: true,
    },
  ])('$name: $isStillPicture', ({ picture, isStillPicture }) => {
    const whole = fixturePicture(picture);
    expect(isStill(whole)).toBe(isStillPicture);
    const keys = new Set(
      Array.from({ length: whole.lengthFrames }, (_, index) =>
        frameKey(drawList(whole, whole.sourceInFrames + index, size)),
      ),
    );
    expect(keys.size === 1).toBe(isStillPicture);
  });
});

describe('neededSizes', () => {
  it('is the largest size of the shot and never more than the media has', () => {
    const picture = fixturePicture({
      layers: [
        fixtureLayer('large', { width: 640, height: 360 }),
        fixtureLayer('small', { width: 40, height: 20 }),
      ],
      keyframes: [fixtureKeyframe(0), fixtureKeyframe(10, { focalMm: 70 })],
    });
    const sizes = neededSizes(picture, size);
    expect(sizes.get(mediaIdOf('large'))).toEqual({ width: 320, height: 180 });
    expect(sizes.get(mediaIdOf('small'))).toEqual({ width: 40, height: 20 });
  });

  it('leaves out what is never seen', () => {
    const layer = fixtureLayer('a', { transform: { x: 5, y: 5, scale: 1, rotationDeg: 0, flipX: false } });
    expect(neededSizes(fixturePicture({ layers: [layer] }), size).size).toBe(0);
  });
});
