import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ColumnSpan } from './gridCells';

/** As many columns as there may be. */
const allColumns: ColumnSpan = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** What is seen of the table: whether it is being scrolled up or down, and which columns are in sight. */
export const listSight = createStore<{ readonly isScrolling: boolean; readonly columns: ColumnSpan }>()(
  () => ({ isScrolling: false, columns: allColumns }),
);

export function setColumnsInSight(columns: ColumnSpan): void {
  const { from, to } = listSight.getState().columns;
  if (columns.from !== from || columns.to !== to) listSight.setState({ columns });
}

/** The columns a row needs cells of. A whole row has all of them, and is none the wiser when the table goes sideways. */
export function useNeededColumns(isWhole: boolean): ColumnSpan {
  return useStore(listSight, ({ columns }) => (isWhole ? allColumns : columns));
}
