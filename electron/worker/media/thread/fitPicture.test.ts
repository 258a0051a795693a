import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import { afterAll, describe, expect, it } from 'vitest';
import { fitPicture } from './fitPicture.ts';
import { writePng } from './writePng.ts';

const folder = mkdtempSync(join(tmpdir(), 'ekonte-fit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Noise does not shrink by itself. */
function noise(width: number, height: number): string {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < pixels.length; index += 1)
    pixels[index] = index % 4 === 3 ? 255 : (index * 7919) % 251;
  const path = join(folder, `${width}x${height}.png`);
  writeFileSync(path, writePng(width, height, pixels));
  return path;
}

const limits = { minSide: 300, maxBytes: 10_000_000, ratio: { min: 0.4, max: 2.5 } };

async function fitted(path: string, of = limits) {
  const answer = await fitPicture({ kind: 'fit', path, limits: of });
  if (!answer.ok) return answer;
  const { width = 0, height = 0, type } = imageSize(answer.value);
  return { width, height, type, bytes: answer.value.byteLength };
}

describe('a picture made to fit', () => {
  it.each([
    [200, 100, 600, 300],
    [640, 360, 640, 360],
    // Cut to 2.5 to 1, then as large as it must be.
    [1000, 100, 750, 300],
    [100, 1000, 300, 750],
    [5000, 2500, 4096, 2048],
  ])('%i × %i becomes %i × %i', async (width, height, wide, high) => {
    expect(await fitted(noise(width, height))).toMatchObject({ width: wide, height: high, type: 'jpg' });
  });

  it('is made lighter, then smaller, until it is light enough', async () => {
    const result = await fitted(noise(1200, 800), { ...limits, maxBytes: 60_000 });
    expect(result).toMatchObject({ type: 'jpg' });
    expect('bytes' in result && result.bytes).toBeLessThanOrEqual(60_000);
    expect('width' in result && Math.min(result.width, result.height)).toBeGreaterThanOrEqual(300);
  });

  it('is refused when even the smallest is too heavy, or it is no picture', async () => {
    expect(await fitted(noise(400, 400), { ...limits, maxBytes: 100 })).toMatchObject({
      ok: false,
      code: 'tooLarge',
    });
    const path = join(folder, 'no.png');
    writeFileSync(path, 'not a picture');
    expect(await fitted(path)).toMatchObject({ ok: false, code: 'unreadable' });
  });
});
