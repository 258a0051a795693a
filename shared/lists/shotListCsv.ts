import Papa from 'papaparse';
import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import { allColumns, type Column } from '../shotlist/columns';
import { tableContext } from '../shotlist/tableContext';
import { pickShots } from '../shots/sequence';

/** By the beginning alone: Papa Parse's own pattern lets through cells of several lines. */
const formulaStart = /^[=+\-@\t\r]/;

/**
 * The shot list for a spreadsheet (RFC 4180): one line a shot in film order, columns and cells as the table shows them. No
 * cell becomes a formula.
 * @param shotIds null = all, with those that are omitted
 * @param columns null = those that are shown at first; ones that are gone are left out
 */
export function shotListCsv(
  document: DocumentView,
  shotIds: readonly ShotId[] | null,
  columns: readonly string[] | null,
): { readonly text: string; readonly count: number } {
  const context = tableContext(document);
  const listed = context.sequence.scenes.flatMap(({ shots }) => shots);
  const rows = pickShots(listed, shotIds);
  const shown = csvColumns(allColumns(context.fields), columns);
  const fields = shown.map(({ title }) => title);
  const data = rows.map((row) => shown.map((column) => column.text(row, context)));
  const text = Papa.unparse({ fields, data }, { escapeFormulae: formulaStart, newline: '\r\n' });
  return { text: `${text}\r\n`, count: rows.length };
}

/** The table has a line above each scene; here each shot says its own, in front. */
function csvColumns(all: readonly Column[], ids: readonly string[] | null): readonly Column[] {
  const byId = new Map(all.map((column) => [column.id, column]));
  const asked = ids?.flatMap((id) => byId.get(id) ?? []) ?? all.filter(({ isShownFirst }) => isShownFirst);
  const texts = asked.filter(({ type }) => type !== 'picture');
  const scene = byId.get('scene');
  return scene && !texts.includes(scene) ? [scene, ...texts] : texts;
}
