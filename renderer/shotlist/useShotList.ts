import type { Kind } from '@shared/document/records';
import { allColumns, type Column } from '@shared/shotlist/columns';
import { type ListRow, listRows } from '@shared/shotlist/listRows';
import { type ListView, shownColumns } from '@shared/shotlist/listView';
import { type TableContext, type TableShot, tableContext } from '@shared/shotlist/tableContext';
import { useDeferredValue, useMemo } from 'react';
import { useDocument } from '../state/documentStore';
import { sessionStore, useSession } from '../state/sessionStore';
import { type GridShape, gridShape } from './gridCells';

/** Kinds whose records show in cells. */
const shownKinds: readonly Kind[] = [
  'project',
  'scene',
  'shot',
  'layer',
  'element',
  'cameraKeyframe',
  'dialogueLine',
  'board',
  'take',
  'customField',
];

export interface ShotList {
  readonly context: TableContext;
  readonly view: ListView;
  /** All columns there are, and those shown, in order. */
  readonly all: readonly Column[];
  readonly columns: readonly Column[];
  /** Lines as shown: scene headings and shots. */
  readonly rows: readonly ListRow[];
  /** The shots among them. */
  readonly shots: readonly TableShot[];
  readonly shape: GridShape;
}

export function setListView(listView: ListView): void {
  sessionStore.setState({ listView });
}

/** The shot list as it is shown now; null while nothing is loaded. */
export function useShotList(query: string): ShotList | null {
  const view = useSession((state) => state.listView);
  const document = useDocument((value) => value);
  const version = useDocument((value, { isLoaded }) =>
    isLoaded ? shownKinds.map((kind) => value.version(kind)).join('|') : null,
  );
  const wanted = useDeferredValue(query);
  const context = useMemo(() => (version === null ? null : tableContext(document)), [document, version]);
  const all = useMemo(() => (context ? allColumns(context.fields) : []), [context]);
  const columns = useMemo(() => shownColumns(view, all), [view, all]);
  return useMemo(() => {
    if (!context) return null;
    const rows = listRows(context, { view, all, query: wanted });
    const shots = rows.flatMap((row) => (row.type === 'shot' ? [row.entry] : []));
    const shape = gridShape(
      shots.map(({ shot }) => shot.id),
      columns.map(({ id }) => id),
    );
    return { context, view, all, columns, rows, shots, shape };
  }, [context, view, all, columns, wanted]);
}
