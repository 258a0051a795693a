import type { ShotId } from '@shared/document/ids';
import type { Sequence } from '@shared/shots/sequence';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useStore } from 'zustand';
import { useThumbnailsAtRest } from '../picture/useThumbnailsAtRest';
import { runAction } from '../state/actions';
import { currentSequence, useDocument, useList, useSequence } from '../state/documentStore';
import { writeDrag } from '../state/dragTypes';
import { sceneNamingStore } from '../state/sceneNaming';
import { select, selectedOf, sessionStore, useSelected, useSession } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { EmptyState } from '../ui/EmptyState';
import { clickSelection, isGridKey, neighbour } from '../ui/gridSelection';
import { ImagePlus, Plus, ScrollText } from '../ui/icons';
import { revealUnseen } from '../ui/revealUnseen';
import { useElementWidth } from '../ui/useElementWidth';
import { BoardCard, boardCardId } from './BoardCard';
import styles from './Boards.module.css';
import { BoardsBar } from './BoardsBar';
import { boardMenu } from './boardMenu';
import { boardRows, fitColumns } from './boardRows';
import { boardsScrolling } from './boardsScrolling';
import { boardWidthStep, resizeBoards } from './boardWidth';
import { OmittedRow } from './OmittedRow';
import { SceneHeading } from './SceneHeading';
import { useBoardDrop } from './useBoardDrop';

/** Px. */
const gap = 12;
const padding = 16;
const sceneRowHeight = 40;
const captionHeight = 58;
const omittedRowHeight = 32;

