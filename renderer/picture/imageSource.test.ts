import { mediaIdOf } from '@shared/compositor/pictureFixtures';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  type ImageLevel,
  type ImageRequest,
  ImageSource,
  imageLevel,
  isSmall,
  type LoadedImage,
  levelSize,
} from './imageSource';

class FakeImage implements LoadedImage {
  isClosed = false;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  close(): void {
    this.isClosed = true;
  }
}

const natural = { width: 2000, height: 1000 };

/** A source whose loads end when the test says so. */
function setUp(maxPixels = 100_000_000) {
  const pending: { level: ImageLevel; name: string; finish: (image: FakeImage | null) => void }[] = [];
  let nowMs = 0;
  const load = vi.fn(
    ({ mediaId, level }: ImageRequest) =>
      new Promise<FakeImage>((resolve, reject) => {
        pending.push({
          level,
          name: mediaId,
          finish: (image) => (image ? resolve(image) : reject(new Error('gone'))),
        });
      }),
  );
  const source = new ImageSource<FakeImage>({ load, maxPixels, now: () => nowMs });
  const settle = async (image: FakeImage | null = new FakeImage(2000, 1000)): Promise<void> => {
    pending.shift()?.finish(image);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { source, load, pending, settle, wait: (ms: number) => (nowMs += ms) };
}

const flush = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('imageLevel', () => {
  it.each([
    { width: 4000, wanted: 4000, level: 0 },
    { width: 4000, wanted: 2001, level: 0 },
    { width: 4000, wanted: 2000, level: 1 },
    { width: 4000, wanted: 700, level: 2 },
    { width: 4000, wanted: 320, level: 'thumbnail' },
    { width: 300, wanted: 100, level: 1 },
    { width: 300, wanted: 5000, level: 0 },
  ])('$width px drawn $wanted px wide: $level', ({ width, wanted, level }) => {
    expect(imageLevel({ width, height: width }, wanted)).toBe(level);
  });

  it('is never stretched and shrinks by less than half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 321, max: 8192 }),
        fc.integer({ min: 321, max: 8192 }),
        (width, wanted) => {
          const level = imageLevel({ width, height: width }, wanted);
          if (level === 'thumbnail') throw new Error('too wide for a thumbnail');
          const loaded = width / 2 ** level;
          expect(loaded >= wanted || level === 0).toBe(true);
          expect(loaded < wanted * 2 + 1e-9 || level === 0).toBe(true);
        },
      ),
    );
  });
});

const askFor = (width: number, height: number, level: ImageLevel): ImageRequest => ({
  mediaId: mediaIdOf('a'),
  level,
  natural: { width, height },
});

it.each([
  { request: askFor(4000, 2001, 'thumbnail'), size: null, small: true },
  { request: askFor(4000, 2001, 0), size: null, small: false },
  { request: askFor(4000, 2001, 2), size: { width: 1000, height: 501 }, small: false },
  { request: askFor(320, 320, 0), size: null, small: true },
  { request: askFor(320, 321, 0), size: null, small: false },
  { request: askFor(3, 1, 2), size: { width: 1, height: 1 }, small: true },
])('$request.natural at $request.level', ({ request, size, small }) => {
  expect(levelSize(request)).toEqual(size);
  expect(isSmall(request)).toBe(small);
});

