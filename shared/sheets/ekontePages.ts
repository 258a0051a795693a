import { frames } from '../time/frames';
import { formatSecondsAndFrames } from '../time/timecode';
import type { SheetContent, SheetPanel } from './content';
import { clipText, type TextStyle, textWidth } from './measureText';
import { bodyArea, line, type PageArea, rule, runningTime, sceneText } from './pageFrame';
import { ink, type PageItem } from './pageItems';
import { pageSize, type SheetSettings } from './settings';
import { fillPages, mostParts, type PlannedCell, type SheetPlan } from './sheetPlan';
import {
  actionFlow,
  cutOff,
  dialogueFlow,
  type FlowLine,
  fillColumn,
  flowBlock,
  noteFlow,
  placeLines,
  textItem,
  textItemLeftOf,
} from './textFlow';

/*
 * The sheet of Japanese animation: one column of pictures, read downwards, with cut number, action, dialogue and time
 * beside each, and the time of the page below.
 */

const titles = {
  cut: ['カット', 'CUT'],
  picture: ['画面', 'PICTURE'],
  action: ['内容', 'ACTION'],
  dialogue: ['セリフ', 'DIALOGUE'],
  time: ['秒', 'TIME'],
} as const;
type ColumnName = keyof typeof titles;
const columnNames = Object.keys(titles) as ColumnName[];

/** Shares of the sheet's width. */
const shares: Readonly<Record<SheetSettings['orientation'], Readonly<Record<ColumnName, number>>>> = {
  portrait: { cut: 0.08, picture: 0.405, action: 0.245, dialogue: 0.19, time: 0.08 },
  landscape: { cut: 0.065, picture: 0.325, action: 0.305, dialogue: 0.24, time: 0.065 },
};
const rowCounts = { portrait: 5, landscape: 3 } as const;

const head = { title: 30, columns: 15 } as const;
const footHeight = 24;
const inset = 4;
const textSize = 8;

interface SheetShape {
  readonly sheet: PageArea;
  readonly columns: Readonly<Record<ColumnName, { readonly x: number; readonly width: number }>>;
  readonly rowsTop: number;
  readonly rowHeight: number;
  readonly rowCount: number;
  /** In its row and column. */
  readonly picture: PageArea;
  readonly textHeight: number;
}

export function ekonteShape(
  settings: Pick<SheetSettings, 'paper' | 'orientation'>,
  frame: { readonly width: number; readonly height: number },
): SheetShape {
  const { width, height } = pageSize(settings);
  const body = bodyArea(settings);
  const sheet = { x: body.x, y: body.x, width: width - 2 * body.x, height: height - 2 * body.x };
  const own = shares[settings.orientation];
  const columns = {} as Record<ColumnName, { x: number; width: number }>;
  let x = sheet.x;
  for (const name of columnNames) {
    columns[name] = { x, width: sheet.width * own[name] };
    x += sheet.width * own[name];
  }
  const rowCount = rowCounts[settings.orientation];
  const rowsTop = sheet.y + head.title + head.columns;
  const rowHeight = (sheet.height - head.title - head.columns - footHeight) / rowCount;
  const room = { width: columns.picture.width - 2 * inset, height: rowHeight - 2 * inset };
  const ratio = frame.width / frame.height;
  const pictureWidth = Math.min(room.width, room.height * ratio);
  const size = { width: pictureWidth, height: pictureWidth / ratio };
  const picture = {
    x: (columns.picture.width - size.width) / 2,
    y: (rowHeight - size.height) / 2,
    ...size,
  };
  return { sheet, columns, rowsTop, rowHeight, rowCount, picture, textHeight: rowHeight - 2 * inset };
}

export function* planEkonte(content: SheetContent, settings: SheetSettings): Generator<void, SheetPlan> {
  const shape = ekonteShape(settings, content.frameSize);
  const pages = yield* fillPages(content, settings, shape.rowCount, (index) =>
    rowsOf(content, index, settings, shape),
  );
  return { content, settings, pages };
}

function rowsOf(
  content: SheetContent,
  index: number,
  settings: SheetSettings,
  shape: SheetShape,
): PlannedCell[] {
  const panel = content.panels[index] as SheetPanel;
  const widths = [shape.columns.action.width, shape.columns.dialogue.width].map((width) => width - 2 * inset);
  const [actionWidth = 0, dialogueWidth = 0] = widths;
  let rest: (readonly FlowLine[])[] = [
    [
      ...headingFlow(content, index, settings, actionWidth),
      ...actionFlow(panel, settings, textSize, actionWidth),
      ...noteFlow(panel, settings, textSize, actionWidth),
    ],
    dialogueFlow(panel, settings, textSize, dialogueWidth),
  ];
  const rows: PlannedCell[] = [];
  do {
    const filled = rest.map((lines) => fillColumn(lines, shape.textHeight));
    rest = filled.map((column) => column.rest);
    const isCut = rows.length + 1 === mostParts && rest.some((lines) => lines.length > 0);
    const columns = filled.map(({ here, rest: left }, place) =>
      isCut && left.length > 0 ? cutOff(here, widths[place] ?? 0) : here,
    );
    if (isCut) rest = [];
    rows.push({
      panel: index,
      part: rows.length,
      columns,
      isLast: rest.every((lines) => lines.length === 0),
    });
  } while (rest.some((lines) => lines.length > 0));
  return rows;
}

