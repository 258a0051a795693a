import { columnWidth } from '@shared/shotlist/listView';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ClipboardEvent,
  type PointerEvent,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { invokeClipboard } from '../clipboard/clipboardEvents';
import { pasteFragmentFrom } from '../clipboard/pasting';
import { useThumbnailsAtRest } from '../picture/useThumbnailsAtRest';
import { sceneMenu } from '../scenes/sceneMenu';
import { raiseError } from '../state/notices';
import { sessionStore } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { ContextMenu } from '../ui/ContextMenu';
import { revealUnseen } from '../ui/revealUnseen';
import { type AfterEdit, CellField, type CellFieldHandle } from './CellField';
import { clearCells, copyCells, type OpenPaste, takeTable, writeCells } from './cellEdits';
import { type Cell, type CellChoice, chosenArea, columnsInSight, placeOf } from './gridCells';
import {
  cellOf,
  dragChoice,
  firstOf,
  isInEditor,
  lastOf,
  nextAfter,
  revealColumn,
  sceneOf,
} from './gridPointer';
import { ListHeader } from './ListHeader';
import { cellId, ListRow } from './ListRow';
import { cellMenu } from './listMenus';
import { listSight, setColumnsInSight } from './listSight';
import { SceneRow } from './SceneRow';
import styles from './ShotList.module.css';
import { useCellChoice } from './useCellChoice';
import { useGridKeys } from './useGridKeys';
import { useRowDrop } from './useRowDrop';
import type { ShotList } from './useShotList';

/** px */
const headerHeight = 28;
const sceneHeight = 30;
const pictureRowHeight = 48;
const plainRowHeight = 30;
/** Beside the window: how far the table goes sideways until lines that come in have caught up. */
const sideMargin = 80;

