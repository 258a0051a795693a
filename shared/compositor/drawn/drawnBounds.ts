import type { DrawnContent, DrawnDrawing, DrawnShape, PictureStroke } from './content';
import { arrowHeadLength } from './shapePath';
import { layoutText } from './textLayout';

/** A rectangle about a layer's centre, in frame widths at the layer's scale 1. */
export interface LayerBounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The rectangle that a drawn layer's handles take hold of: of a text its lines, of a shape its box, of a drawing all that is drawn.
 * @param scale of the layer: outlines of shapes keep their width whatever it is
 */
export function contentBounds(content: DrawnContent): LayerBounds {
  if (content.type === 'drawing') return drawingBounds(content);
  if (content.type === 'text') {
    const { width, height } = layoutText(content);
    return about(width, height);
  }
  return about(1, content.ratio);
}

/** The rectangle that all of a drawn layer's pixels lie in. */
export function inkBounds(content: DrawnContent, scale: number): LayerBounds {
  const bounds = contentBounds(content);
  if (content.type === 'drawing') return bounds;
  // Letters may reach beyond their line, as a wide j does.
  if (content.type === 'text') return grown(bounds, content.lineHeight / 2);
  return grown(bounds, shapeMargin(content, scale));
}

function shapeMargin({ shape, stroke, strokeWidth }: DrawnShape, scale: number): number {
  if (stroke === null || strokeWidth === 0) return 0.001 / scale;
  const half = strokeWidth / scale / 2;
  return shape === 'arrow' ? Math.max(half, arrowHeadLength(strokeWidth / scale) * 0.6) : half * 1.5;
}

const about = (width: number, height: number): LayerBounds => ({
  left: -width / 2,
  top: -height / 2,
  width,
  height,
});

const grown = ({ left, top, width, height }: LayerBounds, by: number): LayerBounds => ({
  left: left - by,
  top: top - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

const known = new WeakMap<readonly PictureStroke[], LayerBounds>();
const ofStroke = new WeakMap<readonly number[], readonly [number, number, number, number]>();

/** What the strokes cover, those of an eraser apart: it adds nothing. */
function drawingBounds({ strokes }: DrawnDrawing): LayerBounds {
  const found = known.get(strokes);
  if (found) return found;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const stroke of strokes) {
    if (stroke.tool === 'eraser') continue;
    const [x0, y0, x1, y1] = strokeExtent(stroke.points);
    const half = stroke.width / 2;
    left = Math.min(left, x0 - half);
    top = Math.min(top, y0 - half);
    right = Math.max(right, x1 + half);
    bottom = Math.max(bottom, y1 + half);
  }
  const bounds = left > right ? about(0.01, 0.01) : { left, top, width: right - left, height: bottom - top };
  known.set(strokes, bounds);
  return bounds;
}

function strokeExtent(points: readonly number[]): readonly [number, number, number, number] {
  const found = ofStroke.get(points);
  if (found) return found;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index + 2 < points.length; index += 3) {
    const [x = 0, y = 0] = [points[index], points[index + 1]];
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const extent = [left, top, right, bottom] as const;
  ofStroke.set(points, extent);
  return extent;
}
