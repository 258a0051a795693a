import { makeDrawing } from '@shared/compositor/drawn/drawing';
import {
  fixtureDrawn,
  fixtureKeyframe,
  fixtureLayer,
  fixturePicture,
  fixtureTake,
  mediaIdOf,
} from '@shared/compositor/pictureFixtures';
import { describe, expect, it, vi } from 'vitest';
import { DrawnSource } from './drawnSource';
import { type ImageRequest, ImageSource, type LoadedImage } from './imageSource';
import { type PainterOptions, type PictureContext, ShotPainter } from './shotPainter';
import type { VideoSource } from './videoSource';

const size = { width: 160, height: 90 };

/** A picture of one colour. */
function colour(width: number, height: number, fill: string): LoadedImage & CanvasImageSource {
  return { width, height, fill, close: () => undefined } as unknown as LoadedImage & CanvasImageSource;
}

/** Remembers what was painted last: enough to tell what is on top. */
class FakeContext {
  globalAlpha = 1;
  fillStyle: unknown = '';
  imageSmoothingEnabled = true;
  imageSmoothingQuality = 'low' as const;
  onTop: unknown = null;
  setTransform(): void {}
  fillRect(): void {
    this.onTop = this.fillStyle;
  }
  drawImage(source: CanvasImageSource): void {
    this.onTop = (source as unknown as { fill: string }).fill;
  }
}

function setUp({ isVideoMissing = false, smallFrames = [] as readonly number[] } = {}) {
  const load = vi.fn(async ({ mediaId }: ImageRequest) => {
    if (mediaId === mediaIdOf('gone')) throw new Error('gone');
    return colour(640, 360, '#00ff00');
  });
  const images = new ImageSource({ load, maxPixels: 1e9, now: () => 0 });
  const videoFrame = { source: colour(160, 90, '#0000ff') as CanvasImageSource, width: 160, height: 90 };
  const find = vi.fn((_id: string, frame: number) =>
    isVideoMissing
      ? { frame: null, isExact: false }
      : {
          frame: { image: videoFrame, startSeconds: 0, endSeconds: 1, close: () => undefined },
          isExact: frame === 3,
        },
  );
  const videos = {
    find,
    peek: () => null,
    load: async () => null,
    isMissing: () => isVideoMissing,
    subscribe: () => () => undefined,
  } as unknown as VideoSource;
  const small = colour(16, 9, '#00ffff') as LoadedImage & CanvasImageSource;
  const scrubs = {
    find: (_id: string, frame: number) =>
      smallFrames.includes(frame) ? { source: small, width: 16, height: 9 } : null,
    has: () => smallFrames.length > 0,
    subscribe: () => () => undefined,
  } as unknown as NonNullable<PainterOptions['scrubs']>;
  const placeholder: PainterOptions['placeholder'] = () => ({
    source: colour(64, 36, '#ff0000') as CanvasImageSource,
    width: 64,
    height: 36,
  });
  /** Widths of the drawings that were made, px. */
  const drawings: number[] = [];
  const anything = new Proxy({}, { get: () => () => undefined, set: () => true });
  const drawn = new DrawnSource<CanvasImageSource>({
    create: (width, height) => {
      drawings.push(width);
      return { source: colour(width, height, '#ff00ff'), context: anything as never };
    },
    fonts: { isReady: () => true, load: async () => undefined },
    maxPixels: 1e9,
  });
  const painter = new ShotPainter({ images, videos, drawn, scrubs, placeholder });
  const context = new FakeContext();
  const onTop = (): unknown => context.onTop;
  return { painter, load, find, drawings, context: context as PictureContext, onTop };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};
const layer = (name: string) => fixtureLayer(name, { width: 640, height: 360 });

