import { generateNKeysBetween } from 'fractional-indexing';

interface Ordered {
  readonly id: string;
  readonly order: string;
}

/**
 * Order keys for `count` records put among `siblings` (sorted) at `index`, 0 = first.
 * Keys of the siblings never change, so that moving one shot touches one record.
 */
export function orderKeysAt(siblings: readonly Ordered[], index: number, count = 1): string[] {
  const at = Math.min(Math.max(index, 0), siblings.length);
  return generateNKeysBetween(siblings[at - 1]?.order ?? null, siblings[at]?.order ?? null, count);
}

/** The order key after all siblings. */
export function lastOrderKey(siblings: readonly Ordered[]): string {
  return orderKeysAt(siblings, siblings.length)[0] as string;
}
