import { createHash } from 'node:crypto';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawList, itemKey } from './drawList';
import { type PaintImage, paint } from './paint';
import { fixtureKeyframe, fixtureLayer, fixturePicture, mediaIdOf } from './pictureFixtures';
import type { ShotPicture } from './shotPicture';

const size = { width: 160, height: 90 };

/** A picture of four coloured quarters, so that place, turn and mirror can be read from single pixels. */
function quarters(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const colours = ['#ff0000', '#00ff00', '#0000ff', '#ffffff'];
  colours.forEach((colour, index) => {
    context.fillStyle = colour;
    context.fillRect((index % 2) * (width / 2), Math.floor(index / 2) * (height / 2), width / 2, height / 2);
  });
  return canvas;
}

function painted(picture: ShotPicture, images: Record<string, Canvas>, shotFrame = 0) {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  const missing = paint<Canvas>(
    context,
    drawList(picture, shotFrame, size),
    (item): PaintImage<Canvas> | null => {
      const source = images[itemKey(item)];
      return source ? { source, width: source.width, height: source.height } : null;
    },
  );
  const { data } = context.getImageData(0, 0, size.width, size.height);
  const pixel = (x: number, y: number): string => {
    const offset = (y * size.width + x) * 4;
    return `#${[...data.subarray(offset, offset + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
  return { pixel, missing, hash: createHash('sha256').update(data).digest('hex') };
}

const images = { [mediaIdOf('a')]: quarters(160, 90), [mediaIdOf('b')]: quarters(320, 180) };
const quarterPoints = [
  [40, 22],
  [120, 22],
  [40, 67],
  [120, 67],
] as const;

describe('paint', () => {
  it.each([
    { name: 'as it is', fields: {}, expected: ['#ff0000', '#00ff00', '#0000ff', '#ffffff'] },
    { name: 'mirrored', fields: { flipX: true }, expected: ['#00ff00', '#ff0000', '#ffffff', '#0000ff'] },
    {
      name: 'turned by half',
      fields: { rotationDeg: 180 },
      expected: ['#ffffff', '#0000ff', '#00ff00', '#ff0000'],
    },
    { name: 'smaller', fields: { scale: 0.1 }, expected: ['#102030', '#102030', '#102030', '#102030'] },
  ])('puts a picture on the frame $name', ({ fields, expected }) => {
    const layer = fixtureLayer('a');
    const picture = fixturePicture({
      background: '#102030',
      layers: [{ ...layer, transform: { ...layer.transform, ...fields } }],
    });
    const { pixel, missing } = painted(picture, images);
    expect(quarterPoints.map(([x, y]) => pixel(x, y))).toEqual(expected);
    expect(missing).toEqual([]);
  });

  it('a camera rolled clockwise by a quarter turns the picture the other way', () => {
    const picture = fixturePicture({
      layers: [fixtureLayer('a')],
      keyframes: [fixtureKeyframe(0, { rollDeg: 90, focalMm: 35 * 2 })],
    });
    const { pixel } = painted(picture, images);
    expect(quarterPoints.map(([x, y]) => pixel(x, y))).toEqual(['#00ff00', '#ffffff', '#ff0000', '#0000ff']);
  });

  it('an opacity of a half blends with what is behind', () => {
    const picture = fixturePicture({ layers: [fixtureLayer('a', { opacity: 0.5 })] });
    expect(painted(picture, images).pixel(40, 22)).toMatch(/^#(7f|80)0000$/);
  });

  it('draws later layers over earlier ones', () => {
    const over = fixtureLayer('b', {
      width: 320,
      height: 180,
      transform: { x: 0.25, y: 0.25, scale: 0.5, rotationDeg: 180, flipX: false },
    });
    const { pixel } = painted(fixturePicture({ layers: [fixtureLayer('a'), over] }), images);
    expect(pixel(20, 10)).toBe('#ffffff');
    expect(pixel(120, 67)).toBe('#ffffff');
    expect(pixel(40, 67)).toBe('#0000ff');
  });

  it('leaves out what is not loaded and says so', () => {
    const picture = fixturePicture({
      background: '#112233',
      layers: [fixtureLayer('gone'), fixtureLayer('a')],
    });
    const { missing, pixel } = painted(picture, images);
    expect(missing.map(itemKey)).toEqual([mediaIdOf('gone')]);
    expect(pixel(40, 22)).toBe('#ff0000');
  });

  it('a picture scaled down beforehand lies exactly where the whole one lies', () => {
    const picture = fixturePicture({ layers: [fixtureLayer('b', { width: 320, height: 180 })] });
    const whole = painted(picture, images);
    const scaled = painted(picture, { [mediaIdOf('b')]: quarters(160, 90) });
    expect(quarterPoints.map(([x, y]) => scaled.pixel(x, y))).toEqual(
      quarterPoints.map(([x, y]) => whole.pixel(x, y)),
    );
    expect(scaled.pixel(79, 44)).toBe('#ff0000');
    expect(scaled.pixel(80, 45)).toBe('#ffffff');
  });

  it('a picture with its empty margins cut away looks as the whole one', () => {
    const whole = createCanvas(160, 90);
    whole.getContext('2d').drawImage(quarters(40, 20), 60, 30);
    const cut = createCanvas(44, 24);
    cut.getContext('2d').drawImage(whole, -58, -28);
    const picture = fixturePicture({
      background: '#405060',
      layers: [
        fixtureLayer('a', { transform: { x: 0.53, y: 0.48, scale: 1.37, rotationDeg: 11, flipX: true } }),
      ],
    });
    const list = drawList(picture, 0, size);
    const pixels = [{ source: whole }, { source: cut, part: { x: 58, y: 28, width: 44, height: 24 } }].map(
      (image) => {
        const context = createCanvas(size.width, size.height).getContext('2d');
        paint<Canvas>(context, list, () => ({ ...image, width: 160, height: 90 }));
        return context.getImageData(0, 0, size.width, size.height).data;
      },
    );
    const [first, second] = pixels;
    const largest = first?.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - (second?.[index] ?? 0))),
      0,
    );
    expect(largest).toBeLessThanOrEqual(2);
  });

  it('the same frame twice has the same pixels', () => {
    const picture = fixturePicture({
      layers: [fixtureLayer('a', { depth: 3 }), fixtureLayer('b', { width: 320, height: 180, opacity: 0.7 })],
      keyframes: [fixtureKeyframe(0), fixtureKeyframe(20, { z: 0.4, rollDeg: 12 })],
      handheld: { amount: 0.4, seed: 11 },
    });
    expect(painted(picture, images, 13).hash).toBe(painted(picture, images, 13).hash);
    expect(painted(picture, images, 13).hash).not.toBe(painted(picture, images, 14).hash);
  });
});

describe('paint with a view', () => {
  it('puts the whole frame where the view says', () => {
    const canvas = createCanvas(400, 200);
    const context = canvas.getContext('2d');
    context.fillStyle = '#abcdef';
    context.fillRect(0, 0, 400, 200);
    const source = quarters(160, 90);
    const list = drawList(fixturePicture({ layers: [fixtureLayer('a')] }), 0, size);
    paint<Canvas>(context, list, () => ({ source, width: 160, height: 90 }), [2, 0, 0, 2, 40, 10]);
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)];
    expect(at(20, 100)).toEqual([0xab, 0xcd, 0xef]);
    expect(at(60, 20)).toEqual([255, 0, 0]);
    expect(at(340, 180)).toEqual([255, 255, 255]);
    expect(at(380, 100)).toEqual([0xab, 0xcd, 0xef]);
  });
});
