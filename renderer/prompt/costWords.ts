import type { Cost } from '@shared/generation/cost';

/** "$1.51 · 10.8 units", "free", or that nobody can say. */
export function costWords(cost: Cost | null): string {
  if (!cost) return 'Cost not known';
  if (cost.amount === 0) return 'No cost';
  const units = `${shortNumber(cost.amount)} ${cost.unit}${cost.amount === 1 ? '' : 's'}`;
  if (!cost.money) return units;
  const { amount, currency } = cost.money;
  return `${currency === 'USD' ? '$' : `${currency} `}${amount.toFixed(2)} · ${units}`;
}

/** At most two decimals. */
export const shortNumber = (value: number): string => String(Math.round(value * 100) / 100);
