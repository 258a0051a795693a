import { convertFrames, type Frames, frames } from './frames';
import { nominalFramesPerSecond, type Rate } from './rate';
import { atTimecodeNumbers, timecodeNumbers } from './timecode';

/** Frames at one rate as frames at another, by the one rounding rule, and how often that was not exact. */
export interface Rescale {
  readonly from: Rate;
  readonly to: Rate;
  at(value: number): Frames;
  /** Whether the moment falls between two frames of the new rate. */
  isRounded(value: number): boolean;
}

export function rescale(from: Rate, to: Rate): Rescale {
  const divisor = from.num * to.den;
  return {
    from,
    to,
    at: (value) => convertFrames(value, from, to),
    isRounded: (value) => (value * from.den * to.num) % divisor !== 0,
  };
}

/**
 * Lengths that follow each other: cuts are rounded, not lengths, so that the whole is as long as it would be if it were
 * rounded once. Each is one frame at least; what that takes is given back by those behind it as soon as they can.
 */
export function rescaleRun(lengths: readonly number[], { at }: Rescale): Frames[] {
  let before = 0;
  let end = 0;
  return lengths.map((length) => {
    before += length;
    const start = end;
    end = Math.max(start + 1, at(before));
    return frames(end - start);
  });
}

/**
 * The timecode a film starts at, at another rate: it reads the same. 01:00:00:00 stays 01:00:00:00; the frames behind
 * the seconds are scaled. By its numbers, not its text: above 100 frames a second and 99 hours texts have more digits.
 */
export function rescaleStart(
  start: Frames,
  { from, to, isDropFrame }: { from: Rate; to: Rate; isDropFrame: boolean },
): Frames {
  const nominal = nominalFramesPerSecond(to);
  const { seconds, frame } = timecodeNumbers(start, from, isDropFrame);
  const scaled = Math.floor((frame * nominal) / nominalFramesPerSecond(from) + 0.5);
  const count = atTimecodeNumbers({ seconds, frame: Math.min(nominal - 1, scaled) }, to, isDropFrame);
  return frames(start < 0 ? -count : count);
}
