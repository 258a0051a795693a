import type { Rate } from '../time/rate';
import { requireRate } from './cutParts';

export type OtioObject = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): OtioObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as OtioObject) : null;

export const objectsOf = (value: unknown): OtioObject[] =>
  Array.isArray(value) ? value.map(objectOf).filter((each) => each !== null) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** "Clip" of "Clip.2": names stay what they mean through their versions. null = it does not say. */
export function schemaOf({ OTIO_SCHEMA: schema }: OtioObject): string | null {
  const name = /^([A-Za-z_][A-Za-z0-9_]*)\.\d+$/.exec(textOf(schema))?.[1];
  return name ?? null;
}

/** As programs call the colours of markers; ones without a name bear red, green and blue from 0 to 1. */
const colours: Readonly<Record<string, string>> = {
  RED: '#e5484d',
  PINK: '#e93d82',
  ORANGE: '#f76b15',
  YELLOW: '#ffc53d',
  GREEN: '#46a758',
  CYAN: '#00a2c7',
  BLUE: '#3e63dd',
  PURPLE: '#8e4ec6',
  MAGENTA: '#d6409f',
  BLACK: '#000000',
  WHITE: '#ffffff',
};

/** "#e5484d" of a marker's colour, a name or a Color.1; null = none. */
export function colourOf(value: unknown): string | null {
  if (typeof value === 'string') return colours[value.toUpperCase()] ?? null;
  const colour = objectOf(value);
  if (!colour) return null;
  const parts = [colour.r, colour.g, colour.b].map((part) =>
    Math.round(Math.min(1, Math.max(0, Number(part))) * 255),
  );
  return parts.every((part) => Number.isInteger(part))
    ? `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
    : null;
}

/** Times of a file as frames of the cut's rate, not yet rounded. */
export class OtioClock {
  readonly rate: Rate;

  private constructor(rate: Rate) {
    this.rate = rate;
  }

  /**
   * The rate of a timeline is nowhere said: that of its start, else that of the first time that is found in it.
   * @throws ConformError when that is no rate
   */
  static of(timeline: OtioObject): OtioClock {
    const start = objectOf(timeline.global_start_time);
    const decimal = start ? Number(start.rate) : firstRate(timeline);
    return new OtioClock(requireRate(decimal ?? 24));
  }

  /** null = it is no time. */
  time(value: unknown): number | null {
    const time = objectOf(value);
    if (!time || typeof time.value !== 'number' || typeof time.rate !== 'number') return null;
    if (!(time.rate > 0) || !Number.isFinite(time.value)) return null;
    const { num, den } = requireRate(time.rate);
    return (time.value * den * this.rate.num) / (num * this.rate.den);
  }

  /** null = it is no range, or one without a start or an end. */
  range(value: unknown): { readonly start: number; readonly length: number } | null {
    const range = objectOf(value);
    const start = range && this.time(range.start_time);
    const length = range && this.time(range.duration);
    return start === null || length === null ? null : { start, length: Math.max(0, length) };
  }
}

/** The rate of the first time in a composition, pictures and sounds alike; looked for in the order of the file, not endlessly deep. */
function firstRate(timeline: OtioObject): number | null {
  const waiting: unknown[] = [timeline.tracks ?? timeline];
  for (let looked = 0; waiting.length > 0 && looked < 10_000; looked += 1) {
    const value = waiting.shift();
    const object = objectOf(value);
    if (Array.isArray(value)) waiting.unshift(...value.slice(0, 10_000));
    if (!object) continue;
    const rate = objectOf(objectOf(object.source_range)?.duration)?.rate;
    if (typeof rate === 'number') return rate;
    waiting.unshift(object.children);
  }
  return null;
}
