/** Pixels of the small grey pictures that frames are compared by: enough to tell shots apart, too few to see grain. */
export const lumaSize = { width: 64, height: 36 } as const;

/** One frame as a small grey picture, a byte a pixel, row by row. */
export type LumaPicture = Uint8Array | Uint8ClampedArray;

const bins = 32;
/** A flash of light lasts this many frames at most. */
const flashFrames = 3;
/** Two pictures that have nothing to do with each other differ by about this much a pixel, share of full brightness. */
const unrelatedDifference = 0.3;

/**
 * How much each frame looks like the beginning of a new shot: 0 = as the one before it, 1 = nothing in common. What
 * comes and goes again within a few frames, as a flash, counts as nothing; the first frame has 0.
 */
export function cutChanges(pictures: readonly LumaPicture[]): number[] {
  const seen = pictures.map((luma) => ({ luma, histogram: histogramOf(luma) }));
  return seen.map((_, index) => {
    if (index === 0) return 0;
    let least = 1;
    // The frame before against those that follow, and this frame against those before: all must differ at a cut.
    for (let away = 0; away <= flashFrames && least > 0; away += 1) {
      for (const [a, b] of [
        [seen[index - 1], seen[index + away]],
        [seen[index - 1 - away], seen[index]],
      ] as const) {
        if (a && b) least = Math.min(least, distance(a, b));
      }
    }
    return least;
  });
}

interface Seen {
  readonly luma: LumaPicture;
  readonly histogram: readonly number[];
}

/** Brightness as a whole and pixel by pixel: the one does not mind movement, the other not the same light. */
function distance(a: Seen, b: Seen): number {
  const pixels = Math.min(1, meanDifference(a.luma, b.luma) / unrelatedDifference);
  return (histogramDistance(a.histogram, b.histogram) + pixels) / 2;
}

function meanDifference(a: LumaPicture, b: LumaPicture): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return a.length === 0 ? 0 : sum / (255 * a.length);
}

/**
 * Shares of pixels by brightness. Each pixel counts in the two bins it lies between, so that a breath of light does not
 * carry a whole wall from one bin into the next.
 */
function histogramOf(luma: LumaPicture): number[] {
  const shares = Array.from({ length: bins }, () => 0);
  for (const value of luma) {
    const place = Math.min(bins - 1, Math.max(0, ((value + 0.5) * bins) / 256 - 0.5));
    const bin = Math.floor(place);
    const next = Math.min(bins - 1, bin + 1);
    shares[bin] = (shares[bin] ?? 0) + (1 - (place - bin)) / luma.length;
    shares[next] = (shares[next] ?? 0) + (place - bin) / luma.length;
  }
  return shares;
}

/** 0 = the same brightness, 1 = nothing in common. */
function histogramDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let bin = 0; bin < bins; bin += 1) sum += Math.abs((a[bin] ?? 0) - (b[bin] ?? 0));
  return sum / 2;
}
