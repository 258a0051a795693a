/** Chance that can be repeated: the same seed gives the same run. */
export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** A whole number from `min` to `max`, both in. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** undefined for an empty list. */
  pick<T>(list: readonly T[]): T | undefined;
  /** Letters and digits. */
  text(length: number): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)],
    text: (length) => Array.from({ length }, () => letters[int(0, letters.length - 1)]).join(''),
  };
}
