import type { Cost } from '@shared/generation/cost';
import { moneyText, shortNumber } from '@shared/generation/costWords';
import type { Job } from '@shared/generation/job';
import { counted } from '@shared/generation/problemWords';

/** Costs of several jobs together, by what they count in: currencies and units never add up across. */
export function totalWords(costs: readonly (Cost | null)[]): string {
  const money = new Map<string, number>();
  const units = new Map<string, number>();
  let unknown = 0;
  for (const cost of costs) {
    if (!cost || cost.unit === 'unknown') unknown += 1;
    else {
      units.set(cost.unit, (units.get(cost.unit) ?? 0) + cost.amount);
      if (cost.money)
        money.set(cost.money.currency, (money.get(cost.money.currency) ?? 0) + cost.money.amount);
    }
  }
  return [
    ...[...money].map(([currency, amount]) => moneyText(amount, currency)),
    ...[...units].map(([unit, amount]) => counted(Number(shortNumber(amount)), unit)),
    ...(unknown > 0 ? [`${unknown} without a known price`] : []),
  ].join(' · ');
}

/** Jobs that wait for a person's yes to their price, in the queue's order. */
export function jobsToApprove(jobs: readonly Job[]): readonly Job[] {
  return jobs.filter(({ state, wait }) => state === 'waiting' && wait?.reason === 'approval');
}

export function jobsHeldByCap(jobs: readonly Job[]): readonly Job[] {
  return jobs.filter(({ state, wait }) => state === 'waiting' && wait?.reason === 'cap');
}
