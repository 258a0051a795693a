import type { Column } from '@shared/shotlist/columns';
import type { TableContext, TableShot } from '@shared/shotlist/tableContext';
import { colourNamed } from '@shared/shots/words';
import { memo } from 'react';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { cx } from '../ui/cx';
import { Check } from '../ui/icons';
import { useIsWhole } from '../ui/useIsWhole';
import styles from './ListRow.module.css';
import { listSight, useNeededColumns } from './listSight';

export const cellId = (rowId: string, columnId: string): string =>
  `cell-${rowId}-${columnId.replace(' ', '-')}`;

export interface ListRowProps {
  readonly entry: TableShot;
  readonly columns: readonly Column[];
  readonly context: TableContext;
  /** Counted from 1, for screen readers. */
  readonly rowNumber: number;
  readonly top: number;
  readonly height: number;
  /** Chosen columns of this row, half open; -1 = none. */
  readonly chosenFrom: number;
  readonly chosenTo: number;
  readonly focusColumn: number;
  readonly isCurrent: boolean;
  readonly canDrag: boolean;
  readonly insertion: 'before' | 'after' | null;
}

/**
 * A shot as a line of the list. The grid handles pointer and keys; a cell says by its data which it is. A line that comes in
 * sight while the list is scrolled has the cells in sight, and the others when it rests.
 */
export const ListRow = memo(function ListRow({
  entry,
  columns,
  context,
  rowNumber,
  top,
  height,
  chosenFrom,
  chosenTo,
  focusColumn,
  isCurrent,
  canDrag,
  insertion,
}: ListRowProps) {
  const { shot, isOmitted } = entry;
  const { from, to } = useNeededColumns(useIsWhole(listSight));
  const isNeeded = (index: number): boolean =>
    (index >= from && index < to) || index === focusColumn || columns[index]?.id === 'number';
  return (
    <div
      className={cx(
        styles.row,
        isCurrent && styles.currentRow,
        isOmitted && styles.omittedRow,
        insertion === 'before' && styles.insertBefore,
        insertion === 'after' && styles.insertAfter,
      )}
      style={{ top, height }}
      role="row"
      aria-rowindex={rowNumber}
      aria-selected={chosenFrom >= 0}
      data-shot={shot.id}
    >
      {columns.map((column, index) =>
        isNeeded(index) ? (
          <div
            key={column.id}
            id={cellId(shot.id, column.id)}
            className={cx(
              styles.cell,
              styles[column.type],
              index >= chosenFrom && index < chosenTo && styles.chosen,
              index === focusColumn && styles.focused,
            )}
            // Behind a gap it does not find its column by itself.
            style={index > 0 && !isNeeded(index - 1) ? { gridColumnStart: index + 1 } : undefined}
            role="gridcell"
            aria-colindex={index + 1}
            aria-readonly={!column.read}
            data-column={column.id}
            draggable={column.type === 'label' && column.id === 'number' && canDrag}
          >
            <CellText entry={entry} column={column} context={context} height={height} />
          </div>
        ) : null,
      )}
    </div>
  );
});

function CellText({
  entry,
  column,
  context,
  height,
}: {
  readonly entry: TableShot;
  readonly column: Column;
  readonly context: TableContext;
  readonly height: number;
}) {
  if (column.type === 'picture') {
    const { frameSize } = context.project;
    const tall = height - 8;
    const wide = Math.min(80, Math.round((tall * frameSize.width) / frameSize.height));
    return (
      <span className={styles.thumbnail}>
        <ShotThumbnail
          shotId={entry.shot.id}
          width={wide}
          height={Math.round((wide * frameSize.height) / frameSize.width)}
        />
      </span>
    );
  }
  const text = column.text(entry, context);
  if (column.type === 'check') return text === 'Yes' ? <Check aria-label="Yes" /> : null;
  if (column.type === 'colour' && text !== '') {
    return (
      <>
        <span className={styles.dot} style={{ background: colourNamed(text) }} />
        {text}
      </>
    );
  }
  if (column.id === 'number') {
    return (
      <>
        {entry.shot.colour && <span className={styles.tab} style={{ background: entry.shot.colour }} />}
        <b>{text}</b>
        {entry.isOmitted && <span className={styles.omittedWord}>OMITTED</span>}
      </>
    );
  }
  if (column.id === 'status' && text !== '') {
    return (
      <span className={styles.status} data-status={entry.shot.status}>
        {text}
      </span>
    );
  }
  // Most cells of a film are empty: nothing is laid out and clipped in them.
  return text === '' ? null : <span className={styles.words}>{text}</span>;
}
