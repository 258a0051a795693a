import type { Canvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { frames } from '../../time/frames';
import { type DrawnItem, drawList, frameKey, isMediaItem } from '../drawList';
import { fixtureDrawn, fixtureKeyframe, fixturePicture } from '../pictureFixtures';
import { segmentHash } from '../segmentHash';
import { pictureText, type ShotPicture, shotPictureSchema } from '../shotPicture';
import { isStill, neededSizes } from '../stillness';
import { nodeCanvas, paintInNode, registerBundledFonts } from '../testing/nodeCanvas';
import type { DrawnShape, DrawnText, PictureStroke } from './content';
import { makeDrawing } from './drawing';
import { DrawnRasters } from './drawnRasters';
import { layoutText } from './textLayout';

const size = { width: 160, height: 90 };
const white = '#ffffff';

const stroke = (points: number[], fields: Partial<PictureStroke> = {}): PictureStroke => ({
  tool: 'pen',
  colour: '#ff0000',
  width: 0.1,
  opacity: 1,
  points,
  ...fields,
});
/** From left to right through the middle, at full pressure. */
const across = stroke([-0.4, 0, 1, -0.2, 0, 1, 0, 0, 1, 0.2, 0, 1, 0.4, 0, 1]);
const shape = (fields: Partial<DrawnShape> = {}): DrawnShape => ({
  type: 'shape',
  shape: 'rectangle',
  fill: '#00ff00',
  stroke: null,
  strokeWidth: 0,
  ratio: 0.5,
  ...fields,
});
const text = (words: string, fields: Partial<DrawnText> = {}): DrawnText => ({
  type: 'text',
  text: words,
  colour: white,
  lineHeight: 0.2,
  align: 'centre',
  isBold: false,
  ...fields,
});
const half = { x: 0.5, y: 0.5, scale: 0.5, rotationDeg: 0, flipX: false };
const ground = { background: '#202020' };

beforeAll(registerBundledFonts);

/** How many pixels of a rectangle are not the background. */
function inked(
  picture: ShotPicture,
  within: readonly [number, number, number, number] = [0, 0, 160, 90],
): number {
  const [left, top, right, bottom] = within;
  const { pixel } = paintInNode(picture, size);
  let count = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) if (pixel(x, y) !== picture.background) count += 1;
  return count;
}

