import type { JobBracket } from '@shared/timeline/jobBrackets';
import { rowHeights } from '@shared/timeline/layout';
import { xOfFrame } from '@shared/timeline/view';
import { crisp, type TimelineDrawing } from './drawing';
import { fitText } from './text';

/** The row of brackets, empty. */
export function drawJobsRow(context: CanvasRenderingContext2D, { view, theme }: TimelineDrawing): void {
  const top = rowHeights.ruler;
  const height = rowHeights.jobs;
  context.fillStyle = theme.panel;
  context.fillRect(0, top, view.widthPx, height);
  context.fillStyle = theme.separator;
  context.fillRect(0, top + height - 1, view.widthPx, 1);
}

/** Brackets over the shots that are being generated, with how far they are. */
export function drawJobs(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  brackets: readonly JobBracket[],
): void {
  const { view, theme } = drawing;
  const top = rowHeights.ruler;
  const height = rowHeights.jobs;
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { startFrame, endFrame, progress, label } of brackets) {
    const left = crisp(xOfFrame(view, startFrame));
    const right = crisp(xOfFrame(view, endFrame)) - 1;
    if (right < 0 || left > view.widthPx) continue;
    const width = Math.max(2, right - left);
    context.fillStyle = theme.accentSoft;
    context.fillRect(left, top + 2, width, height - 2);
    context.fillStyle = theme.accent;
    context.fillRect(left, top + height - 3, width * progress, 2);
    context.strokeStyle = theme.accent;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(left + 0.5, top + height);
    context.lineTo(left + 0.5, top + 4.5);
    context.arcTo(left + 0.5, top + 2.5, left + 2.5, top + 2.5, 2);
    context.lineTo(right - 2.5, top + 2.5);
    context.arcTo(right - 0.5, top + 2.5, right - 0.5, top + 4.5, 2);
    context.lineTo(right - 0.5, top + height);
    context.stroke();
    const labelLeft = Math.max(left, 0) + 7;
    const text = fitText(context, label, Math.min(right, view.widthPx) - labelLeft - 5);
    context.fillStyle = theme.accent;
    if (text) context.fillText(text, labelLeft, top + height / 2 + 1);
  }
}
