import type { BoardId } from '@shared/document/ids';
import { boardsOf, type ShotBoard } from '@shared/shots/boards';
import { type SequenceShot, shotAtFrame } from '@shared/shots/sequence';
import { useMemo } from 'react';
import { currentDocument, currentSequence, useChildren } from './documentStore';
import { sessionStore, useSession } from './sessionStore';

/** The boards of a shot, at least one; the same list until one of them or the shot's times change. */
export function useShotBoards({ shot }: SequenceShot): readonly ShotBoard[] {
  const records = useChildren('board', shot.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of records says when they have changed
  return useMemo(() => boardsOf(currentDocument(), shot), [shot, records]);
}

/** Index of the board under the playhead among the shot's boards. Renders again when the board changes, not with every frame. */
export function useCurrentBoardIndex(entry: SequenceShot, boards: readonly ShotBoard[]): number {
  return useSession((state) => boardIndexAt(boards, state.playhead - entry.startFrame));
}

/** The board that is there at an offset from the shot's first frame; the nearest one outside the shot. */
export function boardIndexAt(boards: readonly ShotBoard[], offsetFrames: number): number {
  const index = boards.findLastIndex((board) => board.lengthFrames > 0 && board.offsetFrames <= offsetFrames);
  return index >= 0
    ? index
    : Math.max(
        0,
        boards.findIndex((board) => board.lengthFrames > 0),
      );
}

/** The board under the playhead with its shot; null in an empty film. */
export function currentBoard(): { readonly entry: SequenceShot; readonly board: ShotBoard } | null {
  const { playhead } = sessionStore.getState();
  const entry = shotAtFrame(currentSequence(), playhead);
  if (!entry) return null;
  const boards = boardsOf(currentDocument(), entry.shot);
  const board = boards[boardIndexAt(boards, playhead - entry.startFrame)];
  return board ? { entry, board } : null;
}

/**
 * Where a new layer of the current shot goes: its board under the playhead; null for a shot that has one board only, and for
 * another shot.
 */
export function boardForNewLayer(shotId: string): BoardId | null {
  const current = currentBoard();
  return current?.entry.shot.id === shotId ? (current.board.board?.id ?? null) : null;
}
