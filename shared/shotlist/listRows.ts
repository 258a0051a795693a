import type { ListedScene } from '../shots/sequence';
import type { Column } from './columns';
import type { ListView } from './listView';
import type { TableContext, TableShot } from './tableContext';

export type ListRow =
  | {
      readonly type: 'scene';
      readonly key: string;
      readonly scene: ListedScene /** Of its shots, how many are shown. */;
      readonly shownCount: number;
    }
  | { readonly type: 'shot'; readonly key: string; readonly entry: TableShot };

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export interface ListRowsOptions {
  readonly view: ListView;
  readonly all: readonly Column[];
  /** Words that must all be in a row; empty = no filter. */
  readonly query: string;
}

/** The lines of the shot list: sorted, filtered and by scene as the view says. The film's order never changes by it. */
export function listRows(context: TableContext, { view, all, query }: ListRowsOptions): readonly ListRow[] {
  const byId = new Map(all.map((column) => [column.id, column]));
  const keep = rowFilter(context, view, byId, query);
  const sort = rowSort(context, view, byId);
  const { scenes } = context.sequence;
  if (!view.isGrouped) return sort(scenes.flatMap(({ shots }) => shots).filter(keep)).map(shotRow);
  const isFiltered = isListFiltered(view, query);
  return scenes.flatMap((scene): ListRow[] => {
    const shots = sort(scene.shots.filter(keep));
    if (isFiltered && shots.length === 0) return [];
    const { id } = scene.scene;
    return [{ type: 'scene', key: id, scene, shownCount: shots.length }, ...shots.map(shotRow)];
  });
}

export function isListFiltered(view: ListView, query: string): boolean {
  return query.trim() !== '' || Object.values(view.filters).some((values) => values.length > 0);
}

const shotRow = (entry: TableShot): ListRow => ({ type: 'shot', key: entry.shot.id, entry });

function rowFilter(
  context: TableContext,
  view: ListView,
  byId: ReadonlyMap<string, Column>,
  query: string,
): (row: TableShot) => boolean {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const searched = [...byId.values()].filter(({ type }) => type !== 'picture');
  const chosen = Object.entries(view.filters).flatMap(([id, values]) => {
    const column = byId.get(id);
    return column && values.length > 0 ? [{ column, values: new Set(values) }] : [];
  });
  return (row) => {
    for (const { column, values } of chosen) if (!values.has(column.text(row, context))) return false;
    if (words.length === 0) return true;
    const text = searched
      .map((column) => column.text(row, context))
      .join('\n')
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function rowSort(
  context: TableContext,
  { sort }: ListView,
  byId: ReadonlyMap<string, Column>,
): (rows: readonly TableShot[]) => readonly TableShot[] {
  const column = sort && byId.get(sort.column);
  if (!column) return (rows) => rows;
  const sign = sort.isDescending ? -1 : 1;
  return (rows) =>
    rows
      .map((row) => ({ row, value: column.sortValue(row, context) }))
      // What is empty comes last both ways.
      .sort((a, b) =>
        a.value === null || b.value === null
          ? Number(a.value === null) - Number(b.value === null)
          : sign * compare(a.value, b.value),
      )
      .map(({ row }) => row);
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/** The values a column has in the film, with how many shots have each: what a filter offers. */
export function columnValues(
  context: TableContext,
  column: Column,
): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { shots } of context.sequence.scenes)
    for (const row of shots) {
      const value = column.text(row, context);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => Number(a.value === '') - Number(b.value === '') || collator.compare(a.value, b.value));
}
