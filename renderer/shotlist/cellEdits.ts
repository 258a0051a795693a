import type { ShotId } from '@shared/document/ids';
import type { ShotCells } from '@shared/edits/shotCells';
import type { Column } from '@shared/shotlist/columns';
import {
  findHeadings,
  firstMapping,
  mergeCells,
  type PasteOptions,
  type PastePlan,
  planPaste,
  readCellText,
} from '@shared/shotlist/planPaste';
import type { TableShot } from '@shared/shotlist/tableContext';
import { readTableText, writeTableText } from '@shared/shotlist/tableText';
import { runCommand } from '../state/runCommand';
import type { CellArea } from './gridCells';
import type { ShotList } from './useShotList';

interface Edit {
  readonly shotId: ShotId;
  readonly cells: ShotCells;
}

function runEdits(edits: readonly Edit[], label: string): void {
  if (edits.length > 0) void runCommand('shot.editEach', { edits, label }, { keepSelection: true });
}

/** Writes a typed text into a column of some shots. @returns why it cannot be, in words */
export function writeCells(
  list: ShotList,
  column: Column,
  rows: readonly TableShot[],
  text: string,
): string | null {
  const edits: Edit[] = [];
  for (const row of rows) {
    const read = readCellText(column, text, row, list.context);
    if (read.problem !== undefined) return read.problem;
    if (Object.keys(read.cells).length > 0) edits.push({ shotId: row.shot.id, cells: read.cells });
  }
  runEdits(edits, `Edit ${column.title}`);
  return null;
}

const cellsOf = ({ columns, shots }: ShotList, { fromRow, toRow, fromColumn, toColumn }: CellArea) => ({
  columns: columns.slice(fromColumn, toColumn),
  rows: shots.slice(fromRow, toRow),
});

/** Empties what can be empty; numbers, scenes and lengths stay. */
export function clearCells(list: ShotList, area: CellArea): void {
  const { columns, rows } = cellsOf(list, area);
  const edits = rows.flatMap((row): Edit[] => {
    let cells: ShotCells = {};
    for (const column of columns) {
      const read = readCellText(column, '', row, list.context);
      if (read.cells) cells = mergeCells(cells, read.cells);
    }
    return Object.keys(cells).length > 0 ? [{ shotId: row.shot.id, cells }] : [];
  });
  runEdits(edits, 'Clear Cells');
}

/** The chosen cells as a spreadsheet takes them; with the titles of the columns above where asked. */
export function copyCells(list: ShotList, area: CellArea, withHeadings = false): string {
  const columns = cellsOf(list, area).columns.filter(({ type }) => type !== 'picture');
  const rows = cellsOf(list, area).rows.map((row) => columns.map((column) => column.text(row, list.context)));
  return writeTableText(withHeadings ? [columns.map(({ title }) => title), ...rows] : rows);
}

/** A paste that a person looks at before it is made. */
export type OpenPaste = Pick<PasteOptions, 'cells' | 'hasHeadings' | 'mapping' | 'targets' | 'sceneId'>;

/**
 * Takes a table: at once where every cell fits, else as something to look at first. One cell fills all that are chosen.
 * @throws RangeError when the text is too large for a table
 */
export function takeTable(list: ShotList, text: string, area: CellArea): OpenPaste | null {
  const cells = readTableText(text);
  if (cells.length === 0) return null;
  const single = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined;
  const isMany = (area.toRow - area.fromRow) * (area.toColumn - area.fromColumn) > 1;
  const filled =
    single !== undefined && isMany
      ? Array.from({ length: area.toRow - area.fromRow }, () =>
          Array.from({ length: area.toColumn - area.fromColumn }, () => single),
        )
      : cells;
  const hasHeadings = findHeadings(filled, list.all);
  const paste: OpenPaste = {
    cells: filled,
    hasHeadings,
    mapping: firstMapping(filled, {
      all: list.all,
      shown: list.columns,
      focus: area.fromColumn,
      hasHeadings,
    }),
    targets: list.shots.slice(area.fromRow),
    sceneId: list.shots.at(-1)?.scene.id ?? null,
  };
  const plan = planPaste(list.context, list.all, paste);
  const fits = !hasHeadings && plan.problems === 0 && plan.newShots === 0 && !paste.mapping.includes(null);
  if (!fits) return paste;
  applyPaste(plan);
  return null;
}

export function applyPaste({ args, newShots }: PastePlan): void {
  if (args.edits.length === 0 && args.added.length === 0) return;
  const label = newShots > 0 ? `Paste Table with ${newShots} New Shots` : 'Paste Table';
  void runCommand('shot.editEach', { ...args, label }, { keepSelection: newShots === 0 });
}

/** A whole table, not put at a cell: by its titles, or side by side from the first editable column. Always looked at first. */
export function tableFromFile(list: ShotList, cells: readonly (readonly string[])[]): OpenPaste | null {
  if (cells.length === 0) return null;
  const hasHeadings = findHeadings(cells, list.all);
  const shown = list.columns.filter(({ read, id }) => read && id !== 'number');
  return {
    cells,
    hasHeadings,
    mapping: firstMapping(cells, { all: list.all, shown, focus: 0, hasHeadings }),
    targets: [],
    sceneId: list.context.sequence.scenes.at(-1)?.scene.id ?? null,
  };
}
