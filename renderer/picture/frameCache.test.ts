import { describe, expect, it, type Mock, vi } from 'vitest';
import { type DecodedFrame, FrameCache } from './frameCache';

const frame = (index: number): DecodedFrame & { close: Mock<() => void> } => ({
  image: { source: {} as CanvasImageSource, width: 1, height: 1 },
  startSeconds: index / 24,
  endSeconds: (index + 1) / 24,
  close: vi.fn<() => void>(),
});

describe('FrameCache', () => {
  it('gives the frame on screen at a time, though written times are rounded', () => {
    const cache = new FrameCache(4);
    const frames = [0, 1, 2].map(frame);
    for (const each of frames) cache.add(each);
    expect(cache.at(0)).toBe(frames[0]);
    expect(cache.at(1 / 24 - 0.00005)).toBe(frames[1]);
    expect(cache.at(1.99 / 24)).toBe(frames[1]);
    expect(cache.at(3.1 / 24)).toBeUndefined();
    expect(cache.nearest(3.1 / 24)).toBe(frames[2]);
  });

  it('drops and closes what is furthest from the place looked at, behind before ahead', () => {
    const cache = new FrameCache(4);
    const frames = Array.from({ length: 6 }, (_, index) => frame(index));
    cache.setCentre(3 / 24);
    for (const each of frames) cache.add(each);
    expect(frames.map(({ close }) => close.mock.calls.length)).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('closes a frame that comes twice, and all when cleared', () => {
    const cache = new FrameCache(3);
    const [first, again] = [frame(0), frame(0)];
    cache.add(first);
    cache.add(again);
    expect(first.close).toHaveBeenCalledTimes(1);
    cache.clear();
    expect(again.close).toHaveBeenCalledTimes(1);
    expect(cache.at(0)).toBeUndefined();
  });
});
