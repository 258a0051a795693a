/** Seconds of a clip, both ends in. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What has to be decoded to see all windows: each alone, from the key frame before it, unless decoding gets there anyway when it goes
 * on from the window before.
 * @param keyFrameBefore seconds of the last key frame at or before a moment; null = nobody knows
 * @returns in order, none over another
 */
export async function stretchesOf(
  windows: readonly Stretch[],
  keyFrameBefore: (seconds: number) => Promise<number | null>,
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = [];
  for (const { from, to } of windows.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    const begin = last && from > last.to ? ((await keyFrameBefore(from)) ?? 0) : from;
    if (last && begin <= last.to)
      stretches[stretches.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else stretches.push({ from, to });
  }
  return stretches;
}
