import type { Steps } from '../steps/runSteps';
import type { CameraMarks } from './cameraMarks';
import type { SheetContent } from './content';
import { ekonteItems, ekonteShape, planEkonte } from './ekontePages';
import { cellShape, gridItems, planGrid } from './gridPages';
import { type TextStyle, textWidth } from './measureText';
import { bodyArea, coverItems, headItems, type PageArea } from './pageFrame';
import { ink, type PageItem, type PagePicture } from './pageItems';
import { pictureQualities, type SheetSettings } from './settings';
import type { SheetPlan } from './sheetPlan';
import { textItem } from './textFlow';

export type { SheetPlan } from './sheetPlan';

/** What goes on which page, in steps. */
export function planningSheets(content: SheetContent, settings: SheetSettings): Steps<SheetPlan> {
  return settings.layout === 'ekonte' ? planEkonte(content, settings) : planGrid(content, settings);
}

/** Pages with the cover; at least one. */
export function pageCount({ pages, settings }: SheetPlan): number {
  return Math.max(1, pages.length + (settings.hasCover ? 1 : 0));
}

/** All that lies on a page but the pictures themselves and what is drawn over them. `index` counts from 0, the cover first. */
export function pageItems(plan: SheetPlan, index: number): PageItem[] {
  const { content, settings, pages } = plan;
  const isCover = settings.hasCover && index === 0;
  if (isCover) return coverItems(content, settings);
  const page = { number: index + 1, count: pageCount(plan) };
  if (pages.length === 0) return [...headItems(content, settings, page), ...emptyItems(settings)];
  const own = index - (settings.hasCover ? 1 : 0);
  return settings.layout === 'ekonte'
    ? ekonteItems(plan, own, page)
    : [...headItems(content, settings, page), ...gridItems(plan, own)];
}

function emptyItems(settings: SheetSettings): PageItem[] {
  const { x, y } = bodyArea(settings);
  return [textItem('There are no shots to print.', x, y + 30, { weight: 'regular', size: 11 }, ink.dim)];
}

/** Pixels of the pictures at the chosen quality: never more than the project's own frame has. */
export function picturePixels(
  settings: SheetSettings,
  frame: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const { picture } =
    settings.layout === 'ekonte' ? ekonteShape(settings, frame) : cellShape(settings, frame);
  const dots = pictureQualities[settings.quality] / 72;
  const scale = Math.min(1, (picture.width * dots) / frame.width);
  return {
    width: Math.max(16, Math.round(frame.width * scale)),
    height: Math.max(16, Math.round(frame.height * scale)),
  };
}

const halo = '#ffffff';

/** The camera's move over a picture: where it begins dashed, where it ends drawn through, arrows between the corners. */
export function markItems({ x, y, width, height }: PagePicture, frames: CameraMarks['frames']): PageItem[] {
  const boxes = frames.map((corners) =>
    corners.map((corner) => ({ x: x + corner.x * width, y: y + corner.y * height })),
  );
  const items: PageItem[] = [];
  const draw = (
    points: readonly { readonly x: number; readonly y: number }[],
    lineWidth: number,
    more: { readonly isClosed?: boolean; readonly isDashed?: boolean; readonly isFilled?: boolean } = {},
  ): void => {
    const shape = {
      type: 'line',
      points,
      isClosed: false,
      isDashed: false,
      isFilled: false,
      ...more,
    } as const;
    // Light below it keeps the line apart from pictures of its own colour.
    if (!shape.isFilled) items.push({ ...shape, isDashed: false, colour: halo, width: lineWidth + 0.7 });
    items.push({ ...shape, colour: ink.move, width: lineWidth });
  };
  for (const [index, box] of boxes.slice(1).entries()) {
    const before = boxes[index] ?? box;
    for (const [corner, from] of before.entries()) {
      const to = box[corner] ?? from;
      draw([from, to], 0.5);
      const head = arrowHead(from, to);
      if (head) draw(head, 0.5, { isClosed: true, isFilled: true });
    }
  }
  for (const [index, box] of boxes.entries()) {
    const isEnd = index === boxes.length - 1;
    draw(box, isEnd ? 1.3 : 1, { isClosed: true, isDashed: !isEnd });
  }
  const style: TextStyle = { weight: 'bold', size: 5.5 };
  for (const [name, box] of [
    ['START', boxes[0]],
    ['END', boxes.at(-1)],
  ] as const) {
    const isEnd = name === 'END';
    // In opposite corners: ends that are near each other leave their names apart.
    const [corner, across] = isEnd ? [box?.[2], box?.[3]] : [box?.[0], box?.[1]];
    if (!corner || !across) continue;
    const size = { width: textWidth(name, style) + 4, height: 8 };
    if (size.width > Math.hypot(across.x - corner.x, across.y - corner.y)) continue;
    const place = isEnd ? { x: corner.x - size.width, y: corner.y - size.height } : corner;
    items.push(...tag(name, { ...place, ...size }, style, isEnd));
  }
  return items;
}

/** Words on a ground of their own: they can be read on any picture. */
function tag(text: string, place: PageArea, style: TextStyle, isEnd: boolean): PageItem[] {
  const label = textItem(text, place.x + 2, place.y + 6, style, isEnd ? halo : ink.move);
  const { x, y, width, height } = place;
  const fill = isEnd ? ink.move : halo;
  return [{ type: 'box', x, y, width, height, fill, stroke: isEnd ? null : ink.move }, label];
}

/** null where the way is too short for one. */
function arrowHead(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number }[] | null {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const size = 4.5;
  if (length < size * 1.5) return null;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const foot = { x: to.x - dx * size, y: to.y - dy * size };
  const half = size * 0.42;
  return [
    to,
    { x: foot.x - dy * half, y: foot.y + dx * half },
    { x: foot.x + dy * half, y: foot.y - dx * half },
  ];
}
