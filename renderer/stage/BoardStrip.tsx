import type { BoardId } from '@shared/document/ids';
import type { ShotBoard } from '@shared/shots/boards';
import type { SequenceShot } from '@shared/shots/sequence';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { type DragEvent, useState } from 'react';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { runAction } from '../state/actions';
import { useCurrentBoardIndex, useShotBoards } from '../state/currentBoard';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { select, setPlayhead, useSelected } from '../state/sessionStore';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Plus } from '../ui/icons';
import { Tooltip } from '../ui/Tooltip';
import styles from './BoardStrip.module.css';
import { boardMenu } from './boardMenu';

/** CSS px. */
const thumbnailHeight = 28;
const dragType = 'application/x-ekonte-board';

/** The drawn panels of the shot, in order: one is chosen by a click, moved by a drag, added with the plus. */
export function BoardStrip({ entry }: { readonly entry: SequenceShot }) {
  const boards = useShotBoards(entry);
  const current = useCurrentBoardIndex(entry, boards);
  const [dropIndex, setDropIndex] = useState<number | null>(null);
  const handleDrop = (event: DragEvent): void => {
    const boardId = event.dataTransfer.getData(dragType);
    if (boardId === '' || dropIndex === null) return;
    event.preventDefault();
    const from = boards.findIndex(({ board }) => board?.id === boardId);
    const index = dropIndex > from ? dropIndex - 1 : dropIndex;
    setDropIndex(null);
    if (from >= 0 && index !== from) void runCommand('board.move', { boardId, index });
  };
  return (
    <div className={styles.strip}>
      <span className={styles.count}>
        Board {current + 1} of {boards.length}
      </span>
      <ContextMenu entries={(event) => boardMenu(event, entry)}>
        <ol
          className={styles.list}
          aria-label="Boards of this shot"
          onDragLeave={() => setDropIndex(null)}
          onDragEnd={() => setDropIndex(null)}
          onDrop={handleDrop}
        >
          {boards.map((board) => (
            <BoardTile
              key={board.board?.id ?? 'only'}
              entry={entry}
              board={board}
              isCurrent={board.index === current}
              mark={
                dropIndex === board.index
                  ? 'before'
                  : dropIndex === boards.length && board.index === boards.length - 1
                    ? 'after'
                    : null
              }
              onHover={(isLater) => setDropIndex(board.index + (isLater ? 1 : 0))}
            />
          ))}
        </ol>
      </ContextMenu>
      <IconButton
        icon={Plus}
        size="small"
        label="New board"
        keys="Shift+KeyN"
        onClick={() => runAction('board.add')}
      />
    </div>
  );
}

interface BoardTileProps {
  readonly entry: SequenceShot;
  readonly board: ShotBoard;
  readonly isCurrent: boolean;
  readonly mark: 'before' | 'after' | null;
  readonly onHover: (isLater: boolean) => void;
}

function BoardTile({ entry, board, isCurrent, mark, onHover }: BoardTileProps) {
  const rate = useDocument((document) => document.project().rate);
  const ratio = useDocument((document) => {
    const { width, height } = document.project().frameSize;
    return width / height;
  });
  const isSelected = useSelected('board').includes(board.board?.id as BoardId);
  const isOutside = board.lengthFrames === 0;
  const length = isOutside ? 'outside the shot' : formatSecondsAndFrames(board.lengthFrames, rate);
  const name = `${board.board?.name || `Board ${board.index + 1}`} · ${length}`;
  const show = (): void => {
    if (board.board) select([board.board.id]);
    else setPlayhead(entry.startFrame);
  };
  return (
    <li
      className={cx(mark === 'before' && styles.markBefore, mark === 'after' && styles.markAfter)}
      data-board={board.board?.id}
    >
      <Tooltip label={name} side="top">
        <button
          type="button"
          className={cx(
            styles.tile,
            isCurrent && styles.current,
            isSelected && styles.selected,
            isOutside && styles.outside,
          )}
          aria-label={name}
          aria-current={isCurrent}
          draggable={board.count > 1}
          onClick={show}
          onDragStart={(event) => event.dataTransfer.setData(dragType, board.board?.id ?? '')}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(dragType)) return;
            event.preventDefault();
            const box = event.currentTarget.getBoundingClientRect();
            onHover(event.clientX > box.left + box.width / 2);
          }}
        >
          <ShotThumbnail
            shotId={entry.shot.id}
            width={Math.round(thumbnailHeight * Math.min(2.4, ratio))}
            height={thumbnailHeight}
            offsetFrames={board.offsetFrames}
            view="board"
          />
        </button>
      </Tooltip>
    </li>
  );
}
