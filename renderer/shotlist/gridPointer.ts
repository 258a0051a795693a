import type { SceneId } from '@shared/document/ids';
import { columnWidth } from '@shared/shotlist/listView';
import type { AfterEdit } from './CellField';
import { type Cell, type CellChoice, moveChoice, tabCell } from './gridCells';
import type { ShotList } from './useShotList';

/** The cell an event is on; null = on none. */
export function cellOf(target: EventTarget | null): Cell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  const row = cell?.closest<HTMLElement>('[data-shot]')?.dataset['shot'];
  const column = cell?.dataset['column'];
  return row && column ? { row, column } : null;
}

/** The scene on whose line an event is; null = on none. */
export function sceneOf(target: EventTarget | null): SceneId | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-scene]') : null;
  return (row?.dataset['scene'] as SceneId | undefined) ?? null;
}

export const isInEditor = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-editor]') !== null;

export const firstOf = ({ row }: Cell, { columns }: ShotList): Cell => ({
  row,
  column: columns[0]?.id ?? '',
});
export const lastOf = ({ row }: Cell, { columns }: ShotList): Cell => ({
  row,
  column: columns.at(-1)?.id ?? '',
});

/** Follows the pointer until it is released: the cells under it are chosen, too. */
export function dragChoice(anchor: Cell, choose: (choice: CellChoice) => void): void {
  const move = ({ clientX, clientY }: globalThis.PointerEvent): void => {
    const focus = cellOf(document.elementFromPoint(clientX, clientY));
    if (focus) choose({ anchor, focus });
  };
  const end = (): void => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}

/** Where the focus goes after an edit. */
export function nextAfter(cell: Cell, after: AfterEdit, { shape }: ShotList): CellChoice | null {
  const only = { anchor: cell, focus: cell };
  if (after === 'stay') return only;
  if (after === 'next' || after === 'previous') {
    const next = tabCell(cell, after === 'previous', shape);
    return next ? { anchor: next, focus: next } : only;
  }
  const key = { key: after === 'down' ? 'ArrowDown' : 'ArrowUp', isShift: false, isMod: false };
  return moveChoice(only, key, shape, 1);
}

/** Scrolls sideways so that a column is wholly in sight, beside the number that stays. */
export function revealColumn(
  scroller: HTMLDivElement | null,
  { columns, view }: ShotList,
  columnId: string,
): void {
  if (!scroller) return;
  const index = columns.findIndex(({ id }) => id === columnId);
  const left = columns.slice(0, index).reduce((sum, column) => sum + columnWidth(view, column), 0);
  const column = columns[index];
  if (!column) return;
  const right = left + columnWidth(view, column);
  const sticky = columns[0]?.id === 'number' ? columnWidth(view, columns[0]) : 0;
  if (index > 0 && left - sticky < scroller.scrollLeft) scroller.scrollLeft = left - sticky;
  else if (index > 0 && right > scroller.scrollLeft + scroller.clientWidth)
    scroller.scrollLeft = right - scroller.clientWidth;
}
