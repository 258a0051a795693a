import type { ShotId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import type { Preset } from '@shared/generation/job';
import { previewKling } from '@shared/generation/previewGeneration';
import { counted } from '@shared/generation/problemWords';
import { useDocument } from '../state/documentStore';
import type { Maker } from '../state/generators';

export interface Price {
  readonly cost: Cost | null;
  readonly isSendable: boolean;
  /** "3 submissions, 12 units, 1.68 USD", or what keeps it from being sent. */
  readonly words: string;
}

/** What a paid maker would ask for these shots as they are now; null = it is free. */
export function usePrice(
  maker: Pick<Maker, 'provider' | 'settings'>,
  shotIds: readonly ShotId[],
  preset: Preset,
): Price | null {
  // As text, so that it stays the same value until the price differs.
  const text = useDocument((document, { isLoaded }) => {
    if (!isLoaded || maker.provider !== 'kling' || shotIds.length === 0) return '';
    const present = shotIds.filter((id) => document.has('shot', id));
    if (present.length === 0) return '';
    const { groups, cost, isSendable } = previewKling(document, {
      shotIds: present,
      preset,
      settings: maker.settings,
    });
    const problem = groups.flatMap(({ problems }) => problems).find(({ severity }) => severity === 'error');
    const words = problem?.message ?? `${counted(groups.length, 'submission')}, ${priceWords(cost)}`;
    return JSON.stringify({ cost, isSendable, words } satisfies Price);
  });
  return text === '' ? null : (JSON.parse(text) as Price);
}

function priceWords(cost: Cost | null): string {
  if (!cost) return 'price unknown';
  const money = cost.money ? `, ${cost.money.amount.toFixed(2)} ${cost.money.currency}` : '';
  return `${counted(cost.amount, cost.unit)}${money}`;
}
