/*
 * RGB to I420 by BT.709 in limited range (16..235 for luma, 16..240 for chroma), rounded to nearest. A canvas frame given
 * to VideoEncoder as it is would be converted by BT.601 and tagged so, which players show with wrong colours.
 * Coefficients of ITU-R BT.709-6, 3.2-3.5, times 2^15. Chroma is the mean of each 2×2 pixels, sited between them.
 */
const shift = 15;
/** Weights of a colour in luma and in both chromas. */
export const red = { y: 5983, u: -3298, v: 14392 };
export const green = { y: 20127, u: -11094, v: -13072 };
export const blue = { y: 2032, u: 14392, v: -1320 };
const lumaOffset = (16 << shift) + (1 << (shift - 1));
const chromaShift = shift + 2;
const chromaOffset = (128 << chromaShift) + (1 << (chromaShift - 1));

/** Order of the bytes of a pixel; the fourth one is not read. */
export type PixelOrder = 'rgbx' | 'bgrx';

/** Bytes of an I420 frame. */
export function i420Bytes(width: number, height: number): number {
  return (width * height * 3) / 2;
}

/**
 * Converts a frame of even width and height; `target` holds `i420Bytes`. The kernel in i420.wat does the same, faster,
 * for the usual widths.
 */
export function convertToI420(
  source: Uint8Array,
  order: PixelOrder,
  { width, height }: { readonly width: number; readonly height: number },
  target: Uint8Array,
): void {
  const pixels = new Uint32Array(source.buffer, source.byteOffset, width * height);
  const first = order === 'rgbx' ? red : blue;
  const third = order === 'rgbx' ? blue : red;
  const { y: y1, u: u1, v: v1 } = first;
  const { y: y2, u: u2, v: v2 } = green;
  const { y: y3, u: u3, v: v3 } = third;
  let u = width * height;
  let v = u + (width * height) / 4;
  for (let row = 0; row < height; row += 2) {
    let top = row * width;
    let bottom = top + width;
    for (const end = top + width; top < end; top += 2, bottom += 2) {
      const a = pixels[top] as number;
      const b = pixels[top + 1] as number;
      const c = pixels[bottom] as number;
      const d = pixels[bottom + 1] as number;
      const a1 = a & 255;
      const a2 = (a >>> 8) & 255;
      const a3 = (a >>> 16) & 255;
      const b1 = b & 255;
      const b2 = (b >>> 8) & 255;
      const b3 = (b >>> 16) & 255;
      const c1 = c & 255;
      const c2 = (c >>> 8) & 255;
      const c3 = (c >>> 16) & 255;
      const d1 = d & 255;
      const d2 = (d >>> 8) & 255;
      const d3 = (d >>> 16) & 255;
      target[top] = (y1 * a1 + y2 * a2 + y3 * a3 + lumaOffset) >> shift;
      target[top + 1] = (y1 * b1 + y2 * b2 + y3 * b3 + lumaOffset) >> shift;
      target[bottom] = (y1 * c1 + y2 * c2 + y3 * c3 + lumaOffset) >> shift;
      target[bottom + 1] = (y1 * d1 + y2 * d2 + y3 * d3 + lumaOffset) >> shift;
      const sum1 = a1 + b1 + c1 + d1;
      const sum2 = a2 + b2 + c2 + d2;
      const sum3 = a3 + b3 + c3 + d3;
      target[u++] = (u1 * sum1 + u2 * sum2 + u3 * sum3 + chromaOffset) >> chromaShift;
      target[v++] = (v1 * sum1 + v2 * sum2 + v3 * sum3 + chromaOffset) >> chromaShift;
    }
  }
}
