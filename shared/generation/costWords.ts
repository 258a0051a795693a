import type { Cost } from './cost';

/** "$4.10", "CNY 12.00". */
export function moneyText(amount: number, currency: string): string {
  return `${currency === 'USD' ? '$' : `${currency} `}${amount.toFixed(2)}`;
}

/** "$1.51 · 10.8 units · 151 credits", "No cost", or that nobody can say. */
export function costWords(cost: Cost | null): string {
  if (!cost || cost.unit === 'unknown') return 'Cost not known';
  if (cost.amount === 0) return 'No cost';
  const credits = cost.credits
    ? `${shortNumber(cost.credits.amount)} credits${cost.credits.isConfirmed ? '' : ' (unconfirmed)'}`
    : null;
  return [
    cost.money && moneyText(cost.money.amount, cost.money.currency),
    `${shortNumber(cost.amount)} ${cost.unit}${cost.amount === 1 ? '' : 's'}`,
    credits,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** At most two decimals. */
export const shortNumber = (value: number): string => String(Math.round(value * 100) / 100);
