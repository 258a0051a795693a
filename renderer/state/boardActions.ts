import type { BoardId } from '@shared/document/ids';
import { boardsOf } from '@shared/shots/boards';
import { shotAtFrame } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import type { ActionImplementation } from './actions';
import { currentBoard } from './currentBoard';
import { currentDocument, currentSequence } from './documentStore';
import { runCommand } from './runCommand';
import { selectedOf, sessionStore, setPlayhead } from './sessionStore';

/** Behind the board under the playhead: from there on where it stands inside the board, else for the later half. */
export function addBoard(mode: 'blank' | 'copy'): void {
  const current = currentBoard();
  if (!current) return;
  const { entry, board } = current;
  const offset = sessionStore.getState().playhead - entry.startFrame;
  void runCommand('board.add', {
    shotId: entry.shot.id,
    mode,
    afterBoardId: board.board?.id ?? null,
    ...(offset > board.offsetFrames && { atFrame: frames(entry.shot.sourceInFrames + offset) }),
  });
}

export function deleteBoards(boardIds: readonly BoardId[]): void {
  void runCommand('board.delete', { boardIds });
}

/** To the start of the next or previous board, on into the neighbouring shots. */
function goToBoard(direction: 1 | -1): void {
  const { playhead } = sessionStore.getState();
  const { shots } = currentSequence();
  const at = shotAtFrame(currentSequence(), playhead)?.index ?? 0;
  const starts = shots
    .slice(Math.max(0, at - 1), at + 2)
    .flatMap((entry) =>
      boardsOf(currentDocument(), entry.shot).flatMap(({ offsetFrames, lengthFrames }) =>
        lengthFrames > 0 ? [entry.startFrame + offsetFrames] : [],
      ),
    );
  const target =
    direction > 0 ? starts.find((frame) => frame > playhead) : starts.findLast((frame) => frame < playhead);
  if (target !== undefined) setPlayhead(target);
}

/** On the contact sheet these keys scroll. */
const isElsewhere = (): boolean => sessionStore.getState().workspace !== 'boards' && currentBoard() !== null;
const hasBoards = (): boolean => (currentBoard()?.board.count ?? 1) > 1;

export const boardActions: readonly ActionImplementation[] = [
  { id: 'board.add', isEnabled: () => currentBoard() !== null, run: () => addBoard('blank') },
  { id: 'board.duplicate', isEnabled: () => currentBoard() !== null, run: () => addBoard('copy') },
  {
    id: 'board.delete',
    isEnabled: hasBoards,
    run: () => {
      const id = currentBoard()?.board.board?.id;
      if (id) deleteBoards([id]);
    },
  },
  { id: 'board.goNext', isEnabled: isElsewhere, run: () => goToBoard(1) },
  { id: 'board.goPrevious', isEnabled: isElsewhere, run: () => goToBoard(-1) },
  {
    id: 'board.splitIntoShots',
    isEnabled: hasBoards,
    run: () => {
      const current = currentBoard();
      if (current) void runCommand('board.splitIntoShots', { shotId: current.entry.shot.id });
    },
  },
  {
    id: 'shot.combine',
    isEnabled: () => selectedOf('shot').length > 1,
    run: () => void runCommand('shot.combine', { shotIds: selectedOf('shot') }),
  },
];
