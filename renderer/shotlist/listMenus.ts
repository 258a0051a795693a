import type { ShotId } from '@shared/document/ids';
import { columnValues } from '@shared/shotlist/listRows';
import { initialListView, toggleColumn } from '@shared/shotlist/listView';
import { restoreEntries, shotEntries } from '../scenes/shotEntries';
import { runAction } from '../state/actions';
import { currentDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { selectedOf, sessionStore } from '../state/sessionStore';
import { ArrowDown, ArrowUp, Copy, CopyPlus, EyeOff, Frame, Plus, RotateCcw, Trash2 } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { type ShotList, setListView } from './useShotList';

/** As many values of a column as a menu holds. */
const mostValues = 24;

/** Which columns there are, shown ones ticked. */
export function columnChoices({ view, all, columns }: ShotList): readonly MenuEntry[] {
  const shown = new Set(columns.map(({ id }) => id));
  return [
    ...all.map((column) => ({
      id: column.id,
      label: column.title,
      isChecked: shown.has(column.id),
      isDisabled: shown.size === 1 && shown.has(column.id),
      run: () => setListView(toggleColumn(view, all, column.id)),
    })),
    { id: 'line', separator: true },
    { id: 'fields', label: 'Custom Fields…', run: () => runAction('project.showCustomFields') },
    {
      id: 'reset',
      label: 'Columns as at First',
      icon: RotateCcw,
      run: () => setListView({ ...view, columns: initialListView.columns, widths: {} }),
    },
  ];
}

/** The menu of a title: sort, filter by value, hide. */
export function columnMenu(list: ShotList, columnId: string | null): readonly MenuEntry[] {
  const { view, all, context } = list;
  const column = all.find(({ id }) => id === columnId);
  const more: MenuEntry = { id: 'columns', label: 'Columns', entries: columnChoices(list) };
  if (!column) return [more];
  const sortBy = (isDescending: boolean) =>
    setListView({ ...view, sort: { column: column.id, isDescending } });
  const values = column.type === 'picture' ? [] : columnValues(context, column);
  const chosen = new Set(view.filters[column.id] ?? []);
  const filterBy = (next: ReadonlySet<string>) =>
    setListView({ ...view, filters: { ...view.filters, [column.id]: [...next] } });
  return [
    { id: 'up', label: 'Sort Upwards', icon: ArrowUp, run: () => sortBy(false) },
    { id: 'down', label: 'Sort Downwards', icon: ArrowDown, run: () => sortBy(true) },
    {
      id: 'unsort',
      label: 'In Film Order',
      isDisabled: view.sort === null,
      run: () => setListView({ ...view, sort: null }),
    },
    { id: 'line', separator: true },
    ...(values.length > 1 && values.length <= mostValues
      ? [
          {
            id: 'filter',
            label: 'Show Only',
            entries: [
              {
                id: 'all',
                label: 'All',
                isChecked: chosen.size === 0,
                run: () => filterBy(new Set()),
              },
              ...values.map(({ value, count }) => ({
                id: `value ${value}`,
                label: value === '' ? '(empty)' : shortened(value),
                detail: String(count),
                isChecked: chosen.has(value),
                run: () => filterBy(toggled(chosen, value)),
              })),
            ],
          } satisfies MenuEntry,
          { id: 'line2', separator: true } as const,
        ]
      : []),
    {
      id: 'hide',
      label: `Hide ${column.title}`,
      icon: EyeOff,
      run: () => setListView(toggleColumn(view, all, column.id)),
    },
    more,
  ];
}

function toggled(values: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(values);
  if (!next.delete(value)) next.add(value);
  return next;
}

const shortened = (text: string): string => {
  const line = text.replaceAll('\n', ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

export interface CellMenuActions {
  readonly copy: (withHeadings: boolean) => void;
  readonly paste: () => void;
  readonly clear: () => void;
}

/** The menu of the chosen cells and their shots. */
export function cellMenu({ copy, paste, clear }: CellMenuActions): readonly MenuEntry[] {
  const document = currentDocument();
  const shotIds: readonly ShotId[] = selectedOf('shot');
  const shots = shotIds.flatMap((id) => document.get('shot', id) ?? []);
  const { isLocked } = document.project().numbering;
  const verb = isLocked ? 'Omit' : 'Delete';
  const both = shotEntries(shots, { keepSelection: true });
  return [
    { id: 'copy', label: 'Copy Cells', icon: Copy, keys: '$mod+KeyC', run: () => copy(false) },
    { id: 'copyHeadings', label: 'Copy with Titles', run: () => copy(true) },
    { id: 'paste', label: 'Paste', keys: '$mod+KeyV', run: paste },
    { id: 'clear', label: 'Clear Cells', keys: 'Delete', run: clear },
    { id: 'line', separator: true },
    {
      id: 'open',
      label: 'Open on the Stage',
      icon: Frame,
      run: () => sessionStore.setState({ workspace: 'stage' }),
    },
    { id: 'shot.add', label: 'New Shot After', icon: Plus, keys: 'KeyN', run: () => runAction('shot.add') },
    {
      id: 'duplicate',
      label: shots.length === 1 ? 'Duplicate Shot' : `Duplicate ${shots.length} Shots`,
      icon: CopyPlus,
      run: () => runAction('edit.duplicate'),
    },
    both.status,
    both.colour,
    both.scene,
    { id: 'line2', separator: true },
    ...restoreEntries(shots),
    {
      id: 'delete',
      label: shots.length === 1 ? `${verb} Shot` : `${verb} ${shots.length} Shots`,
      icon: Trash2,
      isDanger: true,
      isDisabled: shots.length === 0 || (isLocked && shots.every(({ status }) => status === 'omitted')),
      run: () => void runCommand('shot.delete', { shotIds }),
    },
  ];
}