describe('ShotPainter', () => {
  it('paints what is there at once, says it is not all, and is told when more has come', async () => {
    const { painter, context, onTop } = setUp();
    const request = {
      picture: fixturePicture({ layers: [layer('a')], background: '#102030' }),
      shotFrame: 0,
      size,
    };
    const told = vi.fn();
    painter.subscribe(told);
    expect(painter.paintNow(context, request)).toMatchObject({ isComplete: false, hasMissing: false });
    expect(onTop()).toBe('#102030');
    await settle();
    expect(told).toHaveBeenCalledWith(mediaIdOf('a'));
    expect(painter.paintNow(context, request)).toMatchObject({ isComplete: true, hasMissing: false });
    expect(onTop()).toBe('#00ff00');
  });

  it('puts a placeholder where a media is missing: complete, and told apart', async () => {
    const { painter, context, onTop } = setUp();
    const request = { picture: fixturePicture({ layers: [layer('gone')] }), shotFrame: 0, size };
    const prepared = await painter.prepare(request);
    expect(prepared.paint(context)).toMatchObject({ isComplete: true, hasMissing: true });
    expect(onTop()).toBe('#ff0000');
    prepared.release();
  });

  it('loads one size of a picture for a whole move', async () => {
    const { painter, context, load } = setUp();
    const picture = fixturePicture({
      layers: [fixtureLayer('a', { width: 4000, height: 2250 })],
      keyframes: [fixtureKeyframe(0), fixtureKeyframe(23, { focalMm: 35 * 8 })],
    });
    for (let shotFrame = 0; shotFrame < 24; shotFrame += 1) {
      painter.paintNow(context, { picture, shotFrame, size });
      await settle();
    }
    expect(load.mock.calls.map(([{ mediaId, level }]) => [mediaId, level])).toEqual([[mediaIdOf('a'), 1]]);
  });

  it('asks for more pixels under a closer view', async () => {
    const { painter, context, load } = setUp();
    const request = { picture: fixturePicture({ layers: [layer('a')] }), shotFrame: 0, size };
    painter.paintNow(context, request);
    await settle();
    painter.paintNow(context, { ...request, view: [4, 0, 0, 4, 0, 0] });
    await settle();
    expect(load.mock.calls.map(([{ level }]) => level)).toEqual(['thumbnail', 0]);
  });

  it('shows the nearest frame of a take and calls it unfinished until the right one is decoded', () => {
    const { painter, context, find, onTop } = setUp();
    const picture = fixturePicture({ take: fixtureTake() });
    expect(painter.paintNow(context, { picture, shotFrame: 2, size }).isComplete).toBe(false);
    expect(painter.paintNow(context, { picture, shotFrame: 3, size }).isComplete).toBe(true);
    expect(find.mock.calls.map((call) => call[1])).toEqual([2, 3]);
    expect(onTop()).toBe('#0000ff');
  });

  it('shows small pictures of a take while the hand moves, and asks for the frame itself when it rests', () => {
    const { painter, context, find, onTop } = setUp({ smallFrames: [2] });
    const request = { picture: fixturePicture({ take: fixtureTake() }), shotFrame: 2, size };
    const moving = painter.paintNow(context, { ...request, scrubbing: 'moving' });
    expect([moving.isComplete, moving.isRightFrame, onTop()]).toEqual([false, true, '#00ffff']);
    // Its small picture is on its way: another frame in its place would mislead.
    const passing = painter.paintNow(context, { ...request, shotFrame: 5, scrubbing: 'moving' });
    expect([passing.isRightFrame, passing.hasHoles]).toEqual([false, true]);
    expect(find).not.toHaveBeenCalled();
    const resting = painter.paintNow(context, { ...request, scrubbing: 'resting' });
    expect([resting.isComplete, resting.isRightFrame, onTop()]).toEqual([false, true, '#00ffff']);
    expect(find).toHaveBeenCalledTimes(1);
    const there = painter.paintNow(context, { ...request, shotFrame: 3, scrubbing: 'resting' });
    expect([there.isComplete, onTop()]).toEqual([true, '#0000ff']);
  });

  it('loads small pictures while the hand moves, and large ones when it rests', async () => {
    const { painter, context, load } = setUp();
    const request = {
      picture: fixturePicture({ layers: [fixtureLayer('a', { width: 4000, height: 2250 })] }),
      shotFrame: 0,
      size: { width: 1920, height: 1080 },
    };
    const levels = () => load.mock.calls.map(([{ level }]) => level);
    expect(painter.paintNow(context, { ...request, scrubbing: 'moving' }).isRightFrame).toBe(false);
    await settle();
    const moving = painter.paintNow(context, { ...request, scrubbing: 'moving' });
    expect([moving.isComplete, moving.isRightFrame, levels()]).toEqual([false, true, ['thumbnail']]);
    expect(painter.paintNow(context, { ...request, scrubbing: 'resting' }).isRightFrame).toBe(true);
    await settle();
    expect(painter.paintNow(context, { ...request, scrubbing: 'moving' }).isComplete).toBe(true);
    expect(levels()).toEqual(['thumbnail', 1]);
  });

  it('makes drawings small while the hand moves, and large ones when it rests', () => {
    const { painter, context, drawings } = setUp();
    const points = [-0.4, -0.2, 1, 0.4, 0.2, 1];
    const drawing = makeDrawing([{ tool: 'pen', colour: '#ff0000', width: 0.1, opacity: 1, points }]);
    const request = {
      picture: fixturePicture({ layers: [fixtureDrawn(drawing)] }),
      shotFrame: 0,
      size: { width: 1920, height: 1080 },
    };
    const moving = () => painter.paintNow(context, { ...request, scrubbing: 'moving' });
    expect(moving()).toMatchObject({ isComplete: false, isRightFrame: true });
    expect(painter.paintNow(context, { ...request, scrubbing: 'resting' }).isComplete).toBe(true);
    expect(moving().isComplete).toBe(true);
    const [hurried = 0, whole = 0] = drawings;
    expect([drawings.length, hurried < whole / 2, hurried >= 640]).toEqual([2, true, true]);
  });

  it('never shows small pictures where nobody scrubs', () => {
    const { painter, context, onTop } = setUp({ smallFrames: [2] });
    painter.paintNow(context, { picture: fixturePicture({ take: fixtureTake() }), shotFrame: 2, size });
    expect(onTop()).toBe('#0000ff');
  });

  it('puts a placeholder where a take cannot be read', () => {
    const { painter, context } = setUp({ isVideoMissing: true });
    expect(
      painter.paintNow(context, { picture: fixturePicture({ take: fixtureTake() }), shotFrame: 0, size }),
    ).toMatchObject({
      isComplete: true,
      hasMissing: true,
    });
  });
});
