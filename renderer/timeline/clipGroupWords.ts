import type { Cost } from '@shared/generation/cost';
import { moneyText, shortNumber } from '@shared/generation/costWords';
import { counted } from '@shared/generation/problemWords';

/** What is said of shots that would go out together. */
export interface GroupFacts {
  /** Asked for, all shots together. */
  readonly seconds: number;
  /** "$1.23"; null = nobody can say. */
  readonly price: string | null;
  readonly problems: readonly { readonly severity: 'error' | 'warning'; readonly message: string }[];
}

export function groupPrice(cost: Cost | null): string | null {
  if (!cost || cost.unit === 'unknown' || cost.amount === 0) return null;
  if (cost.money) return moneyText(cost.money.amount, cost.money.currency);
  return `${shortNumber(cost.amount)} ${cost.unit}${cost.amount === 1 ? '' : 's'}`;
}

/** "1A-1D · 4 shots · 11 s · $1.23", as far as it is known; of one shot without the number of shots. */
export function groupWords(label: string, shotCount: number, facts: GroupFacts | null): string {
  return [
    label,
    shotCount > 1 ? counted(shotCount, 'shot') : null,
    facts && `${shortNumber(facts.seconds)} s`,
    facts?.price ?? null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Whether something stands against sending, or is worth a look. */
export function groupTone(facts: GroupFacts | null): 'error' | 'warning' | null {
  if (!facts || facts.problems.length === 0) return null;
  return facts.problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}
