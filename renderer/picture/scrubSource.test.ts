import { mediaIdOf } from '@shared/compositor/pictureFixtures';
import { writeScrubCopy } from '@shared/media/scrubCopy';
import { describe, expect, it, vi } from 'vitest';
import type { ScrubImage } from './scrubImages';
import { ScrubSource } from './scrubSource';

const rate = { num: 24, den: 1 };
const frameCount = 48;
const clip = mediaIdOf('clip');
const other = mediaIdOf('other');

/** A copy whose "pictures" are the numbers of their frames. */
function copyOf(mark: number): Uint8Array<ArrayBuffer> {
  const frames = Array.from({ length: frameCount }, (_, index) => ({
    startSeconds: index / 24,
    bytes: Uint8Array.of(mark, index),
  }));
  return writeScrubCopy({ width: 64, height: 36, frames });
}

/** Decodes when it is told to: `finish` ends the decoding under way. */
function setUp({ maxBytes = 1e9, maxImages = 24, hasCopies = true } = {}) {
  const decoded: number[] = [];
  let open = 0;
  let underWay: (() => void) | null = null;
  const onMissing = vi.fn();
  const load = vi.fn(async () => (hasCopies ? copyOf(1) : null));
  const source = new ScrubSource<ScrubImage & { mark?: number; index?: number }>({
    load,
    decode: (jpeg) =>
      new Promise((resolve) => {
        underWay = () => {
          underWay = null;
          open += 1;
          decoded.push(jpeg[1] ?? -1);
          resolve({
            width: 64,
            height: 36,
            mark: jpeg[0] ?? -1,
            index: jpeg[1] ?? -1,
            close: () => {
              open -= 1;
            },
          });
        };
      }),
    onMissing,
    maxBytes,
    maxImages,
  });
  const look = (frame: number, mediaId = clip) => {
    const image = source.find(mediaId, frame, rate)?.source as { index?: number; mark?: number } | undefined;
    return image && { index: image.index, mark: image.mark };
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const finish = async (): Promise<void> => {
    await settle();
    underWay?.();
    await settle();
  };
  const ready = async (mediaId = clip): Promise<void> => {
    source.prepare(mediaId);
    await settle();
  };
  return { source, look, finish, ready, settle, decoded, load, onMissing, openImages: () => open };
}

describe('small pictures for scrubbing', () => {
  it('are those of the frames asked for', async () => {
    const { look, finish, ready } = setUp();
    await ready();
    for (const frame of [17, 3, 99, 0, 46]) {
      expect(look(frame)?.index).toBeUndefined();
      await finish();
      expect(look(frame)?.index).toBe(Math.min(frame, frameCount - 1));
      // What follows, should it be decoded now.
      for (let ahead = 0; ahead < 4; ahead += 1) await finish();
    }
  });

  it('of frames that were passed meanwhile are never decoded: the latest wins', async () => {
    const { look, finish, ready, decoded } = setUp();
    await ready();
    for (const frame of [2, 30, 8, 40, 20]) look(frame);
    await finish();
    await finish();
    expect(decoded).toEqual([2, 20]);
    expect(look(20)?.index).toBe(20);
  });

  it('are decoded ahead, the way a person goes', async () => {
    const { look, finish, ready, decoded } = setUp();
    await ready();
    look(20);
    await finish();
    look(18);
    for (let turn = 0; turn < 6; turn += 1) await finish();
    expect(decoded).toEqual([20, 18, 17, 16, 15]);
    look(40);
    for (let turn = 0; turn < 6; turn += 1) await finish();
    expect(decoded.slice(5)).toEqual([40]);
  });

  it('tell whoever looks for one that is just being decoded ahead', async () => {
    const { source, look, finish, ready } = setUp();
    const told = vi.fn();
    await ready();
    look(20);
    await finish();
    look(21);
    await finish();
    source.subscribe(told);
    expect(look(22)).toBeUndefined();
    await finish();
    expect(told).toHaveBeenCalledWith(clip);
    expect(look(22)?.index).toBe(22);
  });

  it('stay within their bounds, and none is left open', async () => {
    const { look, finish, ready, openImages, source } = setUp({ maxImages: 5 });
    await ready();
    for (let frame = 0; frame < 40; frame += 1) {
      look(frame);
      await finish();
    }
    expect(openImages()).toBeLessThanOrEqual(5);
    source.dispose();
    await finish();
    expect(openImages()).toBe(0);
  });

  it('hold the copies used last, within so many bytes', async () => {
    const { ready, load } = setUp({ maxBytes: 2.5 * copyOf(0).length });
    const ids = ['a', 'b', 'a', 'c', 'a'].map(mediaIdOf);
    for (const id of ids) await ready(id);
    expect(load).toHaveBeenCalledTimes(3);
    await ready(mediaIdOf('b'));
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('are asked to be made where there are none, once', async () => {
    const { ready, look, onMissing, source, finish } = setUp({ hasCopies: false });
    await ready();
    look(3);
    look(4);
    await finish();
    expect(onMissing.mock.calls).toEqual([[clip]]);
    expect(source.has(clip)).toBe(false);
    source.put(clip, copyOf(2));
    look(4);
    await finish();
    expect(look(4)).toEqual({ index: 4, mark: 2 });
  });

  it('of a file that was replaced are not shown any more, not even one that was being decoded', async () => {
    const { ready, look, finish, source, settle } = setUp();
    await ready();
    await ready(other);
    look(5);
    await settle();
    source.forget(new Set([clip]));
    await finish();
    source.put(clip, copyOf(7));
    expect(look(5)).toBeUndefined();
    await finish();
    expect(look(5)).toEqual({ index: 5, mark: 7 });
    expect(source.has(other)).toBe(true);
  });

  it('that are damaged count as none', async () => {
    const { source, look, ready } = setUp();
    await ready();
    source.put(clip, copyOf(1).subarray(0, 50));
    expect(look(1)).toBeUndefined();
    expect(source.has(clip)).toBe(false);
  });
});
