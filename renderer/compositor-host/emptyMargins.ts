/** A rectangle of whole pixels. */
export interface PixelArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Empty pixels kept around what is cut out, so that its edges are smoothed against nothing as before. */
const margin = 2;

/**
 * The smallest part of a picture that holds all that can be seen of it; null when nothing can.
 * `pixels`: four bytes each, alpha last, read as little-endian numbers.
 */
export function visibleArea(pixels: Uint32Array, width: number, height: number): PixelArea | null {
  const isRowVisible = (y: number): boolean => {
    for (let at = y * width; at < (y + 1) * width; at += 1)
      if ((pixels[at] as number) >>> 24 !== 0) return true;
    return false;
  };
  let top = 0;
  while (top < height && !isRowVisible(top)) top += 1;
  if (top === height) return null;
  let bottom = height - 1;
  while (!isRowVisible(bottom)) bottom -= 1;
  let left = width - 1;
  let right = 0;
  for (let y = top; y <= bottom; y += 1) {
    const row = y * width;
    // Only what lies outside the columns found so far can widen them.
    for (let x = 0; x < left; x += 1) if ((pixels[row + x] as number) >>> 24 !== 0) left = x;
    for (let x = width - 1; x > right; x -= 1) if ((pixels[row + x] as number) >>> 24 !== 0) right = x;
  }
  const x = Math.max(0, Math.min(left, right) - margin);
  const y = Math.max(0, top - margin);
  return {
    x,
    y,
    width: Math.min(width, Math.max(left, right) + 1 + margin) - x,
    height: Math.min(height, bottom + 1 + margin) - y,
  };
}
