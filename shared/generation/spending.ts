import type { TakeId } from '../document/ids';
import type { Cost } from './cost';
import { countedMoney, type LedgerEntry } from './ledger';

/** A paid submission, and what became of its takes in the film as it is now. */
export interface SpentLine extends LedgerEntry {
  /** Takes that are still there. */
  readonly keptTakeIds: readonly TakeId[];
  /** Takes that their shots show. */
  readonly activeTakeIds: readonly TakeId[];
}

/** Money in one currency. */
export interface Spent {
  readonly submissions: number;
  readonly amount: number;
  /** The part of it whose takes are still there, and the part that the film shows. */
  readonly kept: number;
  readonly inFilm: number;
}

export interface Spending {
  readonly project: Spent;
  readonly today: number;
  /** The dearest first. */
  readonly byModel: readonly (Spent & { readonly provider: string; readonly model: string })[];
  /** Submissions that cost something, but not in money of this currency. */
  readonly uncounted: number;
}

/** What counts of an entry: what was charged, or what it may come to while nobody knows. null = it cost nothing. */
export function countedCost({ state, estimate, charged }: LedgerEntry): Cost | null {
  return state === 'settled' ? charged : estimate;
}

/** A submission for several shots is kept in part when some of its takes are. */
function shareOf(takeIds: readonly TakeId[], of: readonly TakeId[]): number {
  return takeIds.length === 0 ? 0 : of.length / takeIds.length;
}

function spentOf(lines: readonly SpentLine[], currency: string): Spent {
  let [amount, kept, inFilm] = [0, 0, 0];
  for (const line of lines) {
    const counted = countedMoney(line, currency);
    amount += counted;
    kept += counted * shareOf(line.takeIds, line.keptTakeIds);
    inFilm += counted * shareOf(line.takeIds, line.activeTakeIds);
  }
  return { submissions: lines.length, amount, kept, inFilm };
}

/** What was spent, on what, and what of it is of use. @param dayStartMs when today began */
export function sumSpending(lines: readonly SpentLine[], currency: string, dayStartMs: number): Spending {
  const byModel = new Map<string, SpentLine[]>();
  for (const line of lines) {
    const key = JSON.stringify([line.provider, line.model]);
    const known = byModel.get(key);
    if (known) known.push(line);
    else byModel.set(key, [line]);
  }
  return {
    project: spentOf(lines, currency),
    today: spentOf(
      lines.filter(({ reservedAtMs }) => reservedAtMs >= dayStartMs),
      currency,
    ).amount,
    byModel: [...byModel.values()]
      .flatMap((own) => {
        const [first] = own;
        return first ? [{ provider: first.provider, model: first.model, ...spentOf(own, currency) }] : [];
      })
      .sort((a, b) => b.amount - a.amount),
    uncounted: lines.filter((line) => {
      const cost = countedCost(line);
      return cost !== null && cost.amount > 0 && cost.money?.currency !== currency;
    }).length,
  };
}
