import type { Sequence, SequenceShot } from '@shared/shots/sequence';
import type { Gesture } from '@shared/timeline/gestures/gesture';
import { trimmedLength } from '@shared/timeline/gestures/trimShot';
import { leastWidthWithCutsPx } from '@shared/timeline/hitTest';
import { rowHeights, shotsRowTop } from '@shared/timeline/layout';
import { firstEndingAfter } from '@shared/timeline/model';
import { viewEndFrame, xOfFrame } from '@shared/timeline/view';
import { crisp, type TimelineDrawing } from './drawing';
import { drawSceneWords, drawShotWords } from './drawShotWords';
import { bodyWidth, type ShotBox, type ShotFacts, shotHeight, shotTop } from './shotBox';

const radius = 3;
/** Narrower shots have no picture of their own: colour only. */
const leastPictureWidth = 16;
/** With shots narrower than this on average the scenes are named, not the shots. */
const sceneWordsBelowPx = 20;
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
  if (boxes.length > view.widthPx / sceneWordsBelowPx) drawSceneWords(context, drawing, boxes);
}

const oddScenes = new WeakMap<Sequence, ReadonlySet<string>>();

/** Whether the scene of a shot is the second, the fourth, … of those in the film. */
export function isOfOddScene(sequence: Sequence, { scene }: SequenceShot): boolean {
  let odd = oddScenes.get(sequence);
  if (!odd) {
    const ids = [...new Set(sequence.shots.map((entry) => entry.scene.id))];
    odd = new Set(ids.filter((_, index) => index % 2 === 1));
    oddScenes.set(sequence, odd);
  }
  return odd.has(scene.id);
}

function drawShotBody(
  context: CanvasRenderingContext2D,
  { theme, model, view, gesture }: TimelineDrawing,
  facts: ShotFacts,
  { entry, left, width, lengthFrames }: ShotBox,
): void {
  const { shot } = entry;
  const body = bodyWidth(width);
  // Shots that leave no line between them run into one: it is the scene that differs from its neighbours.
  context.fillStyle = width <= 3 && isOfOddScene(model.sequence, entry) ? theme.line : theme.raised;
  context.fillRect(left, shotTop, body, shotHeight);
  const cuts = width >= leastWidthWithCutsPx ? model.cutsByShot.get(shot.id) : undefined;
  if (cuts) {
    const trimmed = gesture.type === 'trimShot' && gesture.shotId === shot.id && gesture.edge === 'head';
    const starts = cuts.map(({ boardId, offsetFrames }) => {
      if (gesture.type === 'moveCut' && gesture.boardId === boardId) return gesture.frame - entry.startFrame;
      return trimmed ? offsetFrames - gesture.byFrames : offsetFrames;
    });
    const offsets = [0, ...cuts.map(({ offsetFrames }) => offsetFrames)];
    [0, ...starts].forEach((start, index) => {
      const end = starts[index] ?? lengthFrames;
      const from = left + crisp(Math.max(0, start) * view.pixelsPerFrame);
      const to = Math.min(left + body, left + crisp(Math.min(end, lengthFrames) * view.pixelsPerFrame));
      if (to <= from) return;
      const part = facts.picture(shot.id, to - from, shotHeight, offsets[index]);
      if (part) drawPicture(context, part, from, to - from);
      if (index === 0) return;
      context.fillStyle = theme.lane;
      context.fillRect(from, shotTop, 1, shotHeight);
      context.fillStyle = theme.bright;
      context.fillRect(from - 1, shotTop + shotHeight - 9, 3, 9);
    });
  } else {
    const picture = width >= leastPictureWidth ? facts.picture(shot.id, body, shotHeight) : null;
    if (picture) drawPicture(context, picture, left, body);
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
