import { frames } from '../time/frames';
import { formatSecondsAndFrames } from '../time/timecode';
import type { SheetContent, SheetPanel } from './content';
import { clipText, type TextStyle, textWidth } from './measureText';
import { bodyArea, type PageArea, sceneText } from './pageFrame';
import { ink, type PageItem } from './pageItems';
import type { SheetLayout, SheetSettings } from './settings';
import { fillPages, mostParts, type PlannedCell, type SheetPlan } from './sheetPlan';
import {
  actionFlow,
  cutOff,
  dialogueFlow,
  type FlowLine,
  fillColumn,
  noteFlow,
  placeLines,
  textItem,
  textItemLeftOf,
} from './textFlow';

type GridLayout = Exclude<SheetLayout, 'ekonte'>;

/** Columns, rows, and size of the letters in pt; landscape, then upright. */
const grids: Readonly<Record<GridLayout, readonly [Grid, Grid]>> = {
  '1': [grid(1, 1, 11), grid(1, 1, 11)],
  '2': [grid(2, 1, 9.5), grid(1, 2, 9.5)],
  '3': [grid(3, 1, 9), grid(1, 3, 9)],
  '4': [grid(2, 2, 8.5), grid(1, 4, 8.5)],
  '6': [grid(3, 2, 8), grid(2, 3, 8)],
  '9': [grid(3, 3, 7), grid(3, 3, 7)],
};

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly size: number;
}

function grid(columns: number, rows: number, size: number): Grid {
  return { columns, rows, size };
}

const gap = { across: 16, down: 12 } as const;
const bandHeight = 12;
/** Wider lines are hard to read: the text then stands in two columns. */
const widestLine = 420;

/** Where things are in a cell, pt from its corner. */
export interface CellShape {
  readonly grid: Grid;
  readonly width: number;
  readonly height: number;
  readonly captionTop: number;
  readonly picture: PageArea;
  readonly texts: readonly PageArea[];
  /** Of a cell without picture. */
  readonly textsAlone: readonly PageArea[];
}

/** The picture as large as it can be with room for texts: below it, or beside it where that leaves it larger. */
export function cellShape(
  settings: Pick<SheetSettings, 'layout' | 'paper' | 'orientation'>,
  frame: { readonly width: number; readonly height: number },
): CellShape {
  const layout = settings.layout === 'ekonte' ? '6' : settings.layout;
  const chosen = grids[layout][settings.orientation === 'landscape' ? 0 : 1];
  const body = bodyArea(settings);
  const width = (body.width - gap.across * (chosen.columns - 1)) / chosen.columns;
  const height = (body.height - gap.down * (chosen.rows - 1)) / chosen.rows;
  const captionHeight = chosen.size * 1.9;
  const top = bandHeight + captionHeight;
  const room = { width, height: height - top };
  const ratio = frame.width / frame.height;
  const line = chosen.size * 1.42;
  const inside = (most: { width: number; height: number }) => {
    const pictureWidth = Math.max(20, Math.min(most.width, most.height * ratio));
    return { width: pictureWidth, height: pictureWidth / ratio };
  };
  const below = inside({ width: room.width, height: room.height - 4 * line - 6 });
  const beside = inside({
    width: room.width - Math.max(14 * chosen.size, room.width * 0.3),
    height: room.height,
  });
  const inset = 10;
  const isBelow = below.width >= beside.width * 0.98;
  const size = isBelow ? below : beside;
  const picture = { x: 0, y: top, ...size };
  const texts = isBelow
    ? columnsOf({
        x: 0,
        y: top + size.height + 5,
        width,
        height: room.height - size.height - 5,
      })
    : columnsOf({ x: size.width + inset, y: top, width: width - size.width - inset, height: room.height });
  return {
    grid: chosen,
    width,
    height,
    captionTop: bandHeight,
    picture,
    texts,
    textsAlone: columnsOf({ x: 0, y: top, width, height: room.height }),
  };
}

function columnsOf(area: PageArea): PageArea[] {
  if (area.width <= widestLine) return [area];
  const width = (area.width - 20) / 2;
  return [
    { ...area, width },
    { ...area, x: area.x + width + 20, width },
  ];
}

/** Panels in rows and columns. */
export function* planGrid(content: SheetContent, settings: SheetSettings): Generator<void, SheetPlan> {
  const shape = cellShape(settings, content.frameSize);
  const { columns, rows } = shape.grid;
  const pages = yield* fillPages(content, settings, columns * rows, (index) =>
    cellsOf(content, index, settings, shape),
  );
  return { content, settings, pages };
}

