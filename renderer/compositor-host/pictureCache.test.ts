import type { PaintImage } from '@shared/compositor/paint';
import { describe, expect, it, vi } from 'vitest';
import { type Closable, PictureCache } from './pictureCache';

function setUp(maxPixels: number) {
  const closed: string[] = [];
  const made: string[] = [];
  const cache = new PictureCache<Closable>(maxPixels);
  const acquire = (name: string, width = 10): Promise<PaintImage<Closable>> =>
    cache.acquire(name, async () => {
      made.push(name);
      return { source: { width, height: 1, close: () => closed.push(name) }, width, height: 1 };
    });
  return { cache, acquire, closed, made };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('pictures kept from shot to shot', () => {
  it('are made once, also for two at a time, and never closed while somebody uses them', async () => {
    const { cache, acquire, closed, made } = setUp(0);
    const [one, two] = await Promise.all([acquire('a'), acquire('a')]);
    expect(one).toBe(two);
    cache.release('a');
    await settle();
    expect([made, closed]).toEqual([['a'], []]);
    cache.release('a');
    await settle();
    expect(closed).toEqual(['a']);
  });

  it('stay for the next shot within the bound, those used longest ago go first', async () => {
    const { cache, acquire, closed, made } = setUp(25);
    for (const name of ['a', 'b', 'a', 'c']) {
      await acquire(name);
      cache.release(name);
    }
    await settle();
    expect([made, closed]).toEqual([['a', 'b', 'c'], ['b']]);
    cache.clear();
    await settle();
    expect(closed).toEqual(['b', 'a', 'c']);
  });

  it('are tried anew after a failure', async () => {
    const { cache, acquire } = setUp(25);
    const fail = vi.fn(() => Promise.reject(new Error('gone')));
    await expect(cache.acquire('a', fail)).rejects.toThrow('gone');
    await expect(cache.acquire('a', fail)).rejects.toThrow('gone');
    expect(fail).toHaveBeenCalledTimes(2);
    expect((await acquire('a')).width).toBe(10);
  });
});
