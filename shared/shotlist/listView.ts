import { z } from 'zod';
import type { Column } from './columns';

/** Session scope: how the shot list is looked at. Saved beside the document, never undone. */
export const listViewSchema = z.object({
  /** Ids of the columns shown, left to right; null = those that are shown first. */
  columns: z.array(z.string().max(80)).max(400).nullable().catch(null),
  /** px by id, where a person has changed it. */
  widths: z.record(z.string(), z.number().min(24).max(1_200)).catch({}),
  sort: z.object({ column: z.string(), isDescending: z.boolean() }).nullable().catch(null),
  /** By column: the only values that are shown. */
  filters: z.record(z.string(), z.array(z.string())).catch({}),
  isGrouped: z.boolean().catch(true),
});
export type ListView = Readonly<z.infer<typeof listViewSchema>>;

export const initialListView: ListView = {
  columns: null,
  widths: {},
  sort: null,
  filters: {},
  isGrouped: true,
};

/** The columns to show, in order. Those of fields that were made since come last; what is gone is left out. */
export function shownColumns(view: ListView, all: readonly Column[]): readonly Column[] {
  if (!view.columns) return all.filter((column) => column.isShownFirst);
  const byId = new Map(all.map((column) => [column.id, column]));
  return view.columns.flatMap((id) => byId.get(id) ?? []);
}

export function columnWidth(view: ListView, column: Column): number {
  return view.widths[column.id] ?? column.width;
}

/** Shows or hides a column; one that comes takes its usual place. */
export function toggleColumn(view: ListView, all: readonly Column[], id: string): ListView {
  const shown = shownColumns(view, all).map((column) => column.id);
  if (shown.includes(id)) return { ...view, columns: shown.filter((each) => each !== id) };
  const usual = all.map((column) => column.id);
  const before = shown.findLastIndex((each) => usual.indexOf(each) < usual.indexOf(id));
  return { ...view, columns: shown.toSpliced(before + 1, 0, id) };
}

/** Puts a column in front of another; null = last. */
export function moveColumn(
  view: ListView,
  all: readonly Column[],
  id: string,
  beforeId: string | null,
): ListView {
  const others = shownColumns(view, all)
    .map((column) => column.id)
    .filter((each) => each !== id);
  const at = beforeId === null ? others.length : others.indexOf(beforeId);
  return { ...view, columns: others.toSpliced(at < 0 ? others.length : at, 0, id) };
}

/** Sorts by a column: up, down, then by the film's order again. */
export function nextSort(view: ListView, id: string): ListView['sort'] {
  if (view.sort?.column !== id) return { column: id, isDescending: false };
  return view.sort.isDescending ? null : { column: id, isDescending: true };
}
