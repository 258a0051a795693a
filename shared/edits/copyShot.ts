import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import type { ShotId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { Shot } from '../document/records';

/**
 * A copy of a shot right behind it, with its layers, camera and dialogue. Takes stay with the original:
 * they were made for it.
 */
export function copyShot(draft: Draft, shotId: ShotId, context: PlanContext): Shot {
  const original = draft.require('shot', shotId);
  const siblings = draft.childrenOf('shot', original.sceneId);
  const index = siblings.findIndex((shot) => shot.id === shotId) + 1;
  const copy = draft.add({
    ...original,
    id: context.newId('shot'),
    order: orderKeysAt(siblings, index)[0] as string,
    activeTakeId: null,
  });
  for (const layer of draft.childrenOf('layer', shotId)) {
    draft.add({ ...layer, id: context.newId('layer'), shotId: copy.id });
  }
  for (const keyframe of draft.childrenOf('cameraKeyframe', shotId)) {
    draft.add({ ...keyframe, id: context.newId('cameraKeyframe'), shotId: copy.id });
  }
  for (const dialogue of draft.childrenOf('dialogueLine', shotId)) {
    draft.add({ ...dialogue, id: context.newId('dialogueLine'), shotId: copy.id });
  }
  return copy;
}