describe('a drawing', () => {
  const drawing = (...strokes: PictureStroke[]) =>
    fixturePicture({ ...ground, layers: [fixtureDrawn(makeDrawing(strokes))] });

  it('is painted where it was drawn, as wide as the pen', () => {
    const { pixel } = paintInNode(drawing(across), size);
    expect([pixel(80, 45), pixel(40, 45), pixel(120, 40)]).toEqual(['#ff0000', '#ff0000', '#ff0000']);
    expect([pixel(80, 30), pixel(80, 60), pixel(5, 45), pixel(155, 45)]).toEqual(Array(4).fill('#202020'));
  });

  it('is thinner where the pen was pressed less', () => {
    const light = stroke(across.points.map((value, index) => (index % 3 === 2 ? 0.1 : value)));
    expect(inked(drawing(light))).toBeLessThan(0.75 * inked(drawing(across)));
  });

  it('of a single touch is a dot', () => {
    expect(inked(drawing(stroke([0, 0, 1])), [70, 35, 90, 55])).toBeGreaterThan(20);
  });

  it('loses what is rubbed out, and nothing behind it does', () => {
    const behind = fixtureDrawn(shape({ ratio: 0.5625, fill: '#0000ff' }));
    const rubbed = makeDrawing([across, stroke([0, -0.3, 1, 0, 0.3, 1], { tool: 'eraser', width: 0.2 })]);
    const { pixel } = paintInNode(
      fixturePicture({ ...ground, layers: [behind, fixtureDrawn(rubbed)] }),
      size,
    );
    expect([pixel(80, 45), pixel(30, 45), pixel(80, 10)]).toEqual(['#0000ff', '#ff0000', '#0000ff']);
  });

  it('shows a stroke of half opacity over itself no darker', () => {
    const loop = stroke([-0.3, 0, 1, 0.3, 0, 1, -0.3, 0.001, 1, 0.3, 0.001, 1], { opacity: 0.5 });
    const { pixel } = paintInNode(drawing(loop), size);
    expect(pixel(80, 45)).toMatch(/^#(8f|90)1010$/);
  });

  it('moves, turns and grows with its layer, and with the camera', () => {
    const layer = fixtureDrawn(makeDrawing([across]), { transform: { ...half, rotationDeg: 90 } });
    const upright = paintInNode(fixturePicture({ ...ground, layers: [layer] }), size);
    expect([upright.pixel(80, 20), upright.pixel(50, 45)]).toEqual(['#ff0000', '#202020']);
    const near = paintInNode(
      fixturePicture({ ...ground, layers: [layer], keyframes: [fixtureKeyframe(0, { focalMm: 70 })] }),
      size,
    );
    expect(near.pixel(80, 2)).toBe('#ff0000');
  });

  it('that has one stroke more is the kept one with the stroke on it, to the pixel', () => {
    const first = makeDrawing([across]);
    const both = makeDrawing([...first.strokes, stroke([0, -0.2, 1, 0.1, 0.2, 0.6], { colour: white })]);
    const itemOf = (content: typeof first): DrawnItem => {
      const [item] = drawList(fixturePicture({ layers: [fixtureDrawn(content)] }), 0, size).items;
      if (!item || isMediaItem(item)) throw new Error('nothing is drawn');
      return item;
    };
    const pixels = (image: { source: Canvas; width: number; height: number }) =>
      image.source.getContext('2d').getImageData(0, 0, image.width, image.height).data;
    const afresh = new DrawnRasters<Canvas>({ create: nodeCanvas, maxPixels: 1e9 });
    const onto = new DrawnRasters<Canvas>({ create: nodeCanvas, maxPixels: 1e9 });
    const [item, wanted] = [itemOf(both), itemOf(both).width];
    onto.get(itemOf(first), itemOf(first).width);
    expect(pixels(onto.get(item, wanted))).toEqual(pixels(afresh.get(item, wanted)));
    // Under the pen it is not kept, and the kept one stays what it was.
    const passing = onto.get(itemOf(makeDrawing([...first.strokes, stroke([0, 0, 1])])), wanted, true);
    expect(pixels(passing)).not.toEqual(pixels(onto.get(item, wanted)));
    expect(pixels(onto.get(itemOf(first), itemOf(first).width))).toEqual(
      pixels(afresh.get(itemOf(first), itemOf(first).width)),
    );
  });

  it('is named by its strokes in their order, and by nothing else', () => {
    const other = stroke([0, 0, 1]);
    expect(makeDrawing([across, other]).hash).toBe(makeDrawing([{ ...across }, { ...other }]).hash);
    expect(makeDrawing([across, other]).hash).not.toBe(makeDrawing([other, across]).hash);
    expect(makeDrawing([across, other]).previousHash).toBe(makeDrawing([across]).hash);
  });
});

describe('text', () => {
  it.each([
    ['Latin', 'Oto'],
    ['Japanese', 'うみのおと'],
  ])('in %s fills the width that its layout says', (_name, words) => {
    const picture = fixturePicture({ ...ground, layers: [fixtureDrawn(text(words), { transform: half })] });
    const { pixel } = paintInNode(picture, size);
    const columns = Array.from({ length: 160 }, (_, x) => x).filter((x) =>
      Array.from({ length: 90 }, (_, y) => y).some((y) => pixel(x, y) !== '#202020'),
    );
    const width = layoutText(text(words)).width * 160 * half.scale;
    const seen = (columns.at(-1) ?? 0) - (columns[0] ?? 0) + 1;
    // Letters have a little air on their sides, and no more.
    expect(seen).toBeLessThanOrEqual(width + 1);
    expect(seen).toBeGreaterThan(0.85 * width);
  });

  it('puts Japanese in the bundled font, not in boxes', () => {
    const boxes = ['\u{f0000}\u{f0001}', 'あい'].map((words) =>
      inked(fixturePicture({ ...ground, layers: [fixtureDrawn(text(words))] })),
    );
    expect(boxes[0]).not.toBe(boxes[1]);
    expect(boxes[1]).toBeGreaterThan(100);
  });

  it('stands left, in the middle or right in lines of their own', () => {
    const at = (align: DrawnText['align']) => {
      const picture = fixturePicture({
        ...ground,
        layers: [fixtureDrawn(text('MMMMMM\nM', { align }), { transform: half })],
      });
      const under = [0, 45, 160, 90] as const;
      return [
        inked(picture, [under[0], under[1], 65, under[3]]),
        inked(picture, [65, under[1], 95, under[3]]),
        inked(picture, [95, under[1], under[2], under[3]]),
      ].map((count) => count > 0);
    };
    expect(at('left')).toEqual([true, false, false]);
    expect(at('centre')).toEqual([false, true, false]);
    expect(at('right')).toEqual([false, false, true]);
  });

  it('is bolder when it is bold', () => {
    const [regular, bold] = [false, true].map((isBold) =>
      inked(fixturePicture({ ...ground, layers: [fixtureDrawn(text('Mina', { isBold }))] })),
    );
    expect(bold).toBeGreaterThan(regular ?? 0);
  });
});

describe('shapes', () => {
  const painted = (fields: Partial<DrawnShape>, transform = half) =>
    paintInNode(fixturePicture({ ...ground, layers: [fixtureDrawn(shape(fields), { transform })] }), size);

  it('a rectangle fills its box, an ellipse leaves the corners', () => {
    expect([painted({}).pixel(42, 27), painted({}).pixel(80, 45), painted({}).pixel(38, 45)]).toEqual([
      '#00ff00',
      '#00ff00',
      '#202020',
    ]);
    const round = painted({ shape: 'ellipse' });
    expect([round.pixel(42, 27), round.pixel(80, 45)]).toEqual(['#202020', '#00ff00']);
  });

  it('has an outline as wide as it says, however large the layer is', () => {
    const outline = { fill: null, stroke: white, strokeWidth: 0.05 };
    for (const scale of [0.25, 0.5, 0.8]) {
      const { pixel } = painted(outline, { ...half, scale });
      const row = Array.from({ length: 80 }, (_, x) => pixel(x, 45)).filter((found) => found > '#909090');
      expect(row.length).toBe(8);
    }
  });

  it('an arrow points to the right with a head, and bows upwards', () => {
    const arrow = { shape: 'arrow', fill: null, stroke: white, strokeWidth: 0.03, ratio: 0 } as const;
    const straight = painted(arrow);
    const height = (pixel: (x: number, y: number) => string, x: number) =>
      Array.from({ length: 90 }, (_, y) => pixel(x, y)).filter((found) => found !== '#202020').length;
    expect(height(straight.pixel, 106)).toBeGreaterThan(2 * height(straight.pixel, 60));
    const bowed = painted({ ...arrow, ratio: 0.4 });
    expect(bowed.pixel(80, 45 - 16)).toBe(white);
    expect(painted({ ...arrow, ratio: 0.4 }, { ...half, rotationDeg: 180 }).pixel(80, 45 + 16)).toBe(white);
  });
});

describe('the picture of a shot with drawn layers', () => {
  const layers = [fixtureDrawn(makeDrawing([across])), fixtureDrawn(text('海')), fixtureDrawn(shape())];

  it('is plain JSON that parses to itself', () => {
    const picture = fixturePicture({ layers });
    expect(shotPictureSchema.parse(JSON.parse(JSON.stringify(picture)))).toEqual(picture);
  });

  it('writes no points into keys and hashes, and every change into both', () => {
    const spec = (picture: ShotPicture) => ({ picture, ...size, bitsPerSecond: 1_000_000 });
    const variants = [
      fixturePicture({ layers }),
      fixturePicture({
        layers: [fixtureDrawn(makeDrawing([{ ...across, colour: white }])), ...layers.slice(1)],
      }),
      fixturePicture({ layers: [...layers.slice(0, 1), fixtureDrawn(text('港')), ...layers.slice(2)] }),
      fixturePicture({ layers: [...layers.slice(0, 2), fixtureDrawn(shape({ ratio: 0.4 }))] }),
    ];
    for (const write of [
      (picture: ShotPicture) => frameKey(drawList(picture, 0, size)),
      pictureText,
      (picture: ShotPicture) => segmentHash(spec(picture)),
    ]) {
      const written = variants.map(write);
      expect(new Set(written).size).toBe(variants.length);
      expect(written.some((one) => one.includes('points'))).toBe(false);
    }
  });

  it('shows layers of a board while it is there, and stands still only where no board changes', () => {
    const [first, second] = [
      fixtureDrawn(shape(), { span: { from: null, to: frames(10) } }),
      fixtureDrawn(shape({ shape: 'ellipse' }), { span: { from: frames(10), to: null } }),
    ];
    const picture = fixturePicture({ ...ground, layers: [first, second] });
    const corner = [1, 6] as const;
    expect(
      [-5, 9, 10, 300].map((frame) => paintInNode(picture, size, { shotFrame: frame }).pixel(...corner)),
    ).toEqual(['#00ff00', '#00ff00', '#202020', '#202020']);
    expect(isStill(picture)).toBe(false);
    expect(isStill({ ...picture, sourceInFrames: frames(10) })).toBe(true);
    expect(isStill({ ...picture, lengthFrames: frames(10) })).toBe(true);
    expect(neededSizes(picture, size).size).toBe(2);
  });

  it('draws what is drawn at the size it is shown, also larger than the frame', () => {
    const layer = fixtureDrawn(shape(), { transform: { ...half, scale: 3 } });
    const [wanted] = neededSizes(fixturePicture({ layers: [layer] }), size).values();
    expect(wanted?.width).toBeGreaterThan(3 * 160);
  });
});