describe('ImageSource', () => {
  it('loads once for all who ask, and tells when it has come', async () => {
    const { source, load, settle } = setUp();
    const seen = vi.fn();
    source.subscribe(seen);
    expect(source.find(mediaIdOf('a'), natural, 2000)).toEqual({ image: null, isSharp: false });
    const lease = source.acquire(mediaIdOf('a'), natural, 1900);
    await flush();
    expect(load).toHaveBeenCalledTimes(1);
    await settle();
    expect(seen).toHaveBeenCalledWith(mediaIdOf('a'));
    expect(source.find(mediaIdOf('a'), natural, 2000).isSharp).toBe(true);
    expect((await lease)?.image.width).toBe(2000);
  });

  it('shows another size until the right one is there', async () => {
    const { source, settle } = setUp();
    source.find(mediaIdOf('a'), natural, 200);
    await flush();
    await settle(new FakeImage(320, 160));
    const found = source.find(mediaIdOf('a'), natural, 2000);
    expect(found.image?.width).toBe(320);
    expect(found.isSharp).toBe(false);
  });

  it('drops what was longest not used when memory is full, and closes it', async () => {
    const { source, settle } = setUp(4_000_000);
    const images: FakeImage[] = [];
    for (const name of ['a', 'b', 'c']) {
      source.find(mediaIdOf(name), natural, 2000);
      if (name === 'c') source.find(mediaIdOf('a'), natural, 2000);
      await flush();
      images.push(new FakeImage(2000, 1000));
      await settle(images.at(-1));
    }
    expect(images.map(({ isClosed }) => isClosed)).toEqual([false, true, false]);
  });

  it('keeps what is in use, however full', async () => {
    const { source, settle } = setUp(2_000_000);
    const first = source.acquire(mediaIdOf('a'), natural, 2000);
    await flush();
    await settle();
    const held = await first;
    source.find(mediaIdOf('b'), natural, 2000);
    await flush();
    await settle();
    expect(held?.image.isClosed).toBe(false);
    source.find(mediaIdOf('b'), natural, 2000);
    held?.release();
    held?.release();
    source.find(mediaIdOf('c'), natural, 2000);
    await flush();
    await settle();
    expect(held?.image.isClosed).toBe(true);
  });

  it('tries a missing media again, later each time, and at once when asked to', async () => {
    const { source, load, settle, wait } = setUp();
    const ask = async (): Promise<void> => {
      source.find(mediaIdOf('a'), natural, 2000);
      await flush();
    };
    await ask();
    await settle(null);
    expect(source.isMissing(mediaIdOf('a'))).toBe(true);
    expect(await source.acquire(mediaIdOf('a'), natural, 2000)).toBeNull();
    await ask();
    expect(load).toHaveBeenCalledTimes(1);
    wait(1_000);
    await ask();
    expect(load).toHaveBeenCalledTimes(2);
    await settle(null);
    wait(1_000);
    await ask();
    expect(load).toHaveBeenCalledTimes(2);
    source.forget(new Set([mediaIdOf('a')]));
    await ask();
    expect(load).toHaveBeenCalledTimes(3);
    await settle();
    expect(source.isMissing(mediaIdOf('a'))).toBe(false);
  });

  it('forgets a picture whose file is another, and lets go of it when nobody uses it', async () => {
    const { source, load, settle } = setUp();
    const [kept, used] = [new FakeImage(2000, 1000), new FakeImage(2000, 1000)];
    source.find(mediaIdOf('a'), natural, 2000);
    await flush();
    await settle(kept);
    const acquiring = source.acquire(mediaIdOf('b'), natural, 2000);
    await flush();
    await settle(used);
    const lease = await acquiring;
    const told: string[] = [];
    source.subscribe((mediaId) => told.push(mediaId));
    source.forget(new Set(['a', 'b'].map(mediaIdOf)));
    expect([kept.isClosed, used.isClosed]).toEqual([true, false]);
    expect(told).toEqual(['a', 'b'].map(mediaIdOf));
    lease?.release();
    expect(used.isClosed).toBe(true);
    source.find(mediaIdOf('a'), natural, 2000);
    await flush();
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('loads few at once, and what is looked at before the rest', async () => {
    const { source, pending, settle } = setUp();
    for (const name of ['i1', 'i2', 'i3', 'i4']) void source.acquire(mediaIdOf(name), natural, 2000, 'idle');
    source.find(mediaIdOf('soon'), natural, 2000);
    await flush();
    expect(pending.map(({ name }) => name)).toEqual(['i1', 'i2', 'i3'].map(mediaIdOf));
    await settle();
    expect(pending.at(-1)?.name).toBe(mediaIdOf('soon'));
  });

  it('small ones do not wait for large ones', async () => {
    const { source, pending } = setUp();
    for (const name of ['l1', 'l2', 'l3', 'l4']) source.find(mediaIdOf(name), natural, 2000);
    source.find(mediaIdOf('thumbnail'), natural, 300);
    source.find(mediaIdOf('small'), { width: 320, height: 180 }, 2000);
    await flush();
    expect(pending.map(({ name }) => name)).toEqual(
      ['l1', 'l2', 'l3', 'thumbnail', 'small'].map((name) => mediaIdOf(name)),
    );
  });

  it('closes all it holds when it is disposed, and what comes after', async () => {
    const { source, settle } = setUp();
    const image = new FakeImage(2000, 1000);
    const late = new FakeImage(2000, 1000);
    source.find(mediaIdOf('a'), natural, 2000);
    await flush();
    await settle(image);
    source.find(mediaIdOf('b'), natural, 2000);
    await flush();
    source.dispose();
    await settle(late);
    expect(image.isClosed).toBe(true);
    expect(late.isClosed).toBe(true);
  });
});
