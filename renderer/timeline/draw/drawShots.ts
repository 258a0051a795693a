import type { SequenceShot } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import type { Gesture } from '@shared/timeline/gestures/gesture';
import { trimmedLength } from '@shared/timeline/gestures/trimShot';
import { rowHeights, shotInsetPx, shotsRowTop } from '@shared/timeline/layout';
import { firstEndingAfter } from '@shared/timeline/model';
import { viewEndFrame, xOfFrame } from '@shared/timeline/view';
import { crisp, type TimelineDrawing } from './drawing';
import { fitText, textWidth } from './text';

/** What is shown of a shot besides its record. */
export interface ShotFacts {
  /** Its picture about so large (CSS px), or null until it is made: asking for it makes it. */
  picture(shotId: string, widthPx: number, heightPx: number): CanvasImageSource | null;
  /** "local", "stale"; null when the shot shows its own layers. */
  take(shotId: string): { readonly text: string; readonly isStale: boolean } | null;
  /** Of its clip under way, 0 … 1; null when there is none. */
  progress(shotId: string): number | null;
}

export const shotTop = shotsRowTop + shotInsetPx;
export const shotHeight = rowHeights.shots - 2 * shotInsetPx;
const radius = 3;
/** Narrower shots have no picture of their own: colour only. */
const leastPictureWidth = 16;
/** Up to this many times its own width a picture is cropped to fill the shot; wider shots repeat it. */
const mostCrop = 1.9;

export interface ShotPlace {
  readonly start: number;
  readonly end: number;
}

/** Where a shot stands in the film while an edge is dragged: what is behind it moves along. */
export function placeWhileTrimming(entry: SequenceShot, gesture: Gesture, trimmedIndex: number): ShotPlace {
  if (gesture.type !== 'trimShot' || entry.index < trimmedIndex) {
    return { start: entry.startFrame, end: entry.endFrame };
  }
  const { edge, byFrames } = gesture;
  const by = edge === 'head' ? -byFrames : byFrames;
  if (entry.index > trimmedIndex) return { start: entry.startFrame + by, end: entry.endFrame + by };
  return {
    start: entry.startFrame,
    end: entry.startFrame + trimmedLength(entry.shot.lengthFrames, edge, byFrames),
  };
}

