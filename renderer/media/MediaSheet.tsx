import type { MediaId } from '@shared/document/ids';
import { selectMediaUsage } from '@shared/document/mediaUsage';
import type { Media } from '@shared/document/records';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useDocument } from '../state/documentStore';
import { writeDrag } from '../state/dragTypes';
import { select, useSelected } from '../state/sessionStore';
import { ContextMenu } from '../ui/ContextMenu';
import { clickSelection, isGridKey, neighbour } from '../ui/gridSelection';
import { useElementWidth } from '../ui/useElementWidth';
import styles from './Media.module.css';
import { MediaCard, optionId } from './MediaCard';
import { deleteMedia, mediaMenu } from './mediaMenu';
import { mediaPanelStore, useMediaPanel } from './mediaPanelStore';

/** Px. */
const gap = 6;
const sidePadding = 12 + 4;
const minCardWidth = 98;
const captionHeight = 24;
const rowHeight = 40;

/** All media that are asked for, as tiles or lines; only those in sight are in the page. */
export function MediaSheet({ media }: { readonly media: readonly Media[] }) {
  const usage = useDocument(selectMediaUsage);
  const rate = useDocument((document) => document.project().rate);
  const view = useMediaPanel((state) => state.view);
  const selected = useSelected('media');
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller) - sidePadding;
  const anchor = useRef<string | null>(null);

  const columns = view === 'list' ? 1 : Math.max(1, Math.floor((width + gap) / (minCardWidth + gap)));
  const cardWidth = (width - gap * (columns - 1)) / columns;
  const lineHeight = view === 'list' ? rowHeight : Math.round((cardWidth * 9) / 16) + captionHeight + gap;
  const order = useMemo(() => media.map(({ id }) => id), [media]);
  const selectedIds = useMemo(() => new Set<string>(selected), [selected]);
  const virtualizer = useVirtualizer({
    count: width > 0 ? Math.ceil(media.length / columns) : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 4,
    paddingStart: 4,
    paddingEnd: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are as high as the cards are
  useEffect(() => virtualizer.measure(), [virtualizer, lineHeight]);

  const mediaIdAt = (event: { readonly target: EventTarget }): MediaId | undefined => {
    const target = event.target instanceof Element ? event.target : null;
    return target?.closest<HTMLElement>('[data-media]')?.dataset['media'] as MediaId | undefined;
  };
  const choose = (id: MediaId, modifiers: { readonly range: boolean; readonly toggle: boolean }): void => {
    select(clickSelection(order, selected, anchor.current, id, modifiers));
    if (!modifiers.range) anchor.current = id;
  };
  const handlePointerDown = (event: PointerEvent): void => {
    const id = mediaIdAt(event);
    if (event.button === 1 || event.target instanceof HTMLInputElement) return;
    const modifiers = { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
    if (id === undefined) {
      if (!modifiers.range && !modifiers.toggle && selected.length > 0) select([]);
      return;
    }
    // A plain press on one of several may begin a drag of them all, or open their menu.
    if (!modifiers.range && !modifiers.toggle && selectedIds.has(id)) return;
    choose(id, modifiers);
  };
  const handleClick = (event: MouseEvent): void => {
    const id = mediaIdAt(event);
    if (id === undefined || event.shiftKey || event.ctrlKey || event.metaKey) return;
    choose(id, { range: false, toggle: false });
  };
  const handleDragStart = (event: DragEvent): void => {
    const id = mediaIdAt(event);
    if (id === undefined) return;
    const mediaIds = selectedIds.has(id) ? order.filter((each) => selectedIds.has(each)) : [id];
    writeDrag(event.dataTransfer, 'media', { mediaIds });
  };
  const current = selected.at(-1);
  const handleKeyDown = (event: KeyboardEvent): void => {
    // While a name is typed, keys are letters.
    if (event.target !== event.currentTarget) return;
    if (isGridKey(event.key)) {
      const next = neighbour(order, current ?? null, event.key, columns) as MediaId | undefined;
      if (next !== undefined) {
        choose(next, { range: event.shiftKey, toggle: false });
        virtualizer.scrollToIndex(Math.floor(order.indexOf(next) / columns), { align: 'auto' });
      }
    } else if (event.code === 'KeyA' && (event.ctrlKey || event.metaKey)) select(order);
    else if (current === undefined) return;
    else if (event.key === 'Delete' || event.key === 'Backspace') deleteMedia(selected);
    else if (event.key === 'F2') mediaPanelStore.setState({ renamingId: current });
    else if (event.key === ' ' || event.key === 'Enter') mediaPanelStore.setState({ previewId: current });
    else return;
    event.preventDefault();
    // These keys do something else in the rest of the window.
    event.nativeEvent.stopImmediatePropagation();
  };

  return (
    <ContextMenu entries={mediaMenu}>
      <div
        ref={scroller}
        className={styles.sheet}
        role="listbox"
        aria-label="Media"
        aria-multiselectable
        aria-activedescendant={current === undefined ? undefined : optionId(current)}
        tabIndex={0}
        onPointerDown={handlePointerDown}
        onClick={handleClick}
        onDoubleClick={(event) => {
          const id = mediaIdAt(event);
          if (id !== undefined) mediaPanelStore.setState({ previewId: id });
        }}
        onDragStart={handleDragStart}
        onKeyDown={handleKeyDown}
      >
        <div className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => (
            <div
              key={key}
              className={styles.line}
              style={{
                transform: `translateY(${start}px)`,
                height: lineHeight,
                gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              }}
            >
              {media.slice(index * columns, (index + 1) * columns).map((item) => (
                <MediaCard
                  key={item.id}
                  media={item}
                  usage={usage.get(item.id)}
                  rate={rate}
                  view={view}
                  isSelected={selectedIds.has(item.id)}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </ContextMenu>
  );
}
