import { fixtureLayer, fixturePicture, mediaIdOf } from '@shared/compositor/pictureFixtures';
import type { ShotPicture } from '@shared/compositor/shotPicture';
import { frames } from '@shared/time/frames';
import { describe, expect, it, vi } from 'vitest';
import type { PaintRequest, PictureContext, PreparedFrame } from './shotPainter';
import { ShotThumbnails } from './shotThumbnails';

const size = { width: 80, height: 45 };
const picture = (name: string): ShotPicture => fixturePicture({ layers: [fixtureLayer(name)] });
const firstName = ({ picture: { layers } }: PaintRequest): string | undefined =>
  layers.flatMap((layer) => (layer.type === 'drawn' ? [] : [layer.fingerprint]))[0];

/** Thumbnails whose painter and idle time the test steers. */
function setUp({ maxPixels = 1_000_000, hasMissing = false } = {}) {
  const asked: { request: PaintRequest; finish: () => void }[] = [];
  const idle: (() => void)[] = [];
  const released = vi.fn();
  let nowMs = 0;
  const thumbnails = new ShotThumbnails<{ name: string }>({
    painter: {
      prepare: (request) =>
        new Promise<PreparedFrame>((resolve) => {
          const finish = (): void =>
            resolve({
              paint: () => ({ isComplete: true, isRightFrame: true, hasHoles: false, hasMissing }),
              release: released,
            });
          asked.push({ request, finish });
        }),
    },
    render: (prepared) => {
      prepared.paint({} as PictureContext);
      return { name: 'thumbnail' };
    },
    whenIdle: (work) => idle.push(work),
    maxPixels,
    now: () => nowMs,
  });
  const runIdle = (): void => {
    for (const work of idle.splice(0)) work();
  };
  const settle = async (): Promise<void> => {
    for (const { finish } of asked.splice(0)) finish();
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  };
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  return { thumbnails, asked, runIdle, settle, released, wait };
}

describe('ShotThumbnails', () => {
  it('makes one when the window is idle, tells, and gives the same from then on', async () => {
    const { thumbnails, asked, runIdle, settle, released } = setUp();
    const seen = vi.fn();
    thumbnails.subscribe(seen);
    expect(thumbnails.get(picture('a'), size)).toBeNull();
    expect(asked).toHaveLength(0);
    runIdle();
    await settle();
    expect(seen).toHaveBeenCalledTimes(1);
    expect(released).toHaveBeenCalledTimes(1);
    const made = thumbnails.get(picture('a'), size);
    expect(made).not.toBeNull();
    // Another length or another place in the film is the same picture.
    expect(thumbnails.get({ ...picture('a'), lengthFrames: frames(3) as never }, size)).toBe(made);
    expect(thumbnails.get(picture('b'), size)).toBeNull();
  });

  it('asks once for a picture wanted by many, and makes few at once, the latest first', () => {
    const { thumbnails, asked, runIdle } = setUp();
    for (const name of ['a', 'b', 'c', 'c', 'c']) thumbnails.get(picture(name), size);
    runIdle();
    runIdle();
    expect(asked.map(({ request }) => firstName(request))).toEqual(['c', 'b']);
  });

  it('goes on with the rest when one is done', async () => {
    const { thumbnails, asked, runIdle, settle } = setUp();
    for (const name of ['a', 'b', 'c']) thumbnails.get(picture(name), size);
    runIdle();
    await settle();
    runIdle();
    expect(asked.map(({ request }) => firstName(request))).toEqual(['a']);
  });

  it('begins nothing while it is held, and goes on with the latest when let go', async () => {
    const { thumbnails, asked, runIdle, settle } = setUp();
    thumbnails.get(picture('a'), size);
    thumbnails.setHeld(true);
    thumbnails.get(picture('b'), size);
    runIdle();
    runIdle();
    await settle();
    expect(asked).toHaveLength(0);
    expect(thumbnails.isHeld).toBe(true);
    const told = vi.fn();
    thumbnails.subscribe(told);
    thumbnails.setHeld(false);
    // Who did not ask meanwhile asks now.
    expect(told).toHaveBeenCalledOnce();
    runIdle();
    await settle();
    expect(thumbnails.get(picture('b'), size)).not.toBeNull();
  });

  it('keeps within its bound: the longest not used goes', async () => {
    const { thumbnails, runIdle, settle } = setUp({ maxPixels: 2 * size.width * size.height });
    for (const name of ['a', 'b', 'c']) {
      thumbnails.get(picture(name), size);
      runIdle();
      await settle();
      if (name === 'b') thumbnails.get(picture('a'), size);
    }
    expect(thumbnails.get(picture('a'), size)).not.toBeNull();
    expect(thumbnails.get(picture('b'), size)).toBeNull();
  });

  it('shows a picture with missing media, and makes it again after a while or when asked', async () => {
    const { thumbnails, asked, runIdle, settle, wait } = setUp({ hasMissing: true });
    thumbnails.get(picture('a'), size);
    runIdle();
    await settle();
    expect(thumbnails.get(picture('a'), size)).not.toBeNull();
    runIdle();
    expect(asked).toHaveLength(0);
    wait(10_000);
    expect(thumbnails.get(picture('a'), size)).not.toBeNull();
    runIdle();
    expect(asked).toHaveLength(1);
    thumbnails.forget(new Set(['of something else']));
    expect(thumbnails.get(picture('a'), size)).not.toBeNull();
    thumbnails.forget(new Set([mediaIdOf('a')]));
    expect(thumbnails.get(picture('a'), size)).toBeNull();
  });

  it('gives large ones a first look from small files, and makes them sharp when all have one', async () => {
    const { thumbnails, asked, runIdle, settle } = setUp();
    const large = { width: 320, height: 180 };
    thumbnails.get(picture('a'), large);
    thumbnails.get(picture('b'), large);
    const order: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      runIdle();
      for (const { request } of asked) {
        order.push(`${firstName(request)} ${request.maxImageWidth ?? 'sharp'}`);
      }
      await settle();
    }
    expect(order).toEqual(['b 320', 'a 320', 'b sharp', 'a sharp']);
  });

  it('makes nothing more once disposed', async () => {
    const { thumbnails, asked, runIdle } = setUp();
    thumbnails.get(picture('a'), size);
    thumbnails.dispose();
    runIdle();
    expect(asked).toHaveLength(0);
    expect(thumbnails.get(picture('a'), size)).toBeNull();
  });
});
