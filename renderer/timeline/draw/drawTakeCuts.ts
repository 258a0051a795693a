import type { DocumentView } from '@shared/document/document';
import { counted } from '@shared/generation/problemWords';
import { clipCutEffect } from '@shared/shots/clipCut';
import type { MoveTakeCut } from '@shared/timeline/gestures/gesture';
import { takeCutBefore, takeCutHandle } from '@shared/timeline/hitTest';
import { endOfShot, firstEndingAfter } from '@shared/timeline/model';
import { xOfFrame } from '@shared/timeline/view';
import { drawBubble } from './drawGestures';
import { crisp, signed, type TimelineDrawing } from './drawing';
import { shotHeight, shotTop } from './shotBox';

/** Handles between shots that show one clip. */
export function drawTakeCuts(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  document: DocumentView,
  hoveredShotId: string | null,
): void {
  const { model, view, gesture } = drawing;
  if (gesture.type !== 'ready' && gesture.type !== 'pressed' && gesture.type !== 'moveTakeCut') return;
  const { shots } = model.sequence;
  const until = view.startFrame + view.widthPx / view.pixelsPerFrame;
  for (let index = firstEndingAfter(shots, view.startFrame, endOfShot); index < shots.length; index += 1) {
    const entry = shots[index];
    if (!entry || entry.startFrame > until) break;
    if (gesture.type === 'moveTakeCut' && gesture.cut.after.shot.id === entry.shot.id) continue;
    if (!takeCutBefore(document, model, view, index)) continue;
    drawHandle(context, drawing, xOfFrame(view, entry.startFrame), entry.shot.id === hoveredShotId);
  }
}

/** Two arrows' worth of a pill: it can be moved to both sides. */
function drawHandle(
  context: CanvasRenderingContext2D,
  { theme }: TimelineDrawing,
  atX: number,
  isHeld: boolean,
  colour = theme.accent,
): void {
  const { halfWidthPx, halfHeightPx, y } = takeCutHandle;
  const x = crisp(atX) - 0.5;
  context.beginPath();
  context.roundRect(x - halfWidthPx, y - halfHeightPx, 2 * halfWidthPx, 2 * halfHeightPx, 3);
  context.fillStyle = isHeld ? colour : 'rgb(12 13 15 / 0.82)';
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = isHeld ? colour : theme.dim;
  context.stroke();
  context.fillStyle = isHeld ? theme.onAccent : theme.bright;
  for (const side of [-1, 1]) {
    context.beginPath();
    context.moveTo(x + side * 3.5, y);
    context.lineTo(x + side * 1, y - 3);
    context.lineTo(x + side * 1, y + 3);
    context.closePath();
    context.fill();
  }
}

/** The cut of a clip in hand: how far, and which shot would hold its last picture. */
export function drawMovedTakeCut(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  { cut, byFrames, isAtLimit }: MoveTakeCut,
): void {
  const { view, theme } = drawing;
  const x = xOfFrame(view, cut.after.startFrame + byFrames);
  const colour = isAtLimit ? theme.danger : theme.accent;
  context.fillStyle = colour;
  context.fillRect(crisp(x) - 1, shotTop, 2, shotHeight);
  drawHandle(context, drawing, x, true, colour);
  const { heldBefore, heldAfter } = clipCutEffect(cut, byFrames);
  const held = [
    heldBefore > 0 ? `${cut.before.label} holds its last picture for ${counted(heldBefore, 'frame')}` : null,
    heldAfter > 0 ? `${cut.after.label} holds its last picture for ${counted(heldAfter, 'frame')}` : null,
  ];
  const words = [
    isAtLimit ? 'A shot of the clip keeps one frame' : signed(counted(Math.abs(byFrames), 'frame'), byFrames),
    ...held.filter((part) => part !== null),
  ].join(' · ');
  const isLeft = x > view.widthPx / 2;
  drawBubble(context, theme, words, crisp(x) + (isLeft ? -10 : 10), shotTop + 3, isLeft ? 'right' : 'left');
}
