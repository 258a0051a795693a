import { z } from 'zod';
import { secondsToFrames } from '../time/frames';
import type { Rate } from '../time/rate';

/** The frames around a planned cut, in order. */
export const cutWindowSchema = z.object({
  frames: z
    .array(
      z.object({
        /** When it begins to show, seconds in the clip. */
        seconds: z.number(),
        /** How much it looks like the beginning of a new shot: see cutChanges. */
        change: z.number().min(0).max(1),
      }),
    )
    .max(1_000),
});
export type CutWindow = z.infer<typeof cutWindowSchema>;

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
const cutThreshold = 0.16;
/** A cut stands out from the changes around it this many times. */
const cutContrast = 2.5;
/** Frames on either side that a cut is compared with. */
export const framesAround = 6;
/**
 * It is compared with the third largest change around it: two more cuts do not hide it, and a film drawn on threes, where
 * every third frame jumps and the others stand still, does not look like one of many cuts.
 */
const rankAround = 2;
/** A change of this much is a cut beyond doubt. */
const sureChange = 0.5;
/** A frame of a take is shown from this far into its time on, share of a frame: see videoFrames of the compositor host. */
const insideFrame = 0.1;

/** Seconds that are looked at beyond where a cut is looked for: what it is compared with, down to 20 frames a second. */
const secondsAround = 0.5;

/** What is to be looked at around a planned cut, seconds in the clip. */
export function cutWindowSpan(plannedSeconds: number): { readonly from: number; readonly to: number } {
  const half = cutSearchSeconds + secondsAround;
  return { from: Math.max(0, plannedSeconds - half), to: plannedSeconds + half };
}

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
  const cuts = plannedCuts(seconds);
  for (const [index, planned] of cuts.entries()) {
    const window = windows[index];
    // What lies nearer to the next planned cut is that one's.
    const reach = Math.min(
      cutSearchSeconds,
      (planned - (cuts[index - 1] ?? 0)) / 2,
      ((cuts[index + 1] ?? Number.POSITIVE_INFINITY) - planned) / 2,
    );
    const found = window ? findCut(window, planned, reach) : null;
    const wanted = found ? firstFrameShowing(found.seconds, rate) : secondsToFrames(planned, rate);
    // A part has at least one frame, and leaves one to each that follows.
    const least = (starts.at(-1)?.frame ?? 0) + 1;
    const most = fileFrames - (seconds.length - 1 - index);
    const frame = Math.max(least, Math.min(wanted, most));
    starts.push({ frame, confidence: found?.confidence ?? 0 });
  }
  return starts.map(({ frame, confidence }, index) => ({
    mediaInFrames: frame,
    lengthFrames: Math.max(1, (starts[index + 1]?.frame ?? fileFrames) - frame),
    confidence,
  }));
}

/** The first frame of the project that shows what a clip shows from a moment on, whatever the clip's own rate. */
function firstFrameShowing(seconds: number, { num, den }: Rate): number {
  return Math.ceil((seconds * num) / den - insideFrame);
}

/**
 * The frame that a new shot begins with, near where it was planned: the one that differs most from what was before, and
 * stands out from the changes around it. Of equals, the nearest to the plan.
 * @param reach how far from the plan it is looked for, seconds
 * @returns null when nothing looks like a cut
 */
export function findCut(
  { frames }: CutWindow,
  plannedSeconds: number,
  reach: number = cutSearchSeconds,
): { readonly seconds: number; readonly confidence: number } | null {
  const changes = frames.map(({ change }) => change);
  let best: { seconds: number; change: number; score: number } | null = null;
  for (const [index, { seconds, change }] of frames.entries()) {
    const distance = Math.abs(seconds - plannedSeconds);
    if (index === 0 || distance > reach + 1e-9) continue;
    const around = [
      ...changes.slice(Math.max(1, index - framesAround), index),
      ...changes.slice(index + 1, index + 1 + framesAround),
    ].sort((a, b) => b - a);
    if (change < cutThreshold || change < cutContrast * (around[rankAround] ?? 0)) continue;
    // A planned place is good evidence by itself: far ones need a clearer change.
    const score = change * (1 - 0.3 * (distance / cutSearchSeconds));
    if (!best || score > best.score + 1e-9) best = { seconds, change, score };
  }
  return best && { seconds: best.seconds, confidence: Math.min(1, best.score / sureChange) };
}
