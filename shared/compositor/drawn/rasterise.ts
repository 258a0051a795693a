import type { DrawnContent, DrawnShape, DrawnText, PictureStroke } from './content';
import type { LayerBounds } from './drawnBounds';
import { arrowHeadLength, bowLength, bowOf, bowUntil, type PathContext, traceBox } from './shapePath';
import { strokeOutline } from './strokeOutline';
import { layoutText, textFamilies, textWeight } from './textLayout';

/** The part of a Canvas 2D context that drawn layers are made with: a page's, a worker's or `@napi-rs/canvas`'s. */
export interface RasterContext extends PathContext {
  globalAlpha: number;
  globalCompositeOperation: string;
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  font: string;
  fontKerning: string;
  textAlign: string;
  textBaseline: string;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  fill(): void;
  stroke(): void;
  fillText(text: string, x: number, y: number): void;
}

/** How a drawn layer lies on the pixels it is painted on. */
export interface RasterPlace {
  readonly bounds: LayerBounds;
  readonly pixelsPerUnit: number;
  /** Scale of the layer: outlines of shapes keep their width whatever it is. */
  readonly scale: number;
}

/** Draws a layer's content on an empty, see-through canvas. */
export function rasterise(context: RasterContext, content: DrawnContent, place: RasterPlace): void {
  if (content.type === 'drawing') rasteriseStrokes(context, content.strokes, place);
  else if (content.type === 'text') rasteriseText(context, content, place);
  else rasteriseShape(context, content, place);
  restore(context);
}

/** Draws strokes over what the canvas holds; an eraser takes away of it. */
export function rasteriseStrokes(
  context: RasterContext,
  strokes: readonly PictureStroke[],
  place: RasterPlace,
): void {
  toUnits(context, place);
  for (const stroke of strokes) {
    context.globalCompositeOperation = stroke.tool === 'eraser' ? 'destination-out' : 'source-over';
    context.globalAlpha = stroke.opacity;
    context.fillStyle = stroke.colour;
    traceOutline(context, strokeOutline(stroke));
    context.fill();
  }
  restore(context);
}

/** Through the middles between the outline's points, so that it is smooth however few they are. */
function traceOutline(context: PathContext, outline: readonly number[]): void {
  const count = outline.length / 2;
  const x = (index: number): number => outline[(index % count) * 2] ?? 0;
  const y = (index: number): number => outline[(index % count) * 2 + 1] ?? 0;
  context.beginPath();
  if (count === 0) return;
  context.moveTo((x(0) + x(1)) / 2, (y(0) + y(1)) / 2);
  for (let index = 1; index <= count; index += 1) {
    const [nextX, nextY] = [(x(index) + x(index + 1)) / 2, (y(index) + y(index + 1)) / 2];
    context.quadraticCurveTo(x(index), y(index), nextX, nextY);
  }
  context.closePath();
}

function rasteriseText(
  context: RasterContext,
  text: DrawnText,
  { bounds, pixelsPerUnit }: RasterPlace,
): void {
  const { lines, fontSize } = layoutText(text);
  // In pixels: canvases draw letters badly whose size is below one.
  context.font = `${textWeight(text)} ${fontSize * pixelsPerUnit}px ${textFamilies}`;
  context.fontKerning = 'none';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = text.colour;
  for (const line of lines)
    context.fillText(
      line.text,
      (line.x - bounds.left) * pixelsPerUnit,
      (line.baseline - bounds.top) * pixelsPerUnit,
    );
}

function rasteriseShape(context: RasterContext, shape: DrawnShape, place: RasterPlace): void {
  toUnits(context, place);
  const lineWidth = shape.strokeWidth / place.scale;
  context.lineJoin = shape.shape === 'rectangle' ? 'miter' : 'round';
  context.lineCap = 'round';
  context.lineWidth = lineWidth;
  context.strokeStyle = shape.stroke ?? shape.fill ?? '#000000';
  if (shape.shape === 'line' || shape.shape === 'arrow') {
    drawBow(context, shape, lineWidth);
    return;
  }
  traceBox(context, shape);
  if (shape.fill !== null) {
    context.fillStyle = shape.fill;
    context.fill();
  }
  if (shape.stroke !== null && lineWidth > 0) context.stroke();
}

function drawBow(context: RasterContext, shape: DrawnShape, lineWidth: number): void {
  const whole = bowOf(shape);
  const head = shape.shape === 'arrow' ? arrowHeadLength(lineWidth) : 0;
  const length = bowLength(whole);
  // The line ends inside the head, whose tip is where the arrow points.
  const shaft = head === 0 ? whole : bowUntil(whole, Math.max(0, 1 - (head * 0.75) / Math.max(length, 1e-6)));
  context.beginPath();
  context.moveTo(...shaft.from);
  context.quadraticCurveTo(...shaft.control, ...shaft.to);
  if (lineWidth > 0) context.stroke();
  if (head === 0) return;
  const [tipX, tipY] = whole.to;
  const [baseX, baseY] = bowUntil(whole, Math.max(0, 1 - head / Math.max(length, 1e-6))).to;
  const angle = Math.atan2(tipY - baseY, tipX - baseX);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const half = head * 0.5;
  context.beginPath();
  context.moveTo(tipX, tipY);
  context.lineTo(tipX - cos * head - sin * half, tipY - sin * head + cos * half);
  context.lineTo(tipX - cos * head + sin * half, tipY - sin * head - cos * half);
  context.closePath();
  context.fillStyle = shape.stroke ?? shape.fill ?? '#000000';
  context.fill();
}

function toUnits(context: RasterContext, { bounds, pixelsPerUnit }: RasterPlace): void {
  context.setTransform(
    pixelsPerUnit,
    0,
    0,
    pixelsPerUnit,
    -bounds.left * pixelsPerUnit,
    -bounds.top * pixelsPerUnit,
  );
}

function restore(context: RasterContext): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
}
