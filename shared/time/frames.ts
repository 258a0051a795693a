import { z } from 'zod';
import type { Rate } from './rate';

/** A whole number of frames at the project's rate: a position or a length. */
export const framesSchema = z.int().min(-100_000_000).max(100_000_000).brand<'Frames'>();
export type Frames = z.infer<typeof framesSchema>;

/** A length: at least one frame. */
export const lengthSchema = z.int().min(1).max(100_000_000).brand<'Frames'>();

/** Half open: `start` is in, `end` is not. */
export interface FrameRange {
  readonly start: Frames;
  readonly end: Frames;
}

/**
 * Gates the making of a Frames value.
 * @throws RangeError when `value` is no whole number.
 */
export function frames(value: number): Frames {
  if (!Number.isInteger(value)) throw new RangeError(`${value} is no whole number of frames`);
  // -0 would survive JSON as 0 and break byte equality of a document and its saved copy.
  return (value === 0 ? 0 : value) as Frames;
}

/** The one rounding rule of the program: to the nearest frame, halves up. */
export function roundToFrames(value: number): Frames {
  return frames(Math.floor(value + 0.5));
}

export function addFrames(a: Frames, b: number): Frames {
  return frames(a + b);
}

/** The frame nearest to a time in seconds. */
export function secondsToFrames(seconds: number, rate: Rate): Frames {
  return roundToFrames((seconds * rate.num) / rate.den);
}

/** The frame that is on screen at a time in seconds: the last one that has begun. */
export function frameAtSeconds(seconds: number, rate: Rate): Frames {
  // A hair over, so that the start of frame n, itself a rounded decimal, is frame n.
  return frames(Math.floor((seconds * rate.num) / rate.den + 1e-6));
}

/** The start of a frame in seconds. */
export function framesToSeconds(value: number, rate: Rate): number {
  return (value * rate.den) / rate.num;
}

/** The first sound sample of a frame at a sample rate in Hz. */
export function framesToSamples(value: number, rate: Rate, sampleRate: number): number {
  return Math.round((value * rate.den * sampleRate) / rate.num);
}

/** The frame nearest to a count of sound samples at a sample rate in Hz. */
export function samplesToFrames(samples: number, rate: Rate, sampleRate: number): Frames {
  return roundToFrames((samples * rate.num) / (rate.den * sampleRate));
}

/** The same moment at another rate, by the rounding rule. */
export function convertFrames(value: number, from: Rate, to: Rate): Frames {
  return roundToFrames((value * from.den * to.num) / (from.num * to.den));
}
