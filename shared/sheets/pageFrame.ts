import { counted } from '../generation/problemWords';
import { frames } from '../time/frames';
import { formatRate, nominalFramesPerSecond, type Rate } from '../time/rate';
import { breakLines } from './breakLines';
import type { SheetContent } from './content';
import { clipText, type TextStyle, textWidth } from './measureText';
import { ink, type PageItem } from './pageItems';
import { pageSize, type SheetSettings } from './settings';
import { textItem, textItemLeftOf } from './textFlow';

/** A place on a page, pt. */
export interface PageArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** 12 mm: what every printer can print. */
const margin = 34;
const headHeight = 26;

/** Where the panels lie. */
export function bodyArea(settings: Pick<SheetSettings, 'paper' | 'orientation'>): PageArea {
  const { width, height } = pageSize(settings);
  const y = margin + headHeight;
  return { x: margin, y, width: width - 2 * margin, height: height - y - margin };
}

/** "3  INT. LIGHTHOUSE – NIGHT". */
export function sceneText({ scenes }: SheetContent, sceneId: string): string {
  const scene = scenes.get(sceneId);
  return [scene?.label ?? '', scene?.heading ?? ''].filter(Boolean).join('  ');
}

/** Title and draft on the left, date and page on the right, a line below. */
export function headItems(
  { title, episode, date }: SheetContent,
  settings: SheetSettings,
  page: { readonly number: number; readonly count: number },
): PageItem[] {
  const { width } = pageSize(settings);
  const right = width - margin;
  const y = margin + 11;
  const bold: TextStyle = { weight: 'bold', size: 10.5 };
  const small: TextStyle = { weight: 'regular', size: 8 };
  const end = `${date}   ·   ${page.number} / ${page.count}`;
  const room = right - margin - textWidth(end, small) - 20;
  const name = clipText(title, bold, room * 0.65);
  const rest = [episode, settings.draft.trim()].filter((text) => text !== '').join('   ·   ');
  const left = margin + textWidth(name, bold) + 12;
  const aside = clipText(rest, small, margin + room - left);
  return [
    textItem(name, margin, y, bold),
    textItem(aside, left, y, small, ink.dim),
    textItemLeftOf(end, right, y, small, ink.dim),
    rule(margin, margin + 17.5, right),
  ];
}

export function rule(left: number, y: number, right: number, colour: string = ink.rule): PageItem {
  return line(
    [
      { x: left, y },
      { x: right, y },
    ],
    colour,
    0.6,
  );
}

export function line(
  points: readonly { readonly x: number; readonly y: number }[],
  colour: string,
  width: number,
): PageItem {
  return { type: 'line', points, isClosed: false, colour, width, isDashed: false, isFilled: false };
}

/** A page in front that says what this is. */
export function coverItems(content: SheetContent, settings: SheetSettings): PageItem[] {
  const { width, height } = pageSize(settings);
  const x = margin * 2;
  const room = width - 2 * x;
  const title: TextStyle = { weight: 'bold', size: 34 };
  const under: TextStyle = { weight: 'regular', size: 12 };
  const kind: TextStyle = { weight: 'bold', size: 11 };
  const items: PageItem[] = [];
  let y = height * 0.34;
  items.push(textItem(settings.layout === 'ekonte' ? '絵コンテ' : 'STORYBOARD', x, y, kind, ink.dim));
  y += 14;
  const lines = breakLines(content.title, title, room);
  for (const [index, words] of lines.slice(0, 3).entries()) {
    y += title.size * 1.2;
    items.push(
      textItem(
        index === 2 ? clipText(`${words}${lines.length > 3 ? '…' : ''}`, title, room) : words,
        x,
        y,
        title,
      ),
    );
  }
  const below = [content.episode, settings.draft.trim()].filter((text) => text !== '').join('   ·   ');
  if (below !== '') {
    y += 30;
    items.push(textItem(clipText(below, under, room), x, y, under));
  }
  y += 26;
  items.push(rule(x, y, x + Math.min(room, 220), ink.text));
  const { shotCount, panels, scenes, rate, frameSize, lengthFrames } = content;
  const facts = [
    [counted(scenes.size, 'scene'), counted(shotCount, 'shot'), counted(panels.length, 'board')].join(
      '   ·   ',
    ),
    `${runningTime(lengthFrames, rate)}   ·   ${formatRate(rate)} fps   ·   ${frameSize.width} × ${frameSize.height}`,
    content.date,
  ];
  y += 4;
  for (const fact of facts) {
    y += 20;
    items.push(textItem(clipText(fact, under, room), x, y, under, ink.dim));
  }
  return items;
}

/** "1:23+04": minutes, seconds and frames. */
export function runningTime(lengthFrames: number, rate: Rate): string {
  const length = frames(lengthFrames);
  const nominal = nominalFramesPerSecond(rate);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(length / nominal);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}+${two(length % nominal)}`;
}
