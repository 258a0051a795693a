import { namedRates, type Rate } from '@shared/time/rate';

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
  /** Frames shown. */
  readonly count: number;
  /** First and last presentation time, seconds. */
  readonly first: number;
  readonly last: number;
  /** Of the last frame, seconds; 0 = unknown. */
  readonly lastDuration: number;
  /** Ticks a second in which the container counts: 1000 in Matroska, where times are rounded. */
  readonly resolution: number;
}

/**
 * The rate of footage as an exact fraction, from when its frames are shown. The common rate that explains the times
 * within the container's rounding, else (variable rate, odd cameras) the nearest fraction the program can keep.
 */
export function rateOf({ count, first, last, lastDuration, resolution }: Timestamps): Rate {
  const span = last - first;
  const measured = count > 1 && span > 0 ? (count - 1) / span : lastDuration > 0 ? 1 / lastDuration : 24;
  // Both ends of the span are rounded by up to half a tick.
  const tolerance = span > 0 ? Math.max(1 / (resolution * span), 1e-6) : 1e-3;
  const errorOf = (rate: Rate): number => Math.abs(rate.num / rate.den - measured) / measured;
  const nearest = common.reduce((best, rate) => (errorOf(rate) < errorOf(best) ? rate : best));
  return errorOf(nearest) <= tolerance ? nearest : nearestFraction(measured);
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
