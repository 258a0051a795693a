import type { PlanContext } from '../commands/command';
import type { DocumentView } from '../document/document';
import type { Draft } from '../document/draft';
import type { BoardId, ShotId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { Board } from '../document/records';
import { ensureBoards } from '../edits/boards';
import { retimeMove } from '../edits/moveKeyframes';
import { boardsOf } from '../shots/boards';
import { frames } from '../time/frames';
import type { PasteShots } from './pasteShots';

/**
 *   |--1--|---2---|            the shot gets longer by the boards that are pasted into it;
 *   |--1--|-A-|-B-|---2---|    those behind them move on
 * Only boards move: camera, lines and comments stay where they are in the shot's own time, as when a board is moved.
 */
export function pasteBoards(
  draft: Draft,
  source: DocumentView,
  ids: readonly BoardId[],
  { shotId, boardId }: { readonly shotId: ShotId; readonly boardId: BoardId | null },
  { shots, context }: { readonly shots: PasteShots; readonly context: PlanContext },
): string[] {
  const present = ensureBoards(draft, draft.require('shot', shotId), context);
  const { sourceInFrames, lengthFrames } = draft.require('shot', shotId);
  const shotEnd = sourceInFrames + lengthFrames;
  const before = boardId === null ? present.at(-1) : draft.require('board', boardId);
  const next = present.find((board) => before && board.frame > before.frame);
  // Boards may lie outside of what is shown of their shot; what is pasted does not.
  const start = next ? Math.max(next.frame, sourceInFrames) : Math.max(shotEnd, (before?.frame ?? 0) + 1);
  let end = start;
  const made = ids.map((id) => {
    const board = source.require('board', id);
    const copy = draft.add({ ...board, id: context.newId('board'), shotId, frame: frames(end) });
    end += lengthOf(source, board);
    return copy;
  });
  for (const board of present)
    if (next && board.frame >= next.frame)
      draft.update('board', board.id, { frame: frames(board.frame + end - next.frame) });
  draft.update('shot', shotId, {
    lengthFrames: frames(lengthFrames + (next ? end - start : end - shotEnd)),
  });
  retimeMove(draft, shotId, context);
  ids.forEach((id, position) => {
    copyLayers(draft, source, id, made[position] as Board, shots);
  });
  return made.map(({ id }) => id);
}

function lengthOf(source: DocumentView, { id, shotId }: Board): number {
  const found = boardsOf(source, source.require('shot', shotId)).find(({ board }) => board?.id === id);
  return Math.max(1, found?.lengthFrames ?? 1);
}

function copyLayers(draft: Draft, source: DocumentView, id: BoardId, to: Board, shots: PasteShots): void {
  const board = source.require('board', id);
  const layers = source.childrenOf('layer', board.shotId).filter(({ boardId }) => boardId === id);
  const siblings = draft.childrenOf('layer', to.shotId);
  const orders = orderKeysAt(siblings, siblings.length, layers.length);
  layers.forEach((layer, index) => {
    const { content, linkId } = layer;
    // Videos go on from the frame they showed.
    const moved =
      content.type === 'clip' && linkId === null
        ? { ...content, inFrames: frames(content.inFrames - (to.frame - board.frame)) }
        : content;
    const fields = { shotId: to.shotId, boardId: to.id, order: orders[index] as string };
    shots.layer({ ...layer, content: moved }, fields);
  });
}
