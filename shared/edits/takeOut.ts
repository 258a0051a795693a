import { PlanRefusal } from '../commands/refusal';
import type { Draft } from '../document/draft';
import type { SceneId, ShotId } from '../document/ids';
import type { Steps } from '../steps/runSteps';

const stays =
  'Numbers are locked, so what is omitted stays in the list. Unlock the numbers to remove it for good.';

/**
 * Takes shots out of the film: every edit that does so goes through here. While numbers are locked they stay in the list as
 * omitted, so that nothing else gets their numbers; else they go. In steps of a shot.
 * @returns the label of the edit
 * @throws PlanRefusal when all are omitted already and have to stay
 */
export function* takeOutShots(draft: Draft, shotIds: readonly ShotId[]): Steps<{ label: string }> {
  const ids = [...new Set(shotIds)].filter((id) => draft.has('shot', id));
  const [verb, count] = draft.project().numbering.isLocked
    ? (['Omit', yield* omit(draft, ids)] as const)
    : (['Delete', yield* remove(draft, ids)] as const);
  return { label: count === 1 ? `${verb} Shot` : `${verb} ${count} Shots` };
}

function* remove(draft: Draft, ids: readonly ShotId[]): Steps<number> {
  for (const id of ids) {
    draft.remove('shot', id);
    yield;
  }
  return ids.length;
}

function* omit(draft: Draft, ids: readonly ShotId[]): Steps<number> {
  const present = ids.filter((id) => draft.require('shot', id).status !== 'omitted');
  if (present.length === 0 && ids.length > 0) throw new PlanRefusal(stays, ids[0]);
  for (const id of present) {
    draft.update('shot', id, { status: 'omitted' });
    yield;
  }
  return present.length;
}

/** The same for a scene and all its shots, in such steps. @throws PlanRefusal as takeOutShots */
export function* takeOutScene(draft: Draft, sceneId: SceneId): Steps<{ label: string }> {
  if (!draft.project().numbering.isLocked) {
    for (const { id } of draft.childrenOf('shot', sceneId)) {
      draft.remove('shot', id);
      yield;
    }
    draft.remove('scene', sceneId);
    return { label: 'Delete Scene' };
  }
  if (draft.require('scene', sceneId).isOmitted) throw new PlanRefusal(stays, sceneId);
  draft.update('scene', sceneId, { isOmitted: true });
  return { label: 'Omit Scene' };
}
