import { z } from 'zod';

/** Frames per second as an exact fraction: 24/1, 30000/1001. Never a decimal. */
export const rateSchema = z.object({
  num: z.int().min(1).max(240_000),
  den: z.int().min(1).max(1_001),
});
export type Rate = Readonly<z.infer<typeof rateSchema>>;

export interface NamedRate {
  readonly name: string;
  readonly rate: Rate;
}

/** The rates offered in the window, slowest first. */
export const namedRates: readonly NamedRate[] = [
  { name: '12', rate: { num: 12, den: 1 } },
  { name: '23.976', rate: { num: 24_000, den: 1_001 } },
  { name: '24', rate: { num: 24, den: 1 } },
  { name: '25', rate: { num: 25, den: 1 } },
  { name: '29.97', rate: { num: 30_000, den: 1_001 } },
  { name: '30', rate: { num: 30, den: 1 } },
  { name: '48', rate: { num: 48, den: 1 } },
  { name: '50', rate: { num: 50, den: 1 } },
  { name: '59.94', rate: { num: 60_000, den: 1_001 } },
  { name: '60', rate: { num: 60, den: 1 } },
];

/** The whole number a timecode counts to in a second: 24 for 24000/1001. */
export function nominalFramesPerSecond(rate: Rate): number {
  return Math.round(rate.num / rate.den);
}

export function isSameRate(a: Rate, b: Rate): boolean {
  return a.num * b.den === b.num * a.den;
}

/** A short label: "24", "23.976". */
export function formatRate(rate: Rate): string {
  const named = namedRates.find((candidate) => isSameRate(candidate.rate, rate));
  return named?.name ?? (rate.num / rate.den).toFixed(3).replace(/\.?0+$/, '');
}

/**
 * A decimal number of frames a second as an exact rate: 23.976, 23.98 and 23.97602 are 24000/1001. null = it is none between 1 and 240.
 */
export function rateOfDecimal(decimal: number): Rate | null {
  const named = namedRates.find(({ rate }) => Math.abs(rate.num / rate.den - decimal) < sameRateWithin);
  if (named) return named.rate;
  if (!(decimal >= 1 && decimal <= 240)) return null;
  const whole = Math.round(decimal);
  return Math.abs(whole - decimal) < sameRateWithin
    ? { num: whole, den: 1 }
    : { num: Math.round(decimal * 1_000), den: 1_000 };
}

/** Frames a second; programs write rates with two or three digits behind the point. */
const sameRateWithin = 0.01;

/**
 * Reads "24", "23.976", "29.97" or "30000/1001".
 * @throws RangeError when the text is no rate between 1 and 240.
 */
export function parseRate(text: string): Rate {
  const trimmed = text.trim();
  const named = namedRates.find((candidate) => candidate.name === trimmed);
  if (named) return named.rate;
  const fraction = /^(\d+)\/(\d+)$/.exec(trimmed);
  const candidate = fraction
    ? { num: Number(fraction[1]), den: Number(fraction[2]) }
    : { num: Number(trimmed), den: 1 };
  const parsed = rateSchema.safeParse(candidate);
  if (!parsed.success || candidate.num / candidate.den > 240 || candidate.num < candidate.den) {
    throw new RangeError(`"${text}" is no frame rate. Use one such as 24, 25, 23.976 or 30000/1001.`);
  }
  return parsed.data;
}
