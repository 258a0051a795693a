import type { Matrix } from '@shared/compositor/drawList';
import type { Board } from '@shared/document/records';
import { boardsOf } from '@shared/shots/boards';
import type { SequenceShot } from '@shared/shots/sequence';
import type { Pictures } from '../picture/pictures';
import type { PictureContext } from '../picture/shotPainter';
import { boardIndexAt } from '../state/currentBoard';
import { currentDocument, currentSequence } from '../state/documentStore';
import { sessionStore } from '../state/sessionStore';
import { ghostPicture } from './stagePicture';

/** How much of a neighbour shows through, and the colour it is dipped in: what was is warm, what comes is cool. */
const ghosts = [
  { direction: -1, opacity: 0.34, tint: '#e5594f' },
  { direction: 1, opacity: 0.26, tint: '#4fa3e5' },
] as const;

/** A board with the shot it is of; null = the shot's only one. */
interface Neighbour {
  readonly entry: SequenceShot;
  readonly board: Board | null;
}

/** The board before or behind the one under the playhead, in the neighbouring shot where this one has no more. */
export function neighbourBoard(entry: SequenceShot, playhead: number, direction: 1 | -1): Neighbour | null {
  const document = currentDocument();
  const boards = boardsOf(document, entry.shot);
  const next = boards[boardIndexAt(boards, playhead - entry.startFrame) + direction];
  if (next) return { entry, board: next.board };
  const other = currentSequence().shots[entry.index + direction];
  const board = other && boardsOf(document, other.shot).at(direction > 0 ? 0 : -1);
  return other && board ? { entry: other, board: board.board } : null;
}

let aside: OffscreenCanvas | null = null;

/** The neighbouring boards over the present one, thin and tinted. Only what is their own: shared layers would veil everything. */
export function paintOnion(
  context: CanvasRenderingContext2D,
  pictures: Pictures,
  entry: SequenceShot,
  view: Matrix,
): void {
  const { playhead } = sessionStore.getState();
  const { width, height } = context.canvas;
  for (const { direction, opacity, tint } of ghosts) {
    const neighbour = neighbourBoard(entry, playhead, direction);
    if (!neighbour) continue;
    const { shot } = neighbour.entry;
    const picture = ghostPicture(
      currentDocument(),
      shot.id,
      neighbour.board?.id ?? null,
      shot.id !== entry.shot.id,
    );
    if (picture.layers.length === 0) continue;
    if (aside?.width !== width || aside.height !== height) aside = new OffscreenCanvas(width, height);
    const ghost = aside.getContext('2d');
    if (!ghost) return;
    ghost.setTransform(1, 0, 0, 1, 0, 0);
    ghost.globalCompositeOperation = 'source-over';
    ghost.clearRect(0, 0, width, height);
    pictures.painter.paintNow(ghost as PictureContext, {
      picture,
      shotFrame: picture.sourceInFrames,
      size: picture.frameSize,
      view,
    });
    ghost.globalCompositeOperation = 'source-atop';
    ghost.globalAlpha = 0.45;
    ghost.fillStyle = tint;
    ghost.fillRect(0, 0, width, height);
    ghost.globalAlpha = 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = opacity;
    context.drawImage(aside, 0, 0);
    context.globalAlpha = 1;
  }
}