/** The contact sheet: all shots of the film by scene. */
export function BoardsView({
  switcher,
}: {
  /** Sheet or list. */
  readonly switcher: ReactNode;
}) {
  const sequence = useSequence();
  const scenes = useList('scene');
  const project = useDocument((document, { isOutlined }) => (isOutlined ? document.project() : null));
  const selected = useSelected('shot');
  const current = useCurrentShot();
  const wishedWidth = useSession((state) => state.boardWidth);
  const scroller = useRef<HTMLDivElement>(null);
  // Cards are made bit by bit, between the frames of scrolling and resizing; rows ahead of the eye have time for it.
  const width = useDeferredValue(useElementWidth(scroller));
  const anchor = useRef<string | null>(null);
  const drop = useBoardDrop(sequence, scenes, selected);

  const { columns, cardWidth } = fitColumns(Math.max(0, width - 2 * padding), wishedWidth, gap);
  const pictureHeight = project
    ? Math.round((cardWidth * project.frameSize.height) / project.frameSize.width)
    : 0;
  const rows = useMemo(() => boardRows(sequence.scenes, columns), [sequence, columns]);
  const selectedIds = useMemo(() => new Set<string>(selected), [selected]);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const type = rows[index]?.type;
      if (type === 'shots') return pictureHeight + captionHeight + gap;
      return type === 'omitted' ? omittedRowHeight : sceneRowHeight;
    },
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 3,
    paddingStart: 4,
    paddingEnd: 24,
    useFlushSync: false,
  });
  const items = useDeferredValue(virtualizer.getVirtualItems());
  const handleScroll = useThumbnailsAtRest();
  const { isScrolling } = virtualizer;
  useEffect(() => boardsScrolling.setState({ isScrolling }), [isScrolling]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: row heights follow the size of the cards
  useEffect(() => virtualizer.measure(), [virtualizer, pictureHeight, rows]);

  // A scene made just now may lie out of sight. Its heading is written next, when the lines have caught up with the film.
  const namedScene = useStore(sceneNamingStore, ({ sceneId }) => sceneId);
  useEffect(() => {
    const row = rows.findIndex(({ key }) => key === namedScene);
    if (row < 0) return;
    virtualizer.scrollToIndex(row, { align: 'auto' });
    if (!items.some(({ key, index }) => key === namedScene && index === row)) return;
    const heading = `[data-scene="${namedScene}"] [data-scene-heading] input`;
    scroller.current?.querySelector<HTMLElement>(heading)?.focus({ preventScroll: true });
    sceneNamingStore.setState({ sceneId: null });
  }, [namedScene, rows, items, virtualizer]);

  // What cards are given stays the same, whatever is selected or edited: they read it when they are used.
  const handlePress = useCallback((shotId: ShotId, event: PointerEvent) => {
    if (event.button === 1) return;
    const modifiers = { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
    const chosen = selectedOf('shot');
    // A plain press on one of several may begin a drag of them all, or open their menu.
    if (!modifiers.range && !modifiers.toggle && chosen.includes(shotId)) return;
    select(clickSelection(shotOrder(currentSequence()), chosen, anchor.current, shotId, modifiers));
    if (!modifiers.range) anchor.current = shotId;
  }, []);
  const handleClick = useCallback((shotId: ShotId, event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    anchor.current = shotId;
    select([shotId]);
  }, []);
  const handleOpen = useCallback((shotId: ShotId) => {
    select([shotId]);
    sessionStore.setState({ workspace: 'stage' });
  }, []);
  const handleDragStart = useCallback((shotId: ShotId, event: DragEvent) => {
    const chosen = new Set<string>(selectedOf('shot'));
    const shotIds = chosen.has(shotId)
      ? shotOrder(currentSequence()).filter((id) => chosen.has(id))
      : [shotId];
    writeDrag(event.dataTransfer, 'shots', { shotIds });
  }, []);
  const currentId = current?.shot.id;
  const activeId = selected.at(-1) ?? currentId;
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && selected.length > 0) sessionStore.setState({ workspace: 'stage' });
    if (event.key === 'F2') {
      event.currentTarget.querySelector<HTMLElement>(`[data-shot="${activeId}"] input[type="text"]`)?.focus();
    }
    if (!isGridKey(event.key)) return;
    event.preventDefault();
    // Arrows step frames elsewhere in the window; here they go from board to board.
    event.nativeEvent.stopImmediatePropagation();
    const order = shotOrder(sequence);
    const next = neighbour(order, activeId ?? null, event.key, columns);
    if (next === undefined) return;
    select(clickSelection(order, selected, anchor.current, next, { range: event.shiftKey, toggle: false }));
    if (!event.shiftKey) anchor.current = next;
    const row = rows.findIndex(
      (candidate) => candidate.type === 'shots' && candidate.shots.some((entry) => entry.shot.id === next),
    );
    if (row >= 0) virtualizer.scrollToIndex(row, { align: 'auto' });
  };

  // What was chosen elsewhere, or made just now, may lie out of sight. A board that is seen stays where it is.
  const chosen = selected.at(-1);
  const shownId = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (chosen === shownId.current || rows.length === 0) return;
    shownId.current = chosen;
    const row = rows.findIndex(
      (candidate) => candidate.type === 'shots' && candidate.shots.some((entry) => entry.shot.id === chosen),
    );
    revealUnseen(virtualizer, row);
  }, [chosen, rows, virtualizer]);

  const { place, elementTarget, scenePlace } = drop;
  // The same while the sheet is only moved: what is scrolled renders again with every line that comes in sight.
  const lines = useMemo(
    () =>
      items.map((item) => {
        const row = rows[item.index];
        if (!row) return null;
        return (
          <div
            key={item.key}
            className={styles.row}
            data-scene={row.scene.scene.id}
            style={{ top: item.start, height: item.size }}
          >
            {row.type === 'scene' && (
              <SceneHeading
                listed={row.scene}
                isDropTarget={place?.sceneId === row.scene.scene.id && place.markShotId === null}
                mark={scenePlace?.sceneId === row.scene.scene.id ? scenePlace.side : null}
              />
            )}
            {row.type === 'omitted' && (
              <OmittedRow
                shots={row.shots}
                selected={selectedIds}
                onPress={handlePress}
                onClick={handleClick}
              />
            )}
            {row.type === 'shots' &&
              row.shots.map((entry) => (
                <BoardCard
                  key={entry.shot.id}
                  shot={entry.shot}
                  label={entry.label}
                  width={cardWidth}
                  isSelected={selectedIds.has(entry.shot.id)}
                  isCurrent={entry.shot.id === currentId}
                  insertion={place?.markShotId === entry.shot.id ? place.side : null}
                  isElementTarget={elementTarget === entry.shot.id}
                  onPress={handlePress}
                  onClick={handleClick}
                  onOpen={handleOpen}
                  onDragStart={handleDragStart}
                />
              ))}
          </div>
        );
      }),
    [
      items,
      rows,
      cardWidth,
      selectedIds,
      currentId,
      place,
      elementTarget,
      scenePlace,
      handlePress,
      handleClick,
      handleOpen,
      handleDragStart,
    ],
  );

  const isEmpty = project !== null && sequence.listedById.size === 0 && scenes.length <= 1;
  return (
    <section className={styles.view} aria-label="Boards">
      <BoardsBar
        switcher={switcher}
        sequence={sequence}
        sceneCount={scenes.length}
        selectedCount={selected.length}
        project={project}
      />
      <ContextMenu entries={boardMenu}>
        <div
          ref={scroller}
          className={styles.scroller}
          role="listbox"
          aria-label="Shots"
          aria-multiselectable
          aria-activedescendant={activeId && boardCardId(activeId)}
          tabIndex={0}
          onWheel={({ ctrlKey, metaKey, deltaY }) => {
            if (ctrlKey || metaKey) resizeBoards(deltaY < 0 ? boardWidthStep : -boardWidthStep);
          }}
          onScroll={() => handleScroll(virtualizer.scrollOffset ?? 0)}
          onKeyDown={handleKeyDown}
          onPointerDown={(event) => {
            if (
              event.button === 0 &&
              event.target instanceof Element &&
              !event.target.closest('[data-shot], button, input')
            )
              select([]);
          }}
          {...drop.handlers}
        >
          {isEmpty && (
            <EmptyState
              className={styles.empty}
              icon={ImagePlus}
              message="Drop pictures or clips here: each becomes a shot. Or drop a screenplay, Fountain or Final Draft, or paste its text, for its scenes and dialogue."
              action={
                <div className={styles.emptyActions}>
                  <Button variant="accent" icon={Plus} onClick={() => runAction('shot.add')}>
                    New Shot
                  </Button>
                  <Button icon={ScrollText} onClick={() => runAction('script.import')}>
                    Import Script…
                  </Button>
                </div>
              }
            />
          )}
          {project && !isEmpty && (
            <div className={styles.sheet} style={{ height: virtualizer.getTotalSize() }}>
              {lines}
            </div>
          )}
        </div>
      </ContextMenu>
    </section>
  );
}

const shotOrder = ({ shots }: Sequence): readonly ShotId[] => shots.map(({ shot }) => shot.id);
