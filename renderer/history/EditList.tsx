import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useDocument, useList } from '../state/documentStore';
import { cx } from '../ui/cx';
import { Sparkles } from '../ui/icons';
import { Tooltip } from '../ui/Tooltip';
import { momentText } from '../ui/timeWords';
import styles from './History.module.css';
import {
  followHistory,
  goAlong,
  type HistoryLines,
  positionOfRow,
  rowCount,
  showHistoryRows,
  useHistoryLines,
} from './historyLines';
import { takesBetween } from './takesBetween';

/** px */
const rowHeight = 28;

/** The id of an edit's row, for `aria-activedescendant`. */
const editRowId = (position: number): string => `edit-${position}`;

/** Every edit, newest first; a click goes there. What was undone stays above, paler, until the next edit. */
export function EditList() {
  const history = useHistoryLines();
  useEffect(() => followHistory(), []);
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rowCount(history),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    onChange: ({ range }) => {
      if (range) showHistoryRows(range.startIndex, range.endIndex);
    },
  });

  // The place one goes to by key stays in view.
  useEffect(() => {
    if (history.last > 0) virtualizer.scrollToIndex(history.last - history.cursor, { align: 'auto' });
  }, [history.cursor, history.last, virtualizer]);

  const handleKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const position = history.cursor + step;
    if (step === 0 || isReadOnly || position > history.last || position < history.first - 1) return;
    event.preventDefault();
    event.stopPropagation();
    void goAlong(position);
  };

  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        aria-label="Edits, newest first"
        aria-activedescendant={editRowId(history.cursor)}
        tabIndex={0}
        onKeyDown={handleKeyDown}
      >
        <div className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => (
            <EditRow key={key} history={history} row={index} top={start} isReadOnly={isReadOnly} />
          ))}
        </div>
      </div>
      <p className={styles.foot}>{footText(history, isReadOnly)}</p>
    </>
  );
}

function footText({ first, last, cursor }: HistoryLines, isReadOnly: boolean): string {
  if (isReadOnly) return 'Open for reading only: the history can be looked at.';
  const total = Math.max(0, last - first + 1);
  if (total === 0) return 'Nothing has been edited yet.';
  const undone = last - cursor;
  const edits = `${total.toLocaleString()} ${total === 1 ? 'edit' : 'edits'}`;
  return undone === 0
    ? `${edits} · click one to go back to it`
    : `${edits}, ${undone.toLocaleString()} undone`;
}

interface EditRowProps {
  readonly history: HistoryLines;
  readonly row: number;
  readonly top: number;
  readonly isReadOnly: boolean;
}

function EditRow({ history, row, top, isReadOnly }: EditRowProps) {
  const position = positionOfRow(history, row);
  const line = history.lines.get(position);
  const isBeginning = position < history.first;
  const isCurrent = position === history.cursor;
  const [nowMs] = useState(() => Date.now());
  return (
    <button
      type="button"
      id={editRowId(position)}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      disabled={isReadOnly}
      className={cx(styles.edit, isCurrent && styles.current, position > history.cursor && styles.undone)}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
      onClick={() => {
        if (!isCurrent) void goAlong(position);
      }}
    >
      <span className={styles.mark} aria-hidden />
      <span className={styles.label}>{isBeginning ? beginningText(history) : (line?.label ?? '')}</span>
      {!isBeginning && <TakeCount history={history} position={position} />}
      {line && <span className={styles.time}>{momentText(line.createdAtMs, nowMs)}</span>}
    </button>
  );
}

/** The oldest edits of a long history are forgotten. */
const beginningText = ({ first }: HistoryLines): string =>
  first > 1 ? 'Before the oldest edit that is kept' : 'Beginning';

/** Takes that arrived after this edit: they are no part of the line, and undo steps over them. */
function TakeCount({ history, position }: { readonly history: HistoryLines; readonly position: number }) {
  const takes = useList('take');
  const line = history.lines.get(position);
  const next = history.lines.get(position + 1);
  if (!line || (position < history.last && !next)) return null;
  const count = takesBetween(takes, line.createdAtMs, next?.createdAtMs).length;
  if (count === 0) return null;
  const words = count === 1 ? 'A take' : `${count} takes`;
  return (
    <Tooltip
      label={`${words} arrived after this. Going back leaves takes where they are, as long as their shot is there.`}
    >
      <span className={styles.takes}>
        <Sparkles aria-hidden />
        {count}
      </span>
    </Tooltip>
  );
}
