import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWhole } from './integrity.ts';
import { writePng } from './writePng.ts';

test('what is written is read back, pixel by pixel, and passes our own check', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(255),
      async (width, height, seed) => {
        // Opaque or empty: between, the canvas rounds colours by their alpha.
        const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => {
          const isEmpty = (Math.floor(at / 4) + seed) % 5 === 0;
          return isEmpty ? 0 : at % 4 === 3 ? 255 : (at * 31 + seed) % 256;
        });
        const png = Buffer.from(writePng(width, height, pixels));
        expect(isWhole('png', png)).toBe(true);
        const context = createCanvas(width, height).getContext('2d');
        context.drawImage(await loadImage(png), 0, 0);
        expect(context.getImageData(0, 0, width, height).data).toEqual(pixels);
      },
    ),
    { numRuns: 40 },
  );
});
