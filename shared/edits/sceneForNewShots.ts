import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createScene } from '../document/factories';
import type { SceneId } from '../document/ids';
import { lastOrderKey } from '../document/order';

/** The named scene, or the last one, or a new first one. */
export function sceneForNewShots(draft: Draft, sceneId: SceneId | undefined, context: PlanContext): SceneId {
  if (sceneId) return draft.require('scene', sceneId).id;
  const last = draft.list('scene').at(-1);
  return (last ?? draft.add(createScene({ id: context.newId('scene'), order: lastOrderKey([]) }))).id;
}
