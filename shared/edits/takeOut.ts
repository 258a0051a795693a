import { PlanRefusal } from '../commands/refusal';
import type { Draft } from '../document/draft';
import type { SceneId, ShotId } from '../document/ids';

const stays =
  'Numbers are locked, so what is omitted stays in the list. Unlock the numbers to remove it for good.';

/**
 * Takes shots out of the film: every edit that does so goes through here. While numbers are locked they stay in the list as
 * omitted, so that nothing else gets their numbers; else they go.
 * @returns the label of the edit
 * @throws PlanRefusal when all are omitted already and have to stay
 */
export function takeOutShots(draft: Draft, shotIds: readonly ShotId[]): { label: string } {
  const ids = [...new Set(shotIds)].filter((id) => draft.has('shot', id));
  const [verb, count] = draft.project().numbering.isLocked
    ? (['Omit', omit(draft, ids)] as const)
    : (['Delete', remove(draft, ids)] as const);
  return { label: count === 1 ? `${verb} Shot` : `${verb} ${count} Shots` };
}

function remove(draft: Draft, ids: readonly ShotId[]): number {
  for (const id of ids) draft.remove('shot', id);
  return ids.length;
}

function omit(draft: Draft, ids: readonly ShotId[]): number {
  const present = ids.filter((id) => draft.require('shot', id).status !== 'omitted');
  if (present.length === 0 && ids.length > 0) throw new PlanRefusal(stays, ids[0]);
  for (const id of present) draft.update('shot', id, { status: 'omitted' });
  return present.length;
}

/** The same for a scene and all its shots. @throws PlanRefusal as takeOutShots */
export function takeOutScene(draft: Draft, sceneId: SceneId): { label: string } {
  if (!draft.project().numbering.isLocked) {
    draft.remove('scene', sceneId);
    return { label: 'Delete Scene' };
  }
  if (draft.require('scene', sceneId).isOmitted) throw new PlanRefusal(stays, sceneId);
  draft.update('scene', sceneId, { isOmitted: true });
  return { label: 'Omit Scene' };
}