/** The shots' lane: a picture a shot, cut to its length. Only what is in view is drawn. */
export function drawShots(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  facts: ShotFacts,
): void {
  const { model, view, theme, gesture, selection } = drawing;
  const { shots } = model.sequence;
  context.fillStyle = theme.lane;
  context.fillRect(0, shotsRowTop, view.widthPx, rowHeights.shots);
  context.fillStyle = theme.separator;
  context.fillRect(0, shotsRowTop + rowHeights.shots - 1, view.widthPx, 1);
  const trimmedIndex =
    gesture.type === 'trimShot'
      ? (model.sequence.byShotId.get(gesture.shotId)?.index ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY;
  const placeOf = (entry: SequenceShot): ShotPlace => placeWhileTrimming(entry, gesture, trimmedIndex);
  const moving = gesture.type === 'moveShots' ? new Set<string>(gesture.shotIds) : null;
  const first = firstEndingAfter(shots, view.startFrame, (entry) => placeOf(entry).end);
  const endFrame = viewEndFrame(view);
  const boxes: ShotBox[] = [];
  for (let index = first; index < shots.length; index += 1) {
    const entry = shots[index] as SequenceShot;
    const { start, end } = placeOf(entry);
    if (start >= endFrame) break;
    const left = crisp(xOfFrame(view, start));
    boxes.push({ entry, left, width: crisp(xOfFrame(view, end)) - left, lengthFrames: end - start });
  }
  for (const box of boxes) {
    context.globalAlpha = moving?.has(box.entry.shot.id) ? 0.3 : 1;
    drawShotBody(context, drawing, facts, box);
  }
  context.globalAlpha = 1;
  drawCorners(context, theme.lane, boxes);
  for (const box of boxes) drawShotRing(context, drawing, box, selection.has(box.entry.shot.id));
  for (const box of boxes) drawShotWords(context, drawing, facts, box);
}

interface ShotBox {
  readonly entry: SequenceShot;
  readonly left: number;
  readonly width: number;
  readonly lengthFrames: number;
}

/** The visible width of a shot: a px stays free up to the next one where there is room for that. */
const bodyWidth = (width: number): number => (width > 3 ? width - 1 : width);

function drawShotBody(
  context: CanvasRenderingContext2D,
  { theme }: TimelineDrawing,
  facts: ShotFacts,
  { entry, left, width }: ShotBox,
): void {
  const { shot } = entry;
  const body = bodyWidth(width);
  context.fillStyle = width > 3 || entry.index % 2 === 0 ? theme.raised : theme.line;
  context.fillRect(left, shotTop, body, shotHeight);
  const picture = width >= leastPictureWidth ? facts.picture(shot.id, body, shotHeight) : null;
  if (picture) drawPicture(context, picture, left, body);
  if (shot.status === 'omitted') {
    context.save();
    context.globalAlpha *= 0.6;
    context.fillStyle = theme.lane;
    context.fillRect(left, shotTop, body, shotHeight);
    context.restore();
  }
  if (shot.colour) {
    context.fillStyle = shot.colour;
    context.fillRect(left, shotTop, body, width > 6 ? 3 : shotHeight);
  }
  const progress = facts.progress(shot.id);
  if (progress !== null) {
    context.fillStyle = theme.onPicture;
    context.fillRect(left, shotTop + shotHeight - 3, body, 3);
    context.fillStyle = theme.accent;
    context.fillRect(left, shotTop + shotHeight - 3, body * progress, 3);
  }
}

/** Fills the box from the picture's middle, or repeats the picture where the box is much wider. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  left: number,
  width: number,
  top = shotTop,
  height = shotHeight,
): void {
  const { width: naturalWidth, height: naturalHeight } = picture as { width: number; height: number };
  const ownWidth = (naturalWidth / naturalHeight) * height;
  if (width <= ownWidth * mostCrop) {
    const scale = Math.max(width / naturalWidth, height / naturalHeight);
    const sourceWidth = width / scale;
    const sourceHeight = height / scale;
    context.drawImage(
      picture,
      (naturalWidth - sourceWidth) / 2,
      (naturalHeight - sourceHeight) / 2,
      sourceWidth,
      sourceHeight,
      left,
      top,
      width,
      height,
    );
    return;
  }
  for (let offset = 0; offset < width; offset += ownWidth) {
    const part = Math.min(ownWidth, width - offset);
    const sourceWidth = (part / ownWidth) * naturalWidth;
    context.drawImage(picture, 0, 0, sourceWidth, naturalHeight, left + offset, top, part, height);
  }
}

/** Rounds all boxes at once by painting the lane over their corners: a clip for each shot would cost far more. */
function drawCorners(context: CanvasRenderingContext2D, lane: string, boxes: readonly ShotBox[]): void {
  context.fillStyle = lane;
  context.beginPath();
  for (const { left, width } of boxes) {
    if (width < 10) continue;
    const right = left + bodyWidth(width);
    const bottom = shotTop + shotHeight;
    for (const [x, y, dx, dy] of [
      [left, shotTop, 1, 1],
      [right, shotTop, -1, 1],
      [left, bottom, 1, -1],
      [right, bottom, -1, -1],
    ] as const) {
      context.moveTo(x, y);
      context.lineTo(x + dx * radius, y);
      context.quadraticCurveTo(x, y, x, y + dy * radius);
      context.closePath();
    }
  }
  context.fill();
}

function drawShotRing(
  context: CanvasRenderingContext2D,
  { theme, currentShotId }: TimelineDrawing,
  { entry, left, width }: ShotBox,
  isSelected: boolean,
): void {
  const isCurrent = entry.shot.id === currentShotId;
  if (!isSelected && (width < 10 || !isCurrent)) {
    if (width < 10) return;
    context.strokeStyle = 'rgb(255 255 255 / 0.1)';
    strokeBox(context, left, bodyWidth(width), 1);
    return;
  }
  if (isSelected && width < 6) {
    context.fillStyle = theme.accent;
    context.fillRect(left, shotTop, Math.max(1, bodyWidth(width)), 3);
    context.fillRect(left, shotTop + shotHeight - 3, Math.max(1, bodyWidth(width)), 3);
    return;
  }
  context.strokeStyle = isSelected ? theme.accent : theme.dim;
  strokeBox(context, left, bodyWidth(width), isSelected ? 2 : 1);
}

function strokeBox(context: CanvasRenderingContext2D, left: number, width: number, lineWidth: number): void {
  const inset = lineWidth / 2;
  context.lineWidth = lineWidth;
  context.beginPath();
  context.roundRect(left + inset, shotTop + inset, width - lineWidth, shotHeight - lineWidth, radius);
  context.stroke();
}

function drawShotWords(
  context: CanvasRenderingContext2D,
  { model, view, theme }: TimelineDrawing,
  facts: ShotFacts,
  { entry, left, width, lengthFrames }: ShotBox,
): void {
  if (width < 22) return;
  // A shot that begins left of the view keeps its label in sight.
  const labelLeft = Math.max(left, 0) + 6;
  const right = left + bodyWidth(width) - 6;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = `600 11.5px ${theme.font}`;
  const label = fitText(context, entry.label, right - labelLeft + 3);
  if (label) outlined(context, label, labelLeft, shotTop + 10, theme.bright);
  const labelEnd = labelLeft + (label ? textWidth(context, label) : 0);
  const take = facts.take(entry.shot.id);
  if (take) drawTakeBadge(context, theme, take, labelEnd + 8, right);
  context.font = `11.5px ${theme.font}`;
  const length = formatSecondsAndFrames(frames(lengthFrames), model.rate);
  const lengthWidth = textWidth(context, length);
  const lengthLeft = Math.min(right, view.widthPx - 4) - lengthWidth;
  if (lengthLeft >= Math.max(left, 0) + 4) {
    outlined(context, length, lengthLeft, shotTop + shotHeight - 11, theme.text);
  }
}

function drawTakeBadge(
  context: CanvasRenderingContext2D,
  theme: TimelineDrawing['theme'],
  take: { readonly text: string; readonly isStale: boolean },
  leftLimit: number,
  right: number,
): void {
  context.font = `10px ${theme.font}`;
  const width = textWidth(context, take.text) + 8;
  const top = shotTop + 4;
  const colour = take.isStale ? theme.accent : theme.text;
  if (right - width + 2 >= leftLimit) {
    context.fillStyle = theme.onPicture;
    context.beginPath();
    context.roundRect(right - width + 2, top, width, 14, 3);
    context.fill();
    context.fillStyle = colour;
    context.fillText(take.text, right - width + 6, top + 7.5);
  } else if (right - 4 >= leftLimit) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(right - 2, top + 5, 3, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Words on a picture: a dark edge keeps them readable on anything, and costs far less than a blurred shadow. */
function outlined(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(12 13 15 / 0.55)';
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
