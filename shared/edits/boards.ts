import { type PlanContext, PlanRefusal } from '../commands/command';
import type { Draft } from '../document/draft';
import { createBoard } from '../document/factories';
import type { BoardId, ShotId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { Board, Shot } from '../document/records';
import { boardsOf } from '../shots/boards';
import { type Frames, frames } from '../time/frames';
import { copyLayer } from './copyShot';

/** @throws PlanRefusal when the board is another shot's; null = all boards of whichever shot. */
export function requireBoardOf(draft: Draft, shotId: ShotId, boardId: BoardId | null): void {
  if (boardId === null || draft.require('board', boardId).shotId === shotId) return;
  throw new PlanRefusal('That board belongs to another shot.', boardId);
}

/**
 * The board records of a shot; a shot without any gets the one that it is, and its layers become that board's own:
 * what is drawn before there are two boards is the first board.
 */
export function ensureBoards(draft: Draft, shot: Shot, context: PlanContext): readonly Board[] {
  const boards = draft.childrenOf('board', shot.id);
  if (boards.length > 0) return boards;
  const first = draft.add(
    createBoard({ id: context.newId('board'), shotId: shot.id, frame: shot.sourceInFrames }),
  );
  for (const layer of draft.childrenOf('layer', shot.id))
    draft.update('layer', layer.id, { boardId: first.id });
  return [first];
}

/**
 *   |----1----|--2--|      a new board takes the later part of the one it follows:
 *   |--1-|-new|--2--|      from `atFrame` on (the shot's own time) where that lies inside it, else the later half
 * @throws PlanRefusal when there is no room
 */
export function insertBoard(
  draft: Draft,
  shot: Shot,
  after: BoardId | null,
  atFrame: Frames | undefined,
  context: PlanContext,
): { readonly before: Board; readonly made: Board } {
  const boards = ensureBoards(draft, shot, context);
  const before = (after === null ? undefined : boards.find(({ id }) => id === after)) ?? boards.at(-1);
  const place = boardsOf(draft, shot).find(({ board }) => board?.id === before?.id);
  if (!before || !place) throw new PlanRefusal('There is no such board in this shot.');
  const start = shot.sourceInFrames + place.offsetFrames;
  const end = start + place.lengthFrames;
  const isInside = atFrame !== undefined && atFrame > start && atFrame < end;
  const frame = isInside ? atFrame : Math.ceil((start + end) / 2);
  if (frame <= start || frame >= end || frame <= before.frame)
    throw new PlanRefusal('There is no room for another board here: make the shot longer first.', shot.id);
  const made = draft.add(createBoard({ id: context.newId('board'), shotId: shot.id, frame: frames(frame) }));
  return { before, made };
}

/** The layers of one board, again on another of the same shot. */
export function copyBoardLayers(draft: Draft, from: Board, to: Board, context: PlanContext): void {
  const all = draft.childrenOf('layer', from.shotId);
  const layers = all.filter(({ boardId }) => boardId === from.id);
  const orders = orderKeysAt(all, all.length, layers.length);
  layers.forEach((layer, index) => {
    copyLayer(draft, layer, { boardId: to.id, order: orders[index] as string }, context);
  });
}

/** Takes a board with its layers away; the one before it, or behind the first, lasts longer. */
export function removeBoard(draft: Draft, boardId: BoardId): void {
  const { shotId } = draft.require('board', boardId);
  draft.remove('board', boardId);
  dissolveLastBoard(draft, shotId);
}

/** A shot of a single board needs no record for it, as long as nothing is written there. */
export function dissolveLastBoard(draft: Draft, shotId: ShotId): void {
  const [only, second] = draft.childrenOf('board', shotId);
  if (!only || second || `${only.name}${only.action}${only.notes}` !== '') return;
  for (const layer of draft.childrenOf('layer', shotId))
    if (layer.boardId === only.id) draft.update('layer', layer.id, { boardId: null });
  draft.remove('board', only.id);
}
