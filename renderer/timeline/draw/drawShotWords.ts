import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { rowHeights, shotsRowTop } from '@shared/timeline/layout';
import type { TimelineDrawing } from './drawing';
import { bodyWidth, type ShotBox, type ShotFacts, shotHeight, shotTop } from './shotBox';
import { fitText, textWidth } from './text';

/** Px. */
const leastSceneWithEdge = 36;

/** Label and length of a shot, and what take it shows, as far as there is room. */
export function drawShotWords(
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
  context.strokeStyle = 'rgb(12 13 15 / 0.7)';
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** With so many shots in view that none has room for words, their scenes are named instead. */
export function drawSceneWords(
  context: CanvasRenderingContext2D,
  { model, view, theme }: TimelineDrawing,
  boxes: readonly ShotBox[],
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = `600 11px ${theme.font}`;
  for (let index = 0; index < boxes.length; ) {
    const { entry, left } = boxes[index] as ShotBox;
    let end = index;
    while (boxes[end + 1]?.entry.scene.id === entry.scene.id) end += 1;
    const last = boxes[end] as ShotBox;
    const isStart = entry.index === 0 || model.sequence.shots[entry.index - 1]?.scene.id !== entry.scene.id;
    if (isStart && entry.index > 0) {
      // Where scenes are slivers, their edges would be all there is to see.
      context.fillStyle = last.left + last.width - left < leastSceneWithEdge ? theme.line : theme.dim;
      context.fillRect(left, shotsRowTop, 1, rowHeights.shots - 1);
    }
    const wordsLeft = Math.max(left, 0) + 6;
    const number = model.sequence.sceneLabels.get(entry.scene.id) ?? '';
    const words = entry.scene.heading ? `${number}  ${entry.scene.heading}` : number;
    const room = Math.min(last.left + last.width, view.widthPx) - wordsLeft - 6;
    const text = room > 10 ? fitText(context, words, room) : '';
    if (text) outlined(context, text, wordsLeft, shotTop + 11, theme.bright);
    index = end + 1;
  }
}
