import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertToI420, i420Bytes, type PixelOrder } from './i420';
import { createI420Converter, plainConverter } from './i420Converter';

function converted(pixel: readonly [number, number, number], order: PixelOrder): number[] {
  const size = { width: 2, height: 2 };
  const source = new Uint8Array(16);
  for (let index = 0; index < 4; index += 1) source.set([...pixel, 255], index * 4);
  const target = new Uint8Array(i420Bytes(2, 2));
  convertToI420(source, order, size, target);
  return [target[0] ?? -1, target[4] ?? -1, target[5] ?? -1];
}

describe('convertToI420', () => {
  // Limited-range BT.709 codes of the colour bars (ITU-R BT.709-6, 8 bits).
  it.each([
    { name: 'black', rgb: [0, 0, 0], yuv: [16, 128, 128] },
    { name: 'white', rgb: [255, 255, 255], yuv: [235, 128, 128] },
    { name: 'grey', rgb: [128, 128, 128], yuv: [126, 128, 128] },
    { name: 'red', rgb: [255, 0, 0], yuv: [63, 102, 240] },
    { name: 'green', rgb: [0, 255, 0], yuv: [173, 42, 26] },
    { name: 'blue', rgb: [0, 0, 255], yuv: [32, 240, 118] },
    { name: 'yellow', rgb: [255, 255, 0], yuv: [219, 16, 138] },
  ] as const)('$name', ({ rgb, yuv }) => {
    expect(converted(rgb, 'rgbx')).toEqual(yuv);
    expect(converted([rgb[2], rgb[1], rgb[0]], 'bgrx')).toEqual(yuv);
  });

  it('keeps every grey neutral', () => {
    for (let level = 0; level < 256; level += 1) {
      expect(converted([level, level, level], 'rgbx').slice(1)).toEqual([128, 128]);
    }
  });

  it('takes the mean colour of four pixels', () => {
    const source = Uint8Array.from([255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255]);
    const target = new Uint8Array(6);
    convertToI420(source, 'rgbx', { width: 2, height: 2 }, target);
    expect([...target]).toEqual([63, 63, 32, 32, 171, 179]);
  });
});

describe('the kernel', () => {
  it('gives the same bytes as the plain code', async () => {
    const size = { width: 24, height: 6 };
    const kernel = await createI420Converter(size);
    const plain = plainConverter(size);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24 * 6 * 4, maxLength: 24 * 6 * 4 }),
        fc.constantFrom<PixelOrder>('rgbx', 'bgrx'),
        (bytes, order) => {
          kernel.pixels.set(bytes);
          plain.pixels.set(bytes);
          kernel.convert(order);
          plain.convert(order);
          expect(kernel.bytes).toEqual(plain.bytes);
        },
      ),
    );
  });

  it.each([0, 255])('does not overflow at the limit %i', async (level) => {
    const size = { width: 16, height: 2 };
    const kernel = await createI420Converter(size);
    const plain = plainConverter(size);
    kernel.pixels.fill(level);
    plain.pixels.fill(level);
    kernel.convert('rgbx');
    plain.convert('rgbx');
    expect(kernel.bytes).toEqual(plain.bytes);
  });

  it('leaves widths it does not take to the plain code', async () => {
    const size = { width: 18, height: 2 };
    const converter = await createI420Converter(size);
    converter.pixels.fill(255);
    converter.convert('rgbx');
    expect([...converter.bytes.slice(0, 36)]).toEqual(new Array(36).fill(235));
  });
});
