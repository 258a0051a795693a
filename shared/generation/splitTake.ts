import { roundToFrames } from '../time/frames';
import type { Rate } from '../time/rate';

/** One frame of a clip as a histogram of brightness: shares of pixels by bin, adding up to 1. */
export type LumaHistogram = readonly number[];

/** The frames around a planned cut, in order, at the clip's own rate. */
export interface CutWindow {
  /** Time of the first of `frames` in the clip, seconds. */
  readonly startSeconds: number;
  readonly secondsPerFrame: number;
  readonly frames: readonly {
    readonly histogram: LumaHistogram;
    /** Mean difference of pixels to the frame before, 0..1; 0 for the first of the window. */
    readonly difference: number;
  }[];
}

export interface SplitPart {
  /** Where it begins in the clip, frames at the project's rate. */
  readonly mediaInFrames: number;
  readonly lengthFrames: number;
  /** How sure the cut before it is: 0 = as planned, nothing was seen; 1 = a hard cut. The first part begins the clip: 1. */
  readonly confidence: number;
}

/** A cut is looked for this far on either side of where it was planned, seconds. */
export const cutSearchSeconds = 0.75;
/** Changes below this are movement, not a cut. */
const cutThreshold = 0.22;
/** A cut stands out from the changes around it this many times. */
const cutContrast = 2.5;

/** Where the cuts of a clip of several shots are planned: seconds from its beginning, without the first. */
export function plannedCuts(seconds: readonly number[]): number[] {
  const cuts: number[] = [];
  let at = 0;
  for (const length of seconds.slice(0, -1)) {
    at += length;
    cuts.push(at);
  }
  return cuts;
}

/**
 * The shots of a clip: one part each, touching, together the whole clip. A cut that is seen near its planned place is
 * taken to the frame; else the planned place stands. Exact where nothing was seen: frames are rounded once, from the
 * sum, so lengths never drift.
 * @param seconds of the shots as asked for
 * @param fileFrames length of the clip at the project's rate
 * @param windows by cut; null = not looked at
 */
export function splitTake(
  seconds: readonly number[],
  rate: Rate,
  fileFrames: number,
  windows: readonly (CutWindow | null)[] = [],
): SplitPart[] {
  const starts = [{ frame: 0, confidence: 1 }];
  for (const [index, planned] of plannedCuts(seconds).entries()) {
    const window = windows[index];
    const found = window ? findCut(window, planned) : null;
    const at = found?.seconds ?? planned;
    // A part has at least one frame, and leaves one to each that follows.
    const least = (starts.at(-1)?.frame ?? 0) + 1;
    const most = fileFrames - (seconds.length - 1 - index);
    const frame = Math.max(least, Math.min(roundToFrames((at * rate.num) / rate.den), most));
    starts.push({ frame, confidence: found?.confidence ?? 0 });
  }
  return starts.map(({ frame, confidence }, index) => ({
    mediaInFrames: frame,
    lengthFrames: Math.max(1, (starts[index + 1]?.frame ?? fileFrames) - frame),
    confidence,
  }));
}

/**
 * The frame that a new shot begins with, near where it was planned: the one that differs most from the frame before,
 * in its brightness and pixel by pixel, and stands out from its surroundings. Of equals, the nearest to the plan.
 * @returns null when nothing looks like a cut
 */
export function findCut(
  { startSeconds, secondsPerFrame, frames }: CutWindow,
  plannedSeconds: number,
): { readonly seconds: number; readonly confidence: number } | null {
  const changes = frames.map((frame, index) => {
    const before = frames[index - 1];
    return before ? (histogramDistance(before.histogram, frame.histogram) + frame.difference) / 2 : 0;
  });
  let best: { index: number; score: number } | null = null;
  for (let index = 1; index < changes.length; index += 1) {
    const at = startSeconds + index * secondsPerFrame;
    const distance = Math.abs(at - plannedSeconds) / cutSearchSeconds;
    if (distance > 1 + 1e-9) continue;
    const change = changes[index] ?? 0;
    const around = medianOf([
      ...changes.slice(Math.max(1, index - 6), index),
      ...changes.slice(index + 1, index + 7),
    ]);
    if (change < cutThreshold || change < cutContrast * around) continue;
    // A planned place is good evidence by itself: far ones need a clearer change.
    const score = change * (1 - 0.3 * distance);
    if (!best || score > best.score + 1e-9) best = { index, score };
  }
  if (!best) return null;
  return { seconds: startSeconds + best.index * secondsPerFrame, confidence: Math.min(1, best.score / 0.5) };
}

/** 0 = the same brightness, 1 = nothing in common. */
export function histogramDistance(a: LumaHistogram, b: LumaHistogram): number {
  let sum = 0;
  for (let bin = 0; bin < Math.max(a.length, b.length); bin += 1)
    sum += Math.abs((a[bin] ?? 0) - (b[bin] ?? 0));
  return sum / 2;
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
