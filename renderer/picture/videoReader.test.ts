import { mediaIdOf } from '@shared/compositor/pictureFixtures';
import type { EncodedPacket, VideoSample } from 'mediabunny';
import { describe, expect, it, vi } from 'vitest';
import { FrameCache } from './frameCache';
import type { OpenedVideo } from './openVideo';
import { VideoReader } from './videoReader';

const frameSeconds = 1 / 24;
const frameCount = 48;
const keyInterval = 12;

/** A video of 48 frames with a key frame every 12; counts what is decoded and what is left open. */
function setUp({ capacity = 14, isBroken = false } = {}) {
  const decoded: number[] = [];
  let openFrames = 0;
  const sample = (index: number): VideoSample => {
    decoded.push(index);
    openFrames += 1;
    let isClosed = false;
    const close = (): void => {
      if (!isClosed) openFrames -= 1;
      isClosed = true;
    };
    const frame = { index, close };
    return {
      timestamp: index * frameSeconds,
      duration: frameSeconds,
      displayWidth: 16,
      displayHeight: 9,
      rotation: 0,
      toVideoFrame: () => frame,
      close: () => undefined,
    } as unknown as VideoSample;
  };
  const packet = (index: number): EncodedPacket =>
    ({ timestamp: index * frameSeconds, duration: frameSeconds, sequenceNumber: index }) as EncodedPacket;
  const indexAt = (seconds: number): number =>
    Math.min(frameCount - 1, Math.floor(seconds / frameSeconds + 1e-6));
  const opened: OpenedVideo = {
    input: { dispose: vi.fn() },
    packets: {
      getPacket: async (seconds) => packet(indexAt(seconds)),
      getKeyPacket: async (seconds) => packet(Math.floor(indexAt(seconds) / keyInterval) * keyInterval),
      packets: async function* (start) {
        for (let index = start?.sequenceNumber ?? 0; index < frameCount; index += 1) yield packet(index);
      },
    } as OpenedVideo['packets'],
    samples: {
      samples: async function* (start = 0) {
        for (let index = indexAt(start); index < frameCount; index += 1) yield sample(index);
      },
      samplesAtTimestamps: async function* (times) {
        for await (const seconds of times) yield sample(indexAt(seconds));
      },
    } as OpenedVideo['samples'],
    cache: new FrameCache(capacity),
    firstSeconds: 0,
    lastSeconds: (frameCount - 1) * frameSeconds,
    frameSeconds,
  };
  const onFrame = vi.fn();
  const reader = new VideoReader(mediaIdOf('clip'), 'clip', {
    maxPixels: 0,
    onFrame,
    open: async () => {
      if (isBroken) throw new Error('no picture');
      return opened;
    },
  });
  const at = (frame: number): number => (frame + 0.1) * frameSeconds;
  /** What is on screen: the index of the frame, and whether it is the one asked for. */
  const look = (frame: number) => {
    const { frame: found, isExact } = reader.look(at(frame));
    return { index: (found?.image.source as unknown as { index: number } | undefined)?.index, isExact };
  };
  const waitFor = (frame: number): Promise<void> =>
    vi.waitFor(() => {
      if (!look(frame).isExact) throw new Error('not yet');
    });
  return { reader, look, waitFor, at, onFrame, decoded, opened, openCount: () => openFrames };
}

describe('VideoReader', () => {
  it('shows the frame asked for, decoded from its key frame, and tells that it has come', async () => {
    const { look, waitFor, onFrame, decoded } = setUp();
    expect(look(17)).toEqual({ index: undefined, isExact: false });
    await waitFor(17);
    expect(look(17)).toEqual({ index: 17, isExact: true });
    expect(decoded).toEqual([12, 13, 14, 15, 16, 17]);
    expect(onFrame).toHaveBeenCalledWith(mediaIdOf('clip'));
  });

  it('has steps back at once, and shows the nearest while it jumps', async () => {
    const { look, waitFor } = setUp();
    look(17);
    await waitFor(17);
    expect(look(14)).toEqual({ index: 14, isExact: true });
    expect(look(40)).toEqual({ index: 17, isExact: false });
    await waitFor(40);
  });

  it('answers every look that waited, also when the frame came by another way', async () => {
    const { look, onFrame, reader, at } = setUp();
    await reader.frame(at(3), { goesOn: true });
    onFrame.mockClear();
    for (const frame of [4, 30, 31, 5, 47]) {
      if (look(frame).isExact) continue;
      await vi.waitFor(() => expect(onFrame).toHaveBeenCalled());
      expect(look(frame).isExact).toBe(true);
      onFrame.mockClear();
    }
  });

  it('goes on forwards with one decoder: nothing is decoded twice', async () => {
    const { waitFor, decoded } = setUp();
    await waitFor(0);
    for (let frame = 1; frame < 30; frame += 1) await waitFor(frame);
    expect(new Set(decoded).size).toBe(decoded.length);
  });

  it('is ahead of playing after a frame was made ready for it', async () => {
    const { reader, at, look } = setUp();
    await reader.frame(at(10), { goesOn: true });
    await vi.waitFor(() => expect(look(13).isExact).toBe(true));
    expect(look(11).isExact).toBe(true);
  });

  it('holds the last frame past the end', async () => {
    const { look, waitFor } = setUp();
    await waitFor(900);
    expect(look(900).index).toBe(frameCount - 1);
  });

  it('keeps no more than it may, and closes all when it is disposed', async () => {
    const { waitFor, reader, openCount, opened } = setUp({ capacity: 5 });
    for (const frame of [3, 40, 11, 25, 26, 27, 2]) await waitFor(frame);
    expect(openCount()).toBeLessThanOrEqual(5);
    reader.dispose();
    await vi.waitFor(() => expect(openCount()).toBe(0));
    expect(opened.input.dispose).toHaveBeenCalled();
  });

  it('says that a video cannot be read, to those who wait, too', async () => {
    const { reader, at, look, onFrame } = setUp({ isBroken: true });
    look(1);
    expect(await reader.frame(at(1))).toBeNull();
    expect(reader.isBroken).toBe(true);
    expect(onFrame).toHaveBeenCalled();
  });
});
