import { markerHalfPx, markerTopPx } from '@shared/timeline/hitTest';
import { rowHeights } from '@shared/timeline/layout';
import { xOfFrame } from '@shared/timeline/view';
import { crisp, type TimelineDrawing } from './drawing';
import { fitText, textWidth } from './text';

/** Px up to the next marker. With less, names would leave nothing of the times below them. */
const leastRoomForName = 200;
const mostOfName = 150;
/** Px. Markers closer than this are short lines below the times, which stay readable. */
const leastRoomForFlag = 36;

/** Markers in the ruler, with their names as far as there is room up to the next one. */
export function drawMarkers(context: CanvasRenderingContext2D, drawing: TimelineDrawing): void {
  const { model, view, theme, selection, gesture } = drawing;
  const moved = gesture.type === 'moveMarkers' ? new Set<string>(gesture.markerIds) : null;
  const placed = model.markers.map((marker) => {
    const by = moved?.has(marker.id) && gesture.type === 'moveMarkers' ? gesture.byFrames : 0;
    return { marker, x: crisp(xOfFrame(view, marker.frame + by)) };
  });
  const bottom = rowHeights.ruler - 1;
  placed.forEach(({ marker, x }, index) => {
    const width = marker.lengthFrames * view.pixelsPerFrame;
    if (x + width < -markerHalfPx || x > view.widthPx + markerHalfPx) return;
    context.fillStyle = marker.colour;
    if (width > 0) {
      context.globalAlpha = 0.45;
      context.fillRect(x, markerTopPx + 2, width, bottom - markerTopPx - 2);
      context.globalAlpha = 1;
    }
    const next = placed[index + 1]?.x ?? Number.POSITIVE_INFINITY;
    const previous = placed[index - 1]?.x ?? Number.NEGATIVE_INFINITY;
    const isSelected = selection.has(marker.id);
    if (!isSelected && Math.min(next - x, x - previous) < leastRoomForFlag) {
      context.fillRect(x - 1, bottom - 5, 2, 5);
      return;
    }
    if (isSelected || next - x >= leastRoomForName)
      drawName(
        context,
        drawing,
        marker.name,
        x + markerHalfPx + 2,
        Math.min(next, view.widthPx) - markerHalfPx - 3,
      );
    context.fillStyle = marker.colour;
    context.beginPath();
    context.moveTo(x - markerHalfPx, markerTopPx);
    context.lineTo(x + markerHalfPx, markerTopPx);
    context.lineTo(x + markerHalfPx, bottom - 5);
    context.lineTo(x, bottom);
    context.lineTo(x - markerHalfPx, bottom - 5);
    context.closePath();
    context.fill();
    if (!isSelected) return;
    context.strokeStyle = theme.bright;
    context.lineWidth = 1.5;
    context.stroke();
  });
}

/** On a ground of its own: the time's labels lie below it. */
function drawName(
  context: CanvasRenderingContext2D,
  { theme }: TimelineDrawing,
  name: string,
  left: number,
  right: number,
): void {
  if (name === '' || right - left < 24) return;
  context.font = `10.5px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const text = fitText(context, name, Math.min(right - left, mostOfName));
  if (!text) return;
  context.fillStyle = theme.panel;
  context.fillRect(left - 2, 1, textWidth(context, text) + 5, rowHeights.ruler - 2);
  context.fillStyle = theme.text;
  context.fillText(text, left, rowHeights.ruler / 2 + 1);
}
