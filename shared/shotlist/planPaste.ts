import type { SceneId, ShotId } from '../document/ids';
import type { ShotCells } from '../edits/shotCells';
import type { Column } from './columns';
import type { ReadCell } from './readCell';
import type { TableContext, TableShot } from './tableContext';

/** For each pasted column the column of the list it goes to; null = it is left out. */
export type PasteMapping = readonly (string | null)[];

export interface PasteOptions {
  readonly cells: readonly (readonly string[])[];
  /** The first row says what the columns are. */
  readonly hasHeadings: boolean;
  readonly mapping: PasteMapping;
  /** Rows that are written to, top to bottom, where no column says which shot is meant. */
  readonly targets: readonly TableShot[];
  /** Scene of new shots that name none; null = the last one. */
  readonly sceneId: SceneId | null;
}

export interface PastedCell {
  readonly column: string;
  readonly before: string;
  readonly after: string;
  readonly problem: string | null;
}

export interface PastedRow {
  /** null = a new shot. */
  readonly target: TableShot | null;
  /** As pasted. */
  readonly texts: readonly string[];
  /** Cells that change or cannot be read. */
  readonly cells: readonly PastedCell[];
}

/** What a paste would do. */
export interface PastePlan {
  readonly rows: readonly PastedRow[];
  readonly changedCells: number;
  readonly newShots: number;
  readonly problems: number;
  /** Arguments of `shot.editEach`; cells that cannot be read are left as they are. */
  readonly args: {
    readonly edits: readonly { readonly shotId: ShotId; readonly cells: ShotCells }[];
    readonly added: readonly {
      readonly sceneId?: SceneId;
      readonly sceneHeading?: string;
      readonly cells: ShotCells;
    }[];
  };
}

const plainHeading = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/[.:]$/, '');

/** The column that a heading of a spreadsheet means. */
function columnOfHeading(heading: string, all: readonly Column[]): Column | undefined {
  const wanted = plainHeading(heading);
  if (wanted === '') return undefined;
  return (
    all.find(({ title }) => plainHeading(title) === wanted) ??
    all.find(({ headings }) => headings.some((known) => plainHeading(known) === wanted))
  );
}

/** Whether the first row names columns: at least half of its cells, and two, or the only one. */
export function findHeadings(cells: readonly (readonly string[])[], all: readonly Column[]): boolean {
  const first = cells[0]?.filter((cell) => cell.trim() !== '') ?? [];
  const known = first.filter((cell) => columnOfHeading(cell, all)).length;
  return cells.length > 1 && known >= Math.min(2, first.length) && known * 2 >= first.length && known > 0;
}

/** Where pasted columns go: by their headings, each once, or side by side from the column that has the focus. */
export function firstMapping(
  cells: readonly (readonly string[])[],
  {
    all,
    shown,
    focus,
    hasHeadings,
  }: {
    readonly all: readonly Column[];
    readonly shown: readonly Column[];
    /** Index among the shown columns. */
    readonly focus: number;
    readonly hasHeadings: boolean;
  },
): PasteMapping {
  const width = cells[0]?.length ?? 0;
  if (!hasHeadings) return Array.from({ length: width }, (_, index) => shown[focus + index]?.id ?? null);
  const taken = new Set<string>();
  return (cells[0] ?? []).map((heading) => {
    const id = columnOfHeading(heading, all)?.id;
    if (id === undefined || taken.has(id)) return null;
    taken.add(id);
    return id;
  });
}

/** What a cell would become. A text that says what is there already changes nothing. */
export function readCellText(
  column: Column,
  text: string,
  row: TableShot | null,
  context: TableContext,
): ReadCell {
  if (!column.read) return { problem: `${column.title} cannot be edited here.` };
  if (row && column.text(row, context).trim() === text.trim()) return { cells: {} };
  return column.read(text, row, context);
}

/** Plans a paste. Cells that cannot be read keep the rest of their row. */
export function planPaste(context: TableContext, all: readonly Column[], options: PasteOptions): PastePlan {
  const byId = new Map(all.map((column) => [column.id, column]));
  const columns = options.mapping.map((id) => (id === null ? undefined : byId.get(id)));
  const data = options.hasHeadings ? options.cells.slice(1) : options.cells;
  const numberAt = columns.findIndex((column) => column?.id === 'number');
  const byLabel = new Map(
    context.sequence.scenes.flatMap(({ shots }) =>
      shots.map((row) => [row.label.toUpperCase(), row] as const),
    ),
  );
  const edits = new Map<ShotId, ShotCells>();
  const added: PastePlan['args']['added'][number][] = [];
  const rows: PastedRow[] = [];
  data.forEach((texts, index) => {
    const isEmpty = texts.every((text) => text.trim() === '');
    const named = numberAt < 0 ? undefined : byLabel.get((texts[numberAt] ?? '').trim().toUpperCase());
    const isByNumber = options.hasHeadings && numberAt >= 0;
    const target = isByNumber ? (named ?? null) : (options.targets[index] ?? null);
    // An empty row empties the cells of its shot, and makes no new one.
    if (isEmpty && (isByNumber || !target)) return;
    const read = readRow(context, columns, texts, target, isByNumber ? numberAt : -1);
    rows.push({ target, texts, cells: read.shown });
    if (target) {
      if (Object.keys(read.cells).length > 0) {
        edits.set(target.shot.id, mergeCells(edits.get(target.shot.id) ?? {}, read.cells));
      }
      return;
    }
    const { sceneId = options.sceneId ?? undefined, number: _number, ...cells } = read.cells;
    added.push({
      ...(read.newScene === undefined && sceneId !== undefined && { sceneId }),
      ...(read.newScene !== undefined && { sceneHeading: read.newScene }),
      cells,
    });
  });
  const shown = rows.flatMap(({ cells }) => cells);
  return {
    rows,
    changedCells: shown.filter(({ problem }) => problem === null).length,
    newShots: added.length,
    problems: shown.filter(({ problem }) => problem !== null).length,
    args: { edits: [...edits].map(([shotId, cells]) => ({ shotId, cells })), added },
  };
}

function readRow(
  context: TableContext,
  columns: readonly (Column | undefined)[],
  texts: readonly string[],
  target: TableShot | null,
  skipAt: number,
) {
  let cells: ShotCells = {};
  let newScene: string | undefined;
  const shown: PastedCell[] = [];
  columns.forEach((column, index) => {
    const after = texts[index] ?? '';
    if (!column || index === skipAt || (target === null && after.trim() === '')) return;
    // A new shot is counted from its place, whatever number the spreadsheet gives it.
    if (target === null && column.id === 'number') return;
    const before = target ? column.text(target, context) : '';
    const read = readCellText(column, after, target, context);
    if (read.problem !== undefined) {
      shown.push({ column: column.id, before, after, problem: read.problem });
      return;
    }
    if (Object.keys(read.cells).length === 0 && read.newScene === undefined) return;
    cells = mergeCells(cells, read.cells);
    newScene = read.newScene ?? newScene;
    shown.push({ column: column.id, before, after, problem: null });
  });
  return { cells, newScene, shown };
}

/** Custom fields are one value of a shot: those of several columns come together. */
export function mergeCells(a: ShotCells, b: ShotCells): ShotCells {
  if (!a.customFields || !b.customFields) return { ...a, ...b };
  return { ...a, ...b, customFields: { ...a.customFields, ...b.customFields } };
}
