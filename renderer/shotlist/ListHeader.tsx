import type { Column } from '@shared/shotlist/columns';
import { columnWidth, moveColumn, nextSort } from '@shared/shotlist/listView';
import { type DragEvent, memo, type PointerEvent, useState } from 'react';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { ArrowDown, ArrowUp, ListFilter } from '../ui/icons';
import styles from './ListHeader.module.css';
import { columnMenu } from './listMenus';
import { type ShotList, setListView } from './useShotList';

const dragType = 'application/x-ekonte-column';
const leastWidth = 32;

/** The titles: a click sorts, a drag puts the column elsewhere, the right edge changes its width. */
export const ListHeader = memo(function ListHeader({
  list,
  onWidths,
}: {
  readonly list: ShotList;
  /** While an edge is dragged. */
  readonly onWidths: (widths: Readonly<Record<string, number>> | null) => void;
}) {
  const { view, all, columns } = list;
  const [target, setTarget] = useState<string | null>(null);
  const drop = (event: DragEvent): void => {
    const id = event.dataTransfer.getData(dragType);
    setTarget(null);
    if (id === '') return;
    event.preventDefault();
    setListView(moveColumn(view, all, id, columnUnder(event)));
  };
  return (
    <ContextMenu entries={(event) => columnMenu(list, columnOf(event.target))}>
      <div
        className={styles.header}
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(dragType)) return;
          event.preventDefault();
          setTarget(columnUnder(event));
        }}
        onDragLeave={() => setTarget(null)}
        onDrop={drop}
      >
        {columns.map((column, index) => (
          <HeaderCell
            key={column.id}
            column={column}
            index={index}
            list={list}
            isTarget={target === column.id}
            onWidths={onWidths}
          />
        ))}
      </div>
    </ContextMenu>
  );
});

function HeaderCell({
  column,
  index,
  list,
  isTarget,
  onWidths,
}: {
  readonly column: Column;
  readonly index: number;
  readonly list: ShotList;
  readonly isTarget: boolean;
  readonly onWidths: (widths: Readonly<Record<string, number>> | null) => void;
}) {
  const { view } = list;
  const sort = view.sort?.column === column.id ? view.sort : null;
  const isFiltered = (view.filters[column.id]?.length ?? 0) > 0;
  const resize = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const edge = event.currentTarget;
    const [from, width] = [event.clientX, columnWidth(view, column)];
    edge.setPointerCapture(event.pointerId);
    const widthsAt = (x: number) => ({
      ...view.widths,
      [column.id]: Math.round(Math.min(1_200, Math.max(leastWidth, width + x - from))),
    });
    const move = ({ clientX }: globalThis.PointerEvent): void => onWidths(widthsAt(clientX));
    const end = ({ clientX, type }: globalThis.PointerEvent): void => {
      edge.removeEventListener('pointermove', move);
      edge.removeEventListener('pointerup', end);
      edge.removeEventListener('pointercancel', end);
      onWidths(null);
      if (type === 'pointerup') setListView({ ...view, widths: widthsAt(clientX) });
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', end);
    edge.addEventListener('pointercancel', end);
  };
  return (
    <div
      className={cx(
        styles.headCell,
        (column.type === 'number' || column.type === 'length') && styles.atRight,
        isTarget && styles.dropColumn,
      )}
      role="columnheader"
      tabIndex={-1}
      aria-colindex={index + 1}
      aria-sort={sort ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
      data-column={column.id}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, column.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <button
        type="button"
        className={styles.headButton}
        title={`${column.title}: click to sort, drag to move`}
        onClick={() => setListView({ ...view, sort: nextSort(view, column.id) })}
      >
        <span>{column.title}</span>
        {sort && (sort.isDescending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
        {isFiltered && <ListFilter aria-label="filtered" className={styles.filterMark} />}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: an edge for the pointer; the menu has what it does */}
      <span
        className={styles.edge}
        onPointerDown={resize}
        onDoubleClick={() => {
          const { [column.id]: _width, ...widths } = view.widths;
          setListView({ ...view, widths });
        }}
      />
    </div>
  );
}

const columnOf = (target: EventTarget | null): string | null =>
  (target instanceof Element && target.closest<HTMLElement>('[data-column]')?.dataset['column']) || null;

/** The column in front of which a drop would go: the one under the pointer, or the next one past its middle. */
function columnUnder(event: DragEvent): string | null {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null;
  if (!cell) return null;
  const box = cell.getBoundingClientRect();
  if (event.clientX < box.left + box.width / 2) return cell.dataset['column'] ?? null;
  return (cell.nextElementSibling as HTMLElement | null)?.dataset['column'] ?? null;
}
