import { getStroke } from 'perfect-freehand';
import type { PictureStroke } from './content';

/** Outlines are made in thousandths of a frame width: the library counts on lengths about the size of pixels. */
const unit = 1_000;

/** How each tool answers to pressure and smooths the hand. */
const manners: Readonly<
  Record<PictureStroke['tool'], { thinning: number; smoothing: number; streamline: number }>
> = {
  pen: { thinning: 0.5, smoothing: 0.5, streamline: 0.35 },
  brush: { thinning: 0.8, smoothing: 0.6, streamline: 0.45 },
  eraser: { thinning: 0.3, smoothing: 0.5, streamline: 0.35 },
};

const known = new WeakMap<
  readonly number[],
  { readonly stroke: PictureStroke; readonly outline: readonly number[] }
>();

/**
 * The outline of a stroke as x, y by turns, in frame widths; a closed polygon to be filled by the non-zero rule. Made once a stroke.
 */
export function strokeOutline(stroke: PictureStroke): readonly number[] {
  const { tool, width, points } = stroke;
  const found = known.get(points);
  if (found && found.stroke.tool === tool && found.stroke.width === width) return found.outline;
  const { thinning, smoothing, streamline } = manners[tool];
  const polygon = getStroke(inputPoints(points), {
    // The width that is asked for is that at full pressure.
    size: (width * unit) / (1 + thinning),
    thinning,
    smoothing,
    streamline,
    simulatePressure: false,
    last: true,
  });
  const outline: number[] = [];
  for (const [x, y] of polygon)
    if (Number.isFinite(x) && Number.isFinite(y)) outline.push(x / unit, y / unit);
  known.set(points, { stroke, outline });
  return outline;
}

function inputPoints(points: readonly number[]): [number, number, number][] {
  const input: [number, number, number][] = [];
  for (let index = 0; index + 2 < points.length; index += 3) {
    const [x = 0, y = 0, pressure = 0] = [points[index], points[index + 1], points[index + 2]];
    input.push([x * unit, y * unit, Math.min(1, Math.max(0, pressure))]);
  }
  return input;
}