/** Where a scene begins, its heading; how a shot is taken, where it begins. */
function headingFlow(
  content: SheetContent,
  index: number,
  { showsFraming }: SheetSettings,
  width: number,
): FlowLine[] {
  const panel = content.panels[index] as SheetPanel;
  const isNewScene = content.panels[index - 1]?.sceneId !== panel.sceneId;
  const scene = isNewScene ? sceneText(content, panel.sceneId) : '';
  const framing = showsFraming && panel.boardIndex === 0 ? panel.framing : '';
  const flow = (text: string, weight: TextStyle['weight'], colour: string) =>
    text === '' ? [] : flowBlock({ text, style: { weight, size: textSize }, colour }, width);
  return [...flow(scene, 'bold', ink.text), ...flow(framing, 'regular', ink.dim)];
}

/** One sheet with all that is on it. `pageIndex` counts without the cover. */
export function ekonteItems(
  plan: SheetPlan,
  pageIndex: number,
  page: { readonly number: number; readonly count: number },
): PageItem[] {
  const { content, settings, pages } = plan;
  const shape = ekonteShape(settings, content.frameSize);
  const rows = pages[pageIndex] ?? [];
  return [
    ...headItems(plan, rows, shape, page),
    ...rows.flatMap((row, place) => rowItems(content, settings, row, shape, place)),
    ...frameItems(content, rows, shape),
    ...(settings.showsLength ? footItems(plan, pageIndex, shape) : []),
  ];
}

function headItems(
  { content, settings }: SheetPlan,
  rows: readonly PlannedCell[],
  { sheet, columns }: SheetShape,
  page: { readonly number: number; readonly count: number },
): PageItem[] {
  const label: TextStyle = { weight: 'regular', size: 5.5 };
  const bold: TextStyle = { weight: 'bold', size: 11 };
  const small: TextStyle = { weight: 'regular', size: 8.5 };
  const baseline = sheet.y + head.title - 8;
  const first = content.panels[rows[0]?.panel ?? 0];
  const sceneLeft = columns.action.x;
  const dateLeft = columns.dialogue.x + columns.dialogue.width * 0.3;
  const pageLeft = columns.time.x - 8;
  const field = (name: string, text: string, style: TextStyle, left: number, right: number) => [
    textItem(name, left, sheet.y + 8, label, ink.dim),
    textItem(clipText(text, style, right - left - 6), left, baseline, style),
  ];
  const title = [content.title, content.episode, settings.draft.trim()].filter((text) => text !== '');
  const [name = '', ...others] = title;
  const nameWidth = textWidth(clipText(name, bold, sceneLeft - sheet.x - 12), bold);
  const left = sheet.x + nameWidth + 10;
  const aside = clipText(others.join('   '), small, sceneLeft - left - 8);
  const columnTitles = columnNames.flatMap((column) => {
    const [japanese, english] = titles[column];
    const { x, width } = columns[column];
    const large: TextStyle = { weight: 'bold', size: 7.5 };
    const tiny: TextStyle = { weight: 'regular', size: 5 };
    const all = textWidth(japanese, large) + 3 + textWidth(english, tiny);
    const start = x + (width - all) / 2;
    const y = sheet.y + head.title + 10.3;
    return [
      textItem(japanese, start, y, large),
      textItem(english, start + textWidth(japanese, large) + 3, y, tiny, ink.dim),
    ];
  });
  return [
    ...field('作品 TITLE', name, bold, sheet.x, sceneLeft),
    textItem(aside, left, baseline, small, ink.dim),
    ...field('シーン SCENE', first ? sceneText(content, first.sceneId) : '', small, sceneLeft, dateLeft),
    ...field('日付 DATE', content.date, small, dateLeft, pageLeft),
    ...field('頁 PAGE', `${page.number} / ${page.count}`, small, pageLeft, sheet.x + sheet.width + 6),
    {
      type: 'box',
      x: sheet.x,
      y: sheet.y + head.title,
      width: sheet.width,
      height: head.columns,
      fill: ink.band,
      stroke: null,
    },
    ...columnTitles,
  ];
}

