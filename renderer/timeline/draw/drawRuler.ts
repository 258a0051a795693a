import { rowHeights } from '@shared/timeline/layout';
import { rulerTicks } from '@shared/timeline/ticks';
import { xOfFrame } from '@shared/timeline/view';
import { crisp, type TimelineDrawing } from './drawing';
import { textWidth } from './text';

const labelGapPx = 5;
const roomBetweenPx = 22;

/** Time along the top: a line and a label at each step, short lines between. */
export function drawRuler(context: CanvasRenderingContext2D, drawing: TimelineDrawing): void {
  const { model, view, theme } = drawing;
  const height = rowHeights.ruler;
  context.fillStyle = theme.panel;
  context.fillRect(0, 0, view.widthPx, height);
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const samples = ['', '0', '00:00', '00:00:00', '00:00:00:00'];
  const ticks = rulerTicks(
    view,
    model.rate,
    model.filmStart,
    model.contentEndFrame,
    (parts) => textWidth(context, samples[parts] ?? '') + labelGapPx + roomBetweenPx,
    model.isDropFrame,
  );
  context.fillStyle = theme.line;
  for (const { frame, label } of ticks) {
    const tickHeight = label === null ? 4 : 14;
    context.fillRect(crisp(xOfFrame(view, frame)), height - tickHeight - 2, 1, tickHeight);
  }
  context.fillStyle = theme.dim;
  for (const { frame, label } of ticks) {
    if (label !== null) context.fillText(label, crisp(xOfFrame(view, frame)) + labelGapPx, height / 2 + 1);
  }
}
