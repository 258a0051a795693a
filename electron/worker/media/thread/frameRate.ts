import { namedRates, type Rate } from '../../../../shared/time/rate.ts';

/** Rates that footage has besides those a project may have. */
const oddRates: readonly Rate[] = [
  { num: 10, den: 1 },
  { num: 15, den: 1 },
  { num: 15_000, den: 1_001 },
  { num: 18, den: 1 },
  { num: 100, den: 1 },
  { num: 120_000, den: 1_001 },
  { num: 120, den: 1 },
];

const common: readonly Rate[] = [...namedRates.map(({ rate }) => rate), ...oddRates];

export interface Timestamps {
  /** When each frame is shown, seconds, in order. */
  readonly times: Float64Array;
  /** Of the last frame, seconds; 0 = unknown. */
  readonly lastDuration: number;
  /** Ticks a second in which the container counts: 1000 in Matroska, where times are rounded. */
  readonly resolution: number;
}

/**
 * The rate of footage as an exact fraction, from when its frames are shown. The common rate that explains the times
 * within the container's rounding, else (variable rate, odd cameras) the nearest fraction the program can keep.
 */
export function rateOf({ times, lastDuration, resolution }: Timestamps): Rate {
  const count = times.length;
  const span = (times[count - 1] ?? 0) - (times[0] ?? 0);
  if (count < 2 || span <= 0) {
    const perSecond = lastDuration > 0 ? 1 / lastDuration : 24;
    return commonRate(perSecond, 1e-3) ?? nearestFraction(perSecond);
  }
  // Rounding of single times cancels out over many.
  const tolerance = Math.max(2 / (resolution * span * Math.sqrt(count)), 1e-6);
  return commonRate(1 / frameDistance(times), tolerance) ?? nearestFraction((count - 1) / span);
}

/** Slope of the line through (frame, time) by least squares, seconds. */
function frameDistance(times: Float64Array): number {
  const middle = (times.length - 1) / 2;
  let [covariance, variance] = [0, 0];
  for (let frame = 0; frame < times.length; frame += 1) {
    covariance += (frame - middle) * (times[frame] as number);
    variance += (frame - middle) ** 2;
  }
  return covariance / variance;
}

/** The common rate nearest to a number of frames per second, or undefined when none is within the relative tolerance. */
function commonRate(perSecond: number, tolerance: number): Rate | undefined {
  const errorOf = (rate: Rate): number => Math.abs(rate.num / rate.den - perSecond) / perSecond;
  const nearest = common.reduce((best, rate) => (errorOf(rate) < errorOf(best) ? rate : best));
  return errorOf(nearest) <= tolerance ? nearest : undefined;
}

/** Continued fraction of a positive number, up to the denominator and numerator a rate may have. */
function nearestFraction(value: number): Rate {
  const clamped = Math.min(Math.max(value, 1 / 1_001), 240_000);
  let [previous, current] = [
    { num: 0, den: 1 },
    { num: 1, den: 0 },
  ];
  let rest = clamped;
  for (let step = 0; step < 24; step += 1) {
    const whole = Math.floor(rest);
    const next = { num: whole * current.num + previous.num, den: whole * current.den + previous.den };
    if (next.den > 1_001 || next.num > 240_000) break;
    [previous, current] = [current, next];
    if (rest - whole < 1e-9) break;
    rest = 1 / (rest - whole);
  }
  return current.den === 0 ? { num: 240_000, den: 1 } : { num: Math.max(1, current.num), den: current.den };
}
