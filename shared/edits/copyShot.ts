import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import type { BoardId, LayerId, ShotId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { Layer, Shot } from '../document/records';
import { layerStrokes } from '../layers/linkedLayers';

/**
 * A copy of a shot right behind it, with its boards, layers, camera and dialogue. Takes and comments stay with the original:
 * they were made for it. So does a locked number: no two shots have one.
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
    number: null,
  });
  copyPicture(draft, shotId, copy.id, context);
  for (const keyframe of draft.childrenOf('cameraKeyframe', shotId)) {
    draft.add({ ...keyframe, id: context.newId('cameraKeyframe'), shotId: copy.id });
  }
  for (const dialogue of draft.childrenOf('dialogueLine', shotId)) {
    draft.add({ ...dialogue, id: context.newId('dialogueLine'), shotId: copy.id });
  }
  return copy;
}

/** Boards and layers of one shot, again in another. Links stay: what is linked shows the same in the copy. */
function copyPicture(draft: Draft, fromId: ShotId, toId: ShotId, context: PlanContext): void {
  const boardIds = new Map<BoardId, BoardId>();
  for (const board of draft.childrenOf('board', fromId)) {
    const copy = draft.add({ ...board, id: context.newId('board'), shotId: toId });
    boardIds.set(board.id, copy.id);
  }
  for (const layer of draft.childrenOf('layer', fromId)) {
    const boardId = layer.boardId && (boardIds.get(layer.boardId) ?? null);
    copyLayer(draft, layer, { shotId: toId, boardId }, context);
  }
}

/** A layer again, changed by `fields`, with what is drawn on it. A linked one stays linked, and its strokes are kept once for all. */
export function copyLayer(draft: Draft, layer: Layer, fields: Partial<Layer>, context: PlanContext): Layer {
  const copy = draft.add({ ...layer, id: context.newId('layer'), ...fields });
  const isSame = copy.linkId !== null && copy.linkId === layer.linkId;
  if (!isSame) copyStrokes(draft, layer, copy.id, context);
  return copy;
}

/** What is drawn on a layer, again on another. */
export function copyStrokes(draft: Draft, from: Layer, toId: LayerId, context: PlanContext): void {
  for (const stroke of layerStrokes(draft, from)) {
    draft.add({ ...stroke, id: context.newId('stroke'), layerId: toId });
  }
}
