import { counted } from '@shared/generation/problemWords';
import { isListFiltered } from '@shared/shotlist/listRows';
import { planPaste } from '@shared/shotlist/planPaste';
import { readTableText } from '@shared/shotlist/tableText';
import { frames } from '@shared/time/frames';
import { formatRunningTime } from '@shared/time/timecode';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { AddButtons } from '../scenes/AddButtons';
import { LockedNumbers } from '../scenes/LockedNumbers';
import { runAction } from '../state/actions';
import { raiseError } from '../state/notices';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import { Columns3, FileSpreadsheet, Group, ListFilter, Plus, Table2, X } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { SearchField } from '../ui/TextField';
import { applyPaste, type OpenPaste, tableFromFile } from './cellEdits';
import { columnChoices } from './listMenus';
import { PasteDialog } from './PasteDialog';
import styles from './ShotList.module.css';
import { ShotListGrid } from './ShotListGrid';
import { type ShotList, setListView, useShotList } from './useShotList';

/** All shots as a table: columns of one's choice, edited in place, sorted and filtered without touching the film. */
export function ShotListView({ switcher }: { /** Sheet or list. */ readonly switcher: ReactNode }) {
  const [query, setQuery] = useState('');
  const list = useShotList(query);
  const [paste, setPaste] = useState<OpenPaste | null>(null);
  if (!list) return <div className={styles.view} />;
  const isEmpty = list.context.sequence.listedById.size === 0;
  const isFiltered = isListFiltered(list.view, query);
  const clearFilters = (): void => {
    setQuery('');
    setListView({ ...list.view, filters: {} });
  };
  return (
    <section className={styles.view} aria-label="Shot list">
      <header className={styles.bar}>
        {switcher}
        <Facts list={list} isFiltered={isFiltered} />
        {list.view.sort && (
          <button
            type="button"
            className={styles.sortMark}
            title="Back to the film's order"
            onClick={() => setListView({ ...list.view, sort: null })}
          >
            by {list.all.find(({ id }) => id === list.view.sort?.column)?.title.toLowerCase() ?? '…'}
            <X aria-hidden />
          </button>
        )}
        <div className={styles.barActions}>
          <SearchField label="Filter shots" className={styles.filter} value={query} onChange={setQuery} />
          <IconButton
            icon={Group}
            label={list.view.isGrouped ? 'Do not group by scene' : 'Group by scene'}
            aria-pressed={list.view.isGrouped}
            className={list.view.isGrouped ? styles.pressed : undefined}
            onClick={() => setListView({ ...list.view, isGrouped: !list.view.isGrouped })}
          />
          <Menu entries={() => columnChoices(list)} align="end">
            <IconButton icon={Columns3} label="Columns" />
          </Menu>
          <OpenTable list={list} onOpen={setPaste} />
          <AddButtons />
        </div>
      </header>
      {isEmpty && <EmptyList list={list} onPaste={setPaste} />}
      {!isEmpty && list.shots.length === 0 && (
        <EmptyState
          icon={ListFilter}
          message="No shot matches the filter."
          action={<Button onClick={clearFilters}>Show All Shots</Button>}
        />
      )}
      {!isEmpty && list.shots.length > 0 && (
        <ShotListGrid list={list} canDrag={!list.view.sort && !isFiltered} onPaste={setPaste} />
      )}
      {paste && (
        <PasteDialog
          list={list}
          paste={paste}
          onClose={() => setPaste(null)}
          onApply={(next) => {
            setPaste(null);
            applyPaste(planPaste(list.context, list.all, next));
          }}
        />
      )}
    </section>
  );
}

function Facts({ list, isFiltered }: { readonly list: ShotList; readonly isFiltered: boolean }) {
  const { sequence, project } = list.context;
  const count = isFiltered
    ? `${list.shots.length} of ${sequence.listedById.size} shots`
    : counted(sequence.shots.length, 'shot');
  // As long as the film is what is in it: omitted shots are not, also where the filter lets them through.
  const lengthFrames = isFiltered
    ? list.shots.reduce((sum, { shot, isOmitted }) => sum + (isOmitted ? 0 : shot.lengthFrames), 0)
    : sequence.lengthFrames;
  return (
    <>
      <span className={styles.count} role="status">
        {count} · {formatRunningTime(frames(lengthFrames), project.rate)}
      </span>
      {project.numbering.isLocked && <LockedNumbers />}
    </>
  );
}

/** A table out of a file of a spreadsheet. */
function OpenTable({
  list,
  onOpen,
}: {
  readonly list: ShotList;
  readonly onOpen: (paste: OpenPaste) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      const paste = tableFromFile(list, readTableText(await file.text()));
      if (paste) onOpen(paste);
    } catch (error) {
      raiseError(error);
    }
  };
  return (
    <>
      <IconButton
        icon={FileSpreadsheet}
        label="Import a table"
        tooltip="Import a table (CSV, TSV); or paste one into the cells"
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Table file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          void read(file);
        }}
      />
    </>
  );
}

/** A film without shots: a table pasted here becomes them. */
function EmptyList({
  list,
  onPaste,
}: {
  readonly list: ShotList;
  readonly onPaste: (paste: OpenPaste) => void;
}) {
  useEffect(() => {
    const take = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      try {
        const paste = tableFromFile(list, readTableText(event.clipboardData?.getData('text/plain') ?? ''));
        if (paste) onPaste(paste);
      } catch (error) {
        raiseError(error);
      }
    };
    window.addEventListener('paste', take);
    return () => window.removeEventListener('paste', take);
  }, [list, onPaste]);
  return (
    <EmptyState
      icon={Table2}
      message="No shots yet. Paste a table from a spreadsheet: each row becomes a shot. Or begin with an empty one."
      action={
        <Button variant="accent" icon={Plus} onClick={() => runAction('shot.add')}>
          New Shot
        </Button>
      }
    />
  );
}