function cellsOf(
  { panels }: SheetContent,
  index: number,
  settings: SheetSettings,
  shape: CellShape,
): PlannedCell[] {
  const panel = panels[index] as SheetPanel;
  const cells: PlannedCell[] = [];
  const flows = new Map<number, readonly FlowLine[]>();
  const flowAt = (width: number): readonly FlowLine[] => {
    const known = flows.get(width) ?? [
      ...actionFlow(panel, settings, shape.grid.size, width),
      ...dialogueFlow(panel, settings, shape.grid.size, width),
      ...noteFlow(panel, settings, shape.grid.size, width),
    ];
    flows.set(width, known);
    return known;
  };
  // Beside a picture lines are shorter than in a cell of their own: a text that does not fit goes on at the narrower width.
  const width = Math.min(...[...shape.texts, ...shape.textsAlone].map((area) => area.width));
  let rest = flowAt(shape.texts[0]?.width ?? width);
  const fitsAtOnce = fits(rest, shape.texts);
  if (!fitsAtOnce) rest = flowAt(width);
  do {
    const part = cells.length;
    const columns: (readonly FlowLine[])[] = [];
    for (const area of part === 0 ? shape.texts : shape.textsAlone) {
      const filled = fillColumn(rest, area.height);
      columns.push(filled.here);
      rest = filled.rest;
    }
    if (part + 1 === mostParts && rest.length > 0) {
      columns.push(cutOff(columns.pop() ?? [], width));
      rest = [];
    }
    cells.push({ panel: index, part, columns, isLast: rest.length === 0 });
  } while (rest.length > 0);
  return cells;
}

function fits(lines: readonly FlowLine[], areas: readonly PageArea[]): boolean {
  return areas.reduce((rest, { height }) => fillColumn(rest, height).rest, lines).length === 0;
}

/** What lies on one page of a grid, below its head. */
export function gridItems({ content, settings, pages }: SheetPlan, pageIndex: number): PageItem[] {
  const shape = cellShape(settings, content.frameSize);
  const body = bodyArea(settings);
  const cells = pages[pageIndex] ?? [];
  return cells.flatMap((cell, place): PageItem[] => {
    const column = place % shape.grid.columns;
    const row = Math.floor(place / shape.grid.columns);
    const x = body.x + column * (shape.width + gap.across);
    const y = body.y + row * (shape.height + gap.down);
    const before = cells[place - 1];
    const panel = content.panels[cell.panel] as SheetPanel;
    const isNewScene = !before || content.panels[before.panel]?.sceneId !== panel.sceneId;
    return [
      ...(isNewScene ? bandItems(content, panel, x, y, shape.width) : []),
      ...captionItems(content, settings, cell, shape, x, y + shape.captionTop),
      ...(cell.part === 0 ? [pictureItem(cell.panel, shape.picture, x, y)] : []),
      ...cell.columns.flatMap((lines, index) => {
        const area = (cell.part === 0 ? shape.texts : shape.textsAlone)[index];
        return area ? placeLines(lines, x + area.x, y + area.y) : [];
      }),
    ];
  });
}

function pictureItem(panel: number, area: PageArea, x: number, y: number): PageItem {
  return { type: 'picture', panel, x: x + area.x, y: y + area.y, width: area.width, height: area.height };
}

function bandItems(
  content: SheetContent,
  panel: SheetPanel,
  x: number,
  y: number,
  width: number,
): PageItem[] {
  const style: TextStyle = { weight: 'bold', size: 7.5 };
  const text = clipText(sceneText(content, panel.sceneId), style, width - 8);
  return [
    { type: 'box', x, y, width, height: bandHeight, fill: ink.band, stroke: null },
    textItem(text, x + 4, y + bandHeight - 3.4, style),
  ];
}

/** "12A  2/3   CU · Low · 35 mm        3+12". */
function captionItems(
  { panels, rate }: SheetContent,
  { showsFraming, showsLength }: SheetSettings,
  { panel: index, part }: PlannedCell,
  { grid: { size }, width }: CellShape,
  x: number,
  top: number,
): PageItem[] {
  const panel = panels[index] as SheetPanel;
  const label: TextStyle = { weight: 'bold', size: size * 1.25 };
  const small: TextStyle = { weight: 'regular', size: size * 0.92 };
  const y = top + size * 1.38;
  const items: PageItem[] = [];
  const length = showsLength && part === 0 ? formatSecondsAndFrames(frames(panel.lengthFrames), rate) : '';
  const right = x + width;
  if (length !== '') items.push(textItemLeftOf(length, right, y, small));
  const name = clipText(panel.shotLabel, label, width * 0.5);
  items.push(textItem(name, x, y, label));
  let left = x + textWidth(name, label) + size * 0.7;
  const room = () => right - textWidth(length, small) - size - left;
  const count =
    part > 0 ? 'continued' : panel.boardCount > 1 ? `${panel.boardIndex + 1}/${panel.boardCount}` : '';
  if (count !== '' && textWidth(count, small) <= room()) {
    items.push(textItem(count, left, y, small, ink.dim));
    left += textWidth(count, small) + size * 0.7;
  }
  const framing = showsFraming && part === 0 ? clipText(panel.framing, small, room()) : '';
  if (framing !== '') items.push(textItem(framing, left, y, small, ink.dim));
  return items;
}
