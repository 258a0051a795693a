/*
 * Recordings of dialogue lines: 16-bit samples of one channel.
 */

export const bytesPerSample = 2;
/** A line is a few seconds long; what is longer was left running. */
export const longestRecordingSeconds = 1_800;
/** Pieces in which a recording goes to the disk, at most: a second at the highest rate. */
export const mostPieceBytes = 192_000 * 2 * bytesPerSample;

/** Samples from -1 to 1 as 16-bit ones; what is too loud is cut off. */
export function toInt16(samples: Float32Array): Int16Array {
  const result = new Int16Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    const sample = Math.max(-1, Math.min(1, samples[index] as number));
    result[index] = Math.round(sample * (sample < 0 ? 0x8000 : 0x7fff));
  }
  return result;
}

/** Several channels as one, their mean. */
export function mixDown(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (!first) return new Float32Array(0);
  if (others.length === 0) return first;
  return first.map(
    (sample, index) =>
      others.reduce((sum, channel) => sum + (channel[index] ?? 0), sample) / (others.length + 1),
  );
}

/** The loudest of some samples, 0 … 1. */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return Math.min(1, peak);
}

/** The floor of meters, dB below full. */
export const meterFloorDb = -60;

/** Where a meter stands for a peak, 0 … 1: even steps of dB from the floor to full. */
export function meterShare(peak: number): number {
  if (peak <= 0) return 0;
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(peak)) / meterFloorDb));
}