function rowItems(
  content: SheetContent,
  { showsLength }: SheetSettings,
  { panel: index, part, columns: texts, isLast }: PlannedCell,
  { columns, rowsTop, rowHeight, picture }: SheetShape,
  place: number,
): PageItem[] {
  const panel = content.panels[index] as SheetPanel;
  const top = rowsTop + place * rowHeight;
  const items: PageItem[] = [];
  const begins = part === 0 && panel.boardIndex === 0;
  // The number stands where a cut begins, and small where a page goes on with it.
  if (begins || place === 0) {
    const style: TextStyle = { weight: begins ? 'bold' : 'regular', size: begins ? 11.5 : 8 };
    items.push(centred(panel.shotLabel, columns.cut, top + 17, style, begins ? ink.text : ink.dim));
  }
  if (part === 0 && panel.boardCount > 1) {
    const style: TextStyle = { weight: 'regular', size: 7 };
    items.push(centred(`${panel.boardIndex + 1}/${panel.boardCount}`, columns.cut, top + 29, style, ink.dim));
  }
  if (part === 0) {
    const at = { x: columns.picture.x + picture.x, y: top + picture.y };
    items.push({ type: 'picture', panel: index, ...at, width: picture.width, height: picture.height });
  }
  const [action = [], dialogue = []] = texts;
  items.push(...placeLines(action, columns.action.x + inset, top + inset));
  items.push(...placeLines(dialogue, columns.dialogue.x + inset, top + inset));
  if (showsLength && part === 0) {
    const isWhole = panel.boardCount === 1;
    const own = formatSecondsAndFrames(frames(panel.lengthFrames), content.rate);
    const style: TextStyle = { weight: isWhole ? 'bold' : 'regular', size: 9 };
    items.push(centred(own, columns.time, top + 16, style, isWhole ? ink.text : ink.dim));
  }
  if (showsLength && isLast && panel.boardCount > 1 && panel.boardIndex === panel.boardCount - 1) {
    const whole = formatSecondsAndFrames(frames(panel.shotLengthFrames), content.rate);
    const { x, width } = columns.time;
    items.push(rule(x + 8, top + rowHeight - 20, x + width - 8));
    items.push(centred(whole, columns.time, top + rowHeight - 8, { weight: 'bold', size: 9 }));
  }
  return items;
}

function centred(
  text: string,
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
  style: TextStyle,
  colour: string = ink.text,
): PageItem {
  const shown = clipText(text, style, width - 4);
  return textItem(shown, x + (width - textWidth(shown, style)) / 2, y, style, colour);
}

/** The sheet's lines; between boards of one cut only a dashed one. */
function frameItems(
  { panels }: SheetContent,
  rows: readonly PlannedCell[],
  { sheet, columns, rowsTop, rowHeight, rowCount }: SheetShape,
): PageItem[] {
  const right = sheet.x + sheet.width;
  const top = sheet.y + head.title;
  const bottom = rowsTop + rowHeight * rowCount;
  const items: PageItem[] = [rule(sheet.x, rowsTop, right, ink.text)];
  for (const name of columnNames.slice(1)) {
    const { x } = columns[name];
    items.push(
      line(
        [
          { x, y: top },
          { x, y: bottom },
        ],
        ink.text,
        0.4,
      ),
    );
  }
  for (let place = 1; place < rowCount; place += 1) {
    const [before, after] = [rows[place - 1], rows[place]];
    const isSameCut = before && after && panels[before.panel]?.shotId === panels[after.panel]?.shotId;
    const y = rowsTop + place * rowHeight;
    const points = [
      { x: isSameCut ? columns.picture.x : sheet.x, y },
      { x: right, y },
    ];
    items.push({
      type: 'line',
      points,
      isClosed: false,
      colour: isSameCut ? ink.dim : ink.text,
      width: 0.4,
      isDashed: isSameCut === true,
      isFilled: false,
    });
  }
  items.push({
    type: 'box',
    x: sheet.x,
    y: top,
    width: sheet.width,
    height: bottom - top,
    fill: null,
    stroke: ink.text,
  });
  return items;
}

/** The time of the page, and of all up to its end. A board counts where its picture is. */
function footItems({ content, pages }: SheetPlan, pageIndex: number, { sheet }: SheetShape): PageItem[] {
  const timeOf = (rows: readonly PlannedCell[]) =>
    rows.reduce(
      (sum, { panel, part }) => sum + (part === 0 ? (content.panels[panel]?.lengthFrames ?? 0) : 0),
      0,
    );
  const own = timeOf(pages[pageIndex] ?? []);
  const total = pages.slice(0, pageIndex + 1).reduce((sum, rows) => sum + timeOf(rows), 0);
  const y = sheet.y + sheet.height - 6;
  const label: TextStyle = { weight: 'regular', size: 6.5 };
  const value: TextStyle = { weight: 'bold', size: 10.5 };
  let right = sheet.x + sheet.width;
  const items: PageItem[] = [];
  for (const [name, length] of [
    ['累計 TOTAL', total],
    ['頁計 PAGE', own],
  ] as const) {
    const text = runningTime(length, content.rate);
    items.push(textItemLeftOf(text, right, y, value));
    right -= textWidth(text, value) + 6;
    items.push(textItemLeftOf(name, right, y, label, ink.dim));
    right -= textWidth(name, label) + 26;
  }
  return items;
}