/** The cells of the shot list: chosen, moved through and edited like those of a spreadsheet. */
export function ShotListGrid({
  list,
  canDrag,
  onPaste,
}: {
  readonly list: ShotList;
  /** Rows can be dragged in film order only. */
  readonly canDrag: boolean;
  readonly onPaste: (paste: OpenPaste) => void;
}) {
  const { context, view, columns, rows, shots, shape } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<CellFieldHandle>(null);
  const current = useCurrentShot();
  const [widths, setWidths] = useState<Readonly<Record<string, number>> | null>(null);
  const [edited, setEdited] = useState<Cell | null>(null);
  const [isFocused, setFocused] = useState(false);
  const [isSideways, setSideways] = useState(false);
  /** A number is pressed: a focus that moves now would end the drag that may begin. */
  const isPressed = useRef(false);
  const shownView = widths ? { ...view, widths } : view;
  const rowHeight = columns.some(({ type }) => type === 'picture') ? pictureRowHeight : plainRowHeight;

  const { choice, choose } = useCellChoice(list);
  const area = useMemo(() => chosenArea(choice, shape), [choice, shape]);
  const focus = choice && placeOf(choice.focus, shape);
  const column = (focus && columns[focus.column]) ?? null;
  const focusRow = (focus && shots[focus.row]) ?? null;
  const isEditing =
    edited !== null && edited.row === choice?.focus.row && edited.column === choice.focus.column;

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.type === 'scene' ? sceneHeight : rowHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 5,
    paddingStart: headerHeight,
    paddingEnd: 40,
    scrollPaddingStart: headerHeight,
    useFlushSync: false,
  });
  // Rows are made bit by bit, between the frames of scrolling; those ahead of the eye have time for it.
  const items = useDeferredValue(virtualizer.getVirtualItems());
  const { isScrolling } = virtualizer;
  useEffect(() => listSight.setState({ isScrolling }), [isScrolling]);
  const handleScroll = useThumbnailsAtRest();
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the rows
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight, rows]);
  const rowIndexOf = useMemo(() => new Map(rows.map(({ key }, index) => [key, index])), [rows]);
  const topOf = useMemo(() => {
    const tops = new Map<string, number>();
    let top = headerHeight;
    for (const row of rows) {
      tops.set(row.key, top);
      top += row.type === 'scene' ? sceneHeight : rowHeight;
    }
    return tops;
  }, [rows, rowHeight]);

  // The shot one comes with, or that is chosen elsewhere, may lie out of sight.
  const focusIndex = choice ? rowIndexOf.get(choice.focus.row) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that is moved is not followed
  useEffect(() => {
    if (focusIndex !== undefined) revealUnseen(virtualizer, focusIndex);
  }, [choice?.focus.row, virtualizer]);

  const reveal = (cell: Cell): void => {
    const index = rowIndexOf.get(cell.row);
    if (index !== undefined) virtualizer.scrollToIndex(index, { align: 'auto' });
    revealColumn(scroller.current, list, cell.column);
  };
  const go = (next: CellChoice | null): void => {
    if (!next) return;
    choose(next);
    reveal(next.focus);
  };
  const edit = (): void => {
    if (!choice || !column?.read || !focusRow) return;
    if (column.type === 'check') {
      const problem = writeCells(
        list,
        column,
        [focusRow],
        column.text(focusRow, context) === 'Yes' ? 'no' : 'yes',
      );
      if (problem !== null) raiseError(new RangeError(problem));
      return;
    }
    reveal(choice.focus);
    setEdited(choice.focus);
  };
  const commit = (text: string, after: AfterEdit, isForAll: boolean): string | null => {
    if (!choice || !column || !focusRow) return null;
    const targets = isForAll && area ? shots.slice(area.fromRow, area.toRow) : [focusRow];
    const problem = writeCells(list, column, targets, text);
    if (problem !== null) return problem;
    setEdited(null);
    if (!isForAll && after !== 'stay') go(nextAfter(choice.focus, after, list));
    return null;
  };

  const onGridKey = useGridKeys({
    list,
    choice,
    area,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
    go,
    edit,
    clear: () => area && clearCells(list, area),
  });
  const takeText = (text: string): void => {
    if (!area) return;
    try {
      const paste = takeTable(list, text, area);
      if (paste) onPaste(paste);
    } catch (error) {
      raiseError(error);
    }
  };
  const handleClipboard = (event: ClipboardEvent): void => {
    event.preventDefault();
    if (event.type === 'paste' && pasteFragmentFrom(event.clipboardData)) return;
    if (event.type === 'paste') takeText(event.clipboardData.getData('text/plain'));
    else if (area) {
      event.clipboardData.setData('text/plain', copyCells(list, area));
      if (event.type === 'cut') clearCells(list, area);
    }
  };
  const handlePointerDown = (event: PointerEvent): void => {
    const cell = cellOf(event.target);
    if (!cell || isInEditor(event.target)) return;
    if (event.button === 2) {
      if (!area || !isInside(placeOf(cell, shape), area)) choose({ anchor: cell, focus: cell });
      return;
    }
    if (event.button !== 0) return;
    const isNumber = cell.column === 'number';
    // A press on the number chooses its whole shot, and may begin to drag it.
    const anchor = event.shiftKey && choice ? choice.anchor : isNumber ? lastOf(cell, list) : cell;
    choose({ anchor, focus: isNumber ? firstOf(cell, list) : cell });
    isPressed.current = isNumber && canDrag;
    if (!isNumber) dragChoice(anchor, choose);
  };
  const drop = useRowDrop(list, canDrag);
  const columnWidths = columns.map((each) => columnWidth(shownView, each));
  const totalWidth = columnWidths.reduce((sum, each) => sum + each, 0);
  const left = focus ? columnWidths.slice(0, focus.column).reduce((sum, each) => sum + each, 0) : 0;

  const currentId = current?.shot.id;
  const { place } = drop;
  const [focusAt, focusColumn] = focus ? [focus.row, focus.column] : [-1, -1];
  // The same while the list is only moved: what is scrolled renders again with every row that comes in sight.
  const lines = useMemo(
    () =>
      items.map((item) => {
        const row = rows[item.index];
        if (!row) return null;
        if (row.type === 'scene')
          return <SceneRow key={row.key} row={row} context={context} top={item.start} />;
        const at = shape.rowAt.get(row.key) ?? -1;
        const isChosen = area !== null && at >= area.fromRow && at < area.toRow;
        return (
          <ListRow
            key={row.key}
            entry={row.entry}
            columns={columns}
            context={context}
            rowNumber={item.index + 2}
            top={item.start}
            height={rowHeight}
            chosenFrom={isChosen ? area.fromColumn : -1}
            chosenTo={isChosen ? area.toColumn : -1}
            focusColumn={at === focusAt ? focusColumn : -1}
            isCurrent={row.key === currentId}
            canDrag={canDrag}
            insertion={place?.shotId === row.key ? place.side : null}
          />
        );
      }),
    [items, rows, context, shape, area, columns, rowHeight, focusAt, focusColumn, currentId, canDrag, place],
  );

  return (
    <ContextMenu
      entries={(event) => {
        const sceneId = sceneOf(event.target);
        if (sceneId) return sceneMenu(sceneId);
        return cellOf(event.target) && area
          ? cellMenu({
              copy: (withHeadings) =>
                void navigator.clipboard.writeText(copyCells(list, area, withHeadings)).catch(raiseError),
              paste: () =>
                invokeClipboard('paste', {
                  take: (data) => {
                    if (!pasteFragmentFrom(data)) takeText(data.getData('text/plain'));
                    return true;
                  },
                }),
              clear: () => clearCells(list, area),
            })
          : [];
      }}
    >
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={({ currentTarget: { scrollTop, scrollLeft, clientWidth } }) => {
          handleScroll(scrollTop);
          setSideways(scrollLeft > 0);
          setColumnsInSight(columnsInSight(columnWidths, scrollLeft, clientWidth, sideMargin));
        }}
      >
        <div
          className={styles.grid}
          role="grid"
          aria-label="Shot list"
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          aria-multiselectable
          tabIndex={-1}
          data-focused={isFocused || undefined}
          data-sideways={isSideways || undefined}
          style={{
            width: totalWidth,
            height: virtualizer.getTotalSize(),
            ['--columns' as string]: columnWidths.map((each) => `${each}px`).join(' '),
          }}
          // A click on a cell brings the focus to the one field of the grid.
          onFocus={(event) => {
            if (event.target === event.currentTarget && !isPressed.current) field.current?.focus();
          }}
          onPointerUp={() => {
            if (isPressed.current) field.current?.focus();
            isPressed.current = false;
          }}
          onPointerDown={handlePointerDown}
          onDoubleClick={(event) => {
            const cell = cellOf(event.target);
            if (!cell || isInEditor(event.target)) return;
            if (cell.column === 'picture') sessionStore.setState({ workspace: 'stage' });
            else edit();
          }}
          {...drop.handlers}
        >
          <ListHeader list={list} onWidths={setWidths} />
          {lines}
          <CellField
            ref={field}
            style={{
              top: choice ? (topOf.get(choice.focus.row) ?? headerHeight) : headerHeight,
              left: focus?.column === 0 ? (scroller.current?.scrollLeft ?? 0) : left,
              width: column ? columnWidth(shownView, column) : 40,
              minHeight: rowHeight,
            }}
            column={column}
            label={column && focusRow ? `${column.title} of ${focusRow.label}` : 'Shot list'}
            activeId={choice && focus ? cellId(choice.focus.row, choice.focus.column) : undefined}
            present={column && focusRow ? column.text(focusRow, context) : ''}
            choices={column?.choices?.(context) ?? null}
            isEditing={isEditing}
            onBegin={() => {
              if (!choice) return;
              reveal(choice.focus);
              setEdited(choice.focus);
            }}
            onCommit={commit}
            onCancel={() => setEdited(null)}
            onGridKey={onGridKey}
            onClipboard={handleClipboard}
            onFocusChange={setFocused}
          />
        </div>
      </div>
    </ContextMenu>
  );
}

function isInside(
  place: { row: number; column: number } | null,
  area: NonNullable<ReturnType<typeof chosenArea>>,
): boolean {
  return (
    place !== null &&
    place.row >= area.fromRow &&
    place.row < area.toRow &&
    place.column >= area.fromColumn &&
    place.column < area.toColumn
  );
}
