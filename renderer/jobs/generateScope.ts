import type { Document } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import type { Preset } from '@shared/generation/job';
import type { PictureLanding } from '@shared/generation/stills/landing';
import { selectSequence } from '@shared/shots/sequence';
import { call } from '../state/bridge';
import { localMaker, type Maker } from '../state/generators';
import { raiseError } from '../state/notices';
import { isShotTakeStale } from '../state/takeState';

/**
 * Which shots clips are made of: those chosen, those whose take no longer fits (`stale`), these with those that have none
 * (`outdated`), or all.
 */
export const generateScopes = ['selected', 'stale', 'outdated', 'all'] as const;
export type GenerateScope = (typeof generateScopes)[number];

/** The shots of a scope, in film order. */
export function shotsOfScope(
  document: Document,
  scope: GenerateScope,
  selected: readonly ShotId[],
): readonly ShotId[] {
  const chosen = new Set<ShotId>(selected);
  return selectSequence(document)
    .shots.filter(({ shot }) => {
      if (scope === 'selected') return chosen.has(shot.id);
      if (scope === 'all' || (scope === 'outdated' && shot.activeTakeId === null)) return true;
      return isShotTakeStale(document, shot);
    })
    .map(({ shot }) => shot.id);
}

/** Asks for clips; a refusal is shown. @param approved the price that was shown @returns whether they are queued */
export async function generateClips(
  shotIds: readonly ShotId[],
  preset: Preset,
  { provider, settings }: Pick<Maker, 'provider' | 'settings'> = localMaker,
  approved: Cost | null = null,
  landAs?: PictureLanding,
): Promise<boolean> {
  if (shotIds.length === 0) return false;
  try {
    const wish = { shotIds: [...shotIds], provider, preset, settings, approved };
    await call('generation.submit', landAs ? { ...wish, landAs } : wish);
    return true;
  } catch (error) {
    raiseError(error);
    return false;
  }
}
