import type { ActionId } from '@shared/actions/catalogue';
import { isOnlyTake, selectMediaUsage } from '@shared/document/mediaUsage';
import { type DragEvent, useMemo, useState } from 'react';
import { runAction } from '../state/actions';
import { useDocument, useList } from '../state/documentStore';
import { carriesDrag } from '../state/dragTypes';
import { importAndReport } from '../state/importReport';
import { useMediaStates } from '../state/mediaState';
import { useSelected } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import {
  Ellipsis,
  FolderSearch,
  HardDrive,
  type Icon,
  LayoutGrid,
  Link,
  List,
  Plus,
  Settings,
  SlidersHorizontal,
  Trash2,
  TriangleAlert,
} from '../ui/icons';
import { Menu } from '../ui/Menu';
import type { MenuEntry } from '../ui/menuEntry';
import { SegmentedControl } from '../ui/SegmentedControl';
import { SearchField } from '../ui/TextField';
import { ImportProgress, ImportReport } from './ImportState';
import styles from './Media.module.css';
import { MediaPreview } from './MediaPreview';
import { MediaSheet } from './MediaSheet';
import { listMedia, type MediaFilter, type MediaSort } from './mediaItems';
import { mediaPanelStore, useMediaPanel } from './mediaPanelStore';

const filters: readonly (readonly [MediaFilter, string])[] = [
  ['all', 'All Media'],
  ['image', 'Pictures'],
  ['video', 'Video'],
  ['sound', 'Sound'],
  ['unused', 'Not Used'],
  ['missing', 'Missing'],
];
const sorts: readonly (readonly [MediaSort, string])[] = [
  ['name', 'By Name'],
  ['newest', 'Newest First'],
  ['type', 'By Kind'],
];

/** What the list shows and in which order. */
function listEntries(): readonly MenuEntry[] {
  const { filter, sort } = mediaPanelStore.getState();
  return [
    { id: 'show', heading: 'Show' },
    ...filters.map(([value, label]) => ({
      id: value,
      label,
      isChecked: value === filter,
      run: () => mediaPanelStore.setState({ filter: value }),
    })),
    { id: 'line', separator: true },
    { id: 'order', heading: 'Order' },
    ...sorts.map(([value, label]) => ({
      id: value,
      label,
      isChecked: value === sort,
      run: () => mediaPanelStore.setState({ sort: value }),
    })),
  ];
}

/** What is done with media as a whole. */
function moreEntries(): readonly MenuEntry[] {
  const entry = (id: ActionId, label: string, icon: Icon): MenuEntry => ({
    id,
    label,
    icon,
    run: () => runAction(id),
  });
  return [
    entry('media.importLinked', 'Import by Link…', Link),
    entry('media.showImportSettings', 'Import Settings…', Settings),
    { id: 'line', separator: true },
    entry('media.findMissing', 'Find Missing Media…', FolderSearch),
    entry('media.showFolders', 'Media Folders…', HardDrive),
    entry('media.cleanUp', 'Clean Up Media…', Trash2),
  ];
}

/** The project's pictures, clips and sounds: import, find, and drag them to where they are wanted. */
export function MediaPanel() {
  const all = useList('media');
  const usage = useDocument(selectMediaUsage);
  const isLoaded = useDocument((_document, state) => state.isLoaded);
  const [text, filter, sort, view] = [
    useMediaPanel((state) => state.text),
    useMediaPanel((state) => state.filter),
    useMediaPanel((state) => state.sort),
    useMediaPanel((state) => state.view),
  ];
  const [isTarget, setIsTarget] = useState(false);
  const states = useMediaStates();
  const shown = useMemo(
    () => listMedia(all, usage, { text, filter, sort }, states),
    [all, usage, text, filter, sort, states],
  );
  const selectedCount = useSelected('media').length;

  const handleDragOver = (event: DragEvent): void => {
    if (!carriesDrag(event.dataTransfer, 'files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsTarget(true);
  };
  const handleDrop = (event: DragEvent): void => {
    setIsTarget(false);
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void importAndReport(files, { as: 'media' });
  };
  const handleDragLeave = (event: DragEvent): void => {
    const into = event.relatedTarget;
    if (!(into instanceof Node && event.currentTarget.contains(into))) setIsTarget(false);
  };

  if (!isLoaded) return <div className={styles.panel} />;
  const isEmpty = all.every(({ id }) => isOnlyTake(usage.get(id)));
  const filterName = filters.find(([value]) => value === filter)?.[1];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the same is done by the import button
    <div
      className={styles.panel}
      data-target={isTarget || undefined}
      onDragOver={handleDragOver}
      onDragLeave={handleDragLeave}
      onDrop={handleDrop}
    >
      {!isEmpty && (
        <>
          <div className={styles.search}>
            <SearchField
              label="Find media"
              value={text}
              onChange={(next) => mediaPanelStore.setState({ text: next })}
            />
            <IconButton
              icon={Plus}
              label="Import media"
              keys="$mod+KeyI"
              onClick={() => runAction('media.import')}
            />
            <Menu entries={moreEntries} align="end">
              <IconButton icon={Ellipsis} label="More" />
            </Menu>
          </div>
          <div className={styles.bar}>
            <span className={styles.count}>
              {selectedCount > 1
                ? `${selectedCount} selected`
                : filter === 'all'
                  ? `${shown.length} media`
                  : `${filterName} · ${shown.length}`}
            </span>
            {states.size > 0 && (
              <button
                type="button"
                className={styles.missingCount}
                title="Show missing and changed media"
                aria-pressed={filter === 'missing'}
                onClick={() => mediaPanelStore.setState({ filter: filter === 'missing' ? 'all' : 'missing' })}
              >
                <TriangleAlert aria-hidden />
                {states.size}
              </button>
            )}
            <Menu entries={listEntries} align="end">
              <IconButton icon={SlidersHorizontal} label="Show and order" size="small" />
            </Menu>
            <SegmentedControl
              label="View"
              value={view}
              segments={[
                { value: 'grid', label: 'Tiles', icon: LayoutGrid },
                { value: 'list', label: 'List', icon: List },
              ]}
              onChange={(next) => mediaPanelStore.setState({ view: next })}
            />
          </div>
        </>
      )}
      {filter === 'missing' && shown.length > 0 && (
        <div className={styles.findBar}>
          <Button size="small" icon={FolderSearch} onClick={() => runAction('media.findMissing')}>
            Find Missing Media…
          </Button>
        </div>
      )}
      <ImportProgress />
      <ImportReport />
      {isEmpty ? (
        <EmptyState
          icon={HardDrive}
          message="Drop pictures, clips and sounds here. They are copied into the project, or linked with Alt; drag them onto boards, the stage or the timeline."
          action={
            <Button variant="raised" icon={Plus} onClick={() => runAction('media.import')}>
              Import Media
            </Button>
          }
        />
      ) : shown.length === 0 ? (
        <p className={styles.noMatch}>
          {text.trim() === ''
            ? filter === 'missing'
              ? 'Every file is where it should be.'
              : 'Nothing of this kind.'
            : `No media is called “${text.trim()}”.`}
        </p>
      ) : (
        <MediaSheet media={shown} />
      )}
      <MediaPreview />
    </div>
  );
}
