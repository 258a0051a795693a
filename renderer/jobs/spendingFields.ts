import type { Caps } from '@shared/generation/ledger';

export type CapName = Exclude<keyof Caps, 'currency'>;

/** A cap as typed: "2.50", "2,5", "$3"; null = none, undefined = cannot be read. */
export function capOf(text: string): number | null | undefined {
  const plain = text.trim().replace(/^[$€£¥₩₹]\s*/, '');
  if (plain === '') return null;
  if (!/^\d{1,9}([.,]\d{1,2})?$/.test(plain)) return undefined;
  return Number(plain.replace(',', '.'));
}

/** Jobs at once as typed; null = as usual, undefined = cannot be read. */
export function parallelOf(text: string): number | null | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  const value = /^\d{1,3}$/.test(plain) ? Number(plain) : 0;
  return value >= 1 && value <= 100 ? value : undefined;
}
