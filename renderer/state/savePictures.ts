import type { Document } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { planStills } from '@shared/generation/stills/planStills';
import type { LocalChoices } from '@shared/generation/stills/stillChoices';
import { call } from './bridge';
import { queued } from './queued';

/** How many pictures the local renderer makes of some shots. */
export function countStills(document: Document, shotIds: readonly ShotId[], choices: LocalChoices): number {
  if (choices.what !== 'series') return shotIds.length;
  return shotIds.reduce((sum, id) => sum + planStills(document, id, choices).length, 0);
}

/** Asks where to, then queues. @returns as queued */
export const savePictures = (shotIds: readonly ShotId[], settings: LocalChoices): Promise<boolean> =>
  queued(call('stills.saveDialog', { shotIds: [...shotIds], settings }));
