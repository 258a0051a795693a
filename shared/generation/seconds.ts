import { framesToSeconds } from '../time/frames';
import type { Rate } from '../time/rate';
import type { Model } from './model';

/** A hair under, so that 72 frames at 24 are 3 seconds and not 3.0000000001. */
const epsilon = 1e-6;

/**
 * Seconds to ask a model for, shot by shot, in film order: each at least as long as its shot, as whole or stepped as
 * the model's seconds go, the sum one the model makes. What rounding and a minimum add lies at the end of each shot,
 * where it serves as a handle for later trims. Beyond the maximum nothing is cut: `checkRequest` says so.
 * @param lengthsFrames at the project's rate
 */
export function planSeconds(
  lengthsFrames: readonly number[],
  rate: Rate,
  { seconds, multiShot, frames }: Pick<Model, 'seconds' | 'multiShot' | 'frames'>,
  { hasFirstFrameOnly = false }: { readonly hasFirstFrameOnly?: boolean } = {},
): number[] {
  const exact = lengthsFrames.map((length) => framesToSeconds(length, rate));
  if (seconds === null) return exact;
  const choices =
    (hasFirstFrameOnly ? frames.secondsWithFirstOnly : null) ??
    ('choices' in seconds ? seconds.choices : null);
  const isWhole = choices !== null || ('isWhole' in seconds && seconds.isWhole);
  const isSeveral = lengthsFrames.length > 1;
  const planned = exact.map((length) => {
    const rounded = isWhole ? Math.ceil(length - epsilon) : length;
    return Math.max(rounded, isSeveral ? (multiShot?.minSecondsPerShot ?? 0) : 0);
  });
  const sum = planned.reduce((total, length) => total + length, 0);
  const wanted = choices
    ? ([...choices].sort((a, b) => a - b).find((choice) => choice >= sum - epsilon) ?? sum)
    : Math.max(sum, 'min' in seconds ? seconds.min : sum);
  const last = planned.length - 1;
  if (last >= 0) planned[last] = (planned[last] ?? 0) + (wanted - sum);
  return planned;
}

/** All of a request's seconds together, without the noise of adding decimals. */
export function totalSeconds(shots: readonly { readonly seconds: number }[]): number {
  return Math.round(shots.reduce((total, { seconds }) => total + seconds, 0) * 1e6) / 1e6;
}
