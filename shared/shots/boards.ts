import type { DocumentView } from '../document/document';
import type { BoardId, ShotId } from '../document/ids';
import type { Board, Shot } from '../document/records';
import { type Frames, frames } from '../time/frames';

/** A half-open part of a shot's own time; null at an end = without end. */
export interface BoardSpan {
  readonly from: Frames | null;
  readonly to: Frames | null;
}

/** When each board of a shot is there. */
export type BoardSpans = ReadonlyMap<BoardId, BoardSpan>;

const noSpans: BoardSpans = new Map();
const knownSpans = new WeakMap<readonly Board[], BoardSpans>();

/** Each board lasts to the next one; the first reaches back and the last forward without end. The same map until a board changes. */
export function boardSpans(document: DocumentView, shotId: ShotId): BoardSpans {
  const boards = document.childrenOf('board', shotId);
  if (boards.length === 0) return noSpans;
  const found = knownSpans.get(boards);
  if (found) return found;
  const spans = new Map<BoardId, BoardSpan>();
  boards.forEach((board, index) => {
    spans.set(board.id, { from: index === 0 ? null : board.frame, to: boards[index + 1]?.frame ?? null });
  });
  knownSpans.set(boards, spans);
  return spans;
}

/** A drawn panel of a shot as it lies in it. */
export interface ShotBoard {
  /** null = the shot has no board records: this one is the whole of it. */
  readonly board: Board | null;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** First frame of it that is shown, counted from the shot's first; for one outside the shot, the nearer end. */
  readonly offsetFrames: Frames;
  /** How long it is shown. 0 = it lies outside what is shown of the shot. */
  readonly lengthFrames: Frames;
}

/** The boards of a shot, at least one, in order. */
export function boardsOf(document: DocumentView, shot: Shot): readonly ShotBoard[] {
  const boards = document.childrenOf('board', shot.id);
  if (boards.length === 0)
    return [{ board: null, index: 0, count: 1, offsetFrames: frames(0), lengthFrames: shot.lengthFrames }];
  const within = (frame: number): number =>
    Math.min(Math.max(frame - shot.sourceInFrames, 0), shot.lengthFrames);
  return boards.map((board, index) => {
    const start = index === 0 ? 0 : within(board.frame);
    const next = boards[index + 1];
    const end = next ? within(next.frame) : shot.lengthFrames;
    return {
      board,
      index,
      count: boards.length,
      offsetFrames: frames(start),
      lengthFrames: frames(end - start),
    };
  });
}

/** The board that is there at a frame of the shot's own time; null when the shot has no board records. */
export function boardAt(document: DocumentView, shotId: ShotId, shotFrame: number): Board | null {
  const boards = document.childrenOf('board', shotId);
  let found: Board | null = boards[0] ?? null;
  for (const board of boards) if (board.frame <= shotFrame) found = board;
  return found;
}
