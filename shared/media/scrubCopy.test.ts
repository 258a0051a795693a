import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScrubCopy, scrubCopySize, scrubFrameAt, writeScrubCopy } from './scrubCopy';

const picture = fc.uint8Array({ minLength: 1, maxLength: 40 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>;
const copies = fc
  .tuple(
    fc.integer({ min: 1, max: 640 }),
    fc.integer({ min: 1, max: 640 }),
    fc.array(picture, { minLength: 1, maxLength: 30 }),
  )
  .map(([width, height, pictures]) => ({
    width,
    height,
    frames: pictures.map((bytes, index) => ({ startSeconds: (index * 1001) / 24_000, bytes })),
  }));

describe('scrub copies', () => {
  it('come back as they were written, wherever in a buffer they lie', () => {
    fc.assert(
      fc.property(copies, fc.nat(9), (copy, offset) => {
        const written = writeScrubCopy(copy);
        const within = new Uint8Array(written.length + offset);
        within.set(written, offset);
        const { byteSize, ...read } = readScrubCopy(within.subarray(offset)) ?? { byteSize: 0 };
        expect(byteSize).toBe(written.length);
        expect(read).toEqual({
          ...copy,
          frames: copy.frames.map(({ startSeconds, bytes }) => ({
            startSeconds,
            bytes: new Uint8Array(bytes),
          })),
        });
      }),
    );
  });

  it('are refused when a part is missing, and never read outside themselves', () => {
    fc.assert(
      fc.property(copies, fc.nat(), (copy, cut) => {
        const written = writeScrubCopy(copy);
        expect(readScrubCopy(written.subarray(0, cut % written.length))).toBeNull();
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readScrubCopy(bytes) === null));
  });

  it('survive any change of their bytes: refused, or whole', () => {
    fc.assert(
      fc.property(copies, fc.nat(), fc.integer({ min: 1, max: 255 }), (copy, place, change) => {
        const written = writeScrubCopy(copy);
        const at = place % written.length;
        written[at] = (written[at] ?? 0) ^ change;
        const read = readScrubCopy(written);
        const sizes = read?.frames.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0;
        expect(sizes).toBeLessThanOrEqual(written.length);
      }),
    );
  });

  it('tell the frame on screen at a time as the video itself does', () => {
    const frames = [0, 1, 2, 3].map((index) => ({ startSeconds: index / 24, bytes: new Uint8Array(1) }));
    const at = (seconds: number): number => scrubFrameAt({ frames }, seconds);
    expect([-1, 0, 0.9 / 24, 1 / 24 - 5e-5, 1.1 / 24, 3 / 24, 99].map(at)).toEqual([0, 0, 0, 1, 1, 3, 3]);
  });

  it.each([
    [1920, 1080, 640, 360],
    [1080, 1920, 360, 640],
    [320, 200, 320, 200],
    [4000, 3, 640, 1],
  ])('of %i × %i is %i × %i', (width, height, wide, high) => {
    expect(scrubCopySize(width, height)).toEqual({ width: wide, height: high });
  });
});
