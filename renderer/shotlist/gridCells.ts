/*
 * Places in the grid of the shot list. Rows and columns are named by their ids, so that sorting, filtering and new columns
 * leave the chosen cells chosen; places are counted when they are needed.
 */

export interface Cell {
  readonly row: string;
  readonly column: string;
}

/** Chosen cells: from where a person began to where the focus is. */
export interface CellChoice {
  readonly anchor: Cell;
  readonly focus: Cell;
}

/** Rows and columns as they are shown. */
export interface GridShape {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly rowAt: ReadonlyMap<string, number>;
  readonly columnAt: ReadonlyMap<string, number>;
}

export function gridShape(rows: readonly string[], columns: readonly string[]): GridShape {
  const placesOf = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  return { rows, columns, rowAt: placesOf(rows), columnAt: placesOf(columns) };
}

/** Half open: `toRow` and `toColumn` are not in. */
export interface CellArea {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** The chosen area; null when its focus is no longer shown. */
export function chosenArea(choice: CellChoice | null, shape: GridShape): CellArea | null {
  if (!choice) return null;
  const focus = placeOf(choice.focus, shape);
  if (!focus) return null;
  const anchor = placeOf(choice.anchor, shape) ?? focus;
  return {
    fromRow: Math.min(anchor.row, focus.row),
    toRow: Math.max(anchor.row, focus.row) + 1,
    fromColumn: Math.min(anchor.column, focus.column),
    toColumn: Math.max(anchor.column, focus.column) + 1,
  };
}

export function placeOf(cell: Cell, { rowAt, columnAt }: GridShape): { row: number; column: number } | null {
  const [row, column] = [rowAt.get(cell.row), columnAt.get(cell.column)];
  return row === undefined || column === undefined ? null : { row, column };
}

export interface GridKey {
  readonly key: string;
  readonly isShift: boolean;
  /** Control, or Command on a Mac: to the end. */
  readonly isMod: boolean;
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where a key takes the focus; null = it is no key of the grid. With Shift the other end stays. */
export function moveChoice(
  choice: CellChoice | null,
  { key, isShift, isMod }: GridKey,
  shape: GridShape,
  pageRows: number,
): CellChoice | null {
  const from = (choice && placeOf(choice.focus, shape)) ?? { row: 0, column: 0 };
  const [lastRow, lastColumn] = [shape.rows.length - 1, shape.columns.length - 1];
  const to = targetOf(key, isMod, from, pageRows, lastRow, lastColumn);
  if (!to || lastRow < 0 || lastColumn < 0) return null;
  const focus = cellAt(shape, to.row, to.column);
  if (!focus) return null;
  return { anchor: isShift && choice ? choice.anchor : focus, focus };
}

function targetOf(
  key: string,
  isMod: boolean,
  from: { row: number; column: number },
  pageRows: number,
  lastRow: number,
  lastColumn: number,
): { row: number; column: number } | null {
  const step = steps[key];
  if (step) {
    const far = isMod ? Number.MAX_SAFE_INTEGER : 1;
    return {
      row: held(from.row + step[0] * far, lastRow),
      column: held(from.column + step[1] * far, lastColumn),
    };
  }
  if (key === 'Home') return { row: isMod ? 0 : from.row, column: 0 };
  if (key === 'End') return { row: isMod ? lastRow : from.row, column: lastColumn };
  if (key === 'PageUp') return { row: held(from.row - pageRows, lastRow), column: from.column };
  if (key === 'PageDown') return { row: held(from.row + pageRows, lastRow), column: from.column };
  return null;
}

const held = (value: number, last: number): number => Math.min(Math.max(value, 0), Math.max(last, 0));

export function cellAt(shape: GridShape, row: number, column: number): Cell | null {
  const [rowId, columnId] = [shape.rows[row], shape.columns[column]];
  return rowId === undefined || columnId === undefined ? null : { row: rowId, column: columnId };
}

/** The next cell by Tab: through the columns, then on in the next row. */
export function tabCell(cell: Cell, isBack: boolean, shape: GridShape): Cell | null {
  const place = placeOf(cell, shape);
  if (!place) return null;
  const width = shape.columns.length;
  const next = place.row * width + place.column + (isBack ? -1 : 1);
  return next < 0 ? null : cellAt(shape, Math.floor(next / width), next % width);
}

/** Columns beside each other, half open. */
export interface ColumnSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Columns of these widths that show in a window of the table, or nearly: what moves sideways is not to come in sight empty.
 * @param left px of the table left of the window
 * @param width of the window, px
 * @param margin px on either side
 */
export function columnsInSight(
  widths: readonly number[],
  left: number,
  width: number,
  margin: number,
): ColumnSpan {
  const span = { from: widths.length, to: 0 };
  let start = 0;
  for (const [index, each] of widths.entries()) {
    if (start + each > left - margin && start < left + width + margin) {
      span.from = Math.min(span.from, index);
      span.to = index + 1;
    }
    start += each;
  }
  return span;
}
