import { rotate } from '../camera/projection';
import { layoutText } from '../compositor/drawn/textLayout';
import type { Layer, LayerTransform } from '../document/records';
import type { Place, Size } from './viewMapping';

/** A point of the frame (its px) on a layer: frame widths from the layer's centre at its scale 1. */
export function framePointToLayer(
  point: Place,
  { x, y, scale, rotationDeg, flipX }: LayerTransform,
  frame: Size,
): Place {
  const away = rotate(
    { x: (point.x - x * frame.width) / frame.width, y: (point.y - y * frame.height) / frame.width },
    -rotationDeg,
  );
  return { x: (flipX ? -away.x : away.x) / scale, y: away.y / scale };
}

/** The inverse: where a point of a layer is seen, px of the frame. */
export function layerPointToFrame(
  point: Place,
  { x, y, scale, rotationDeg, flipX }: LayerTransform,
  frame: Size,
): Place {
  const away = rotate({ x: (flipX ? -point.x : point.x) * scale, y: point.y * scale }, rotationDeg);
  return { x: x * frame.width + away.x * frame.width, y: y * frame.height + away.y * frame.width };
}

/** Where a pen was and how hard it was pressed, 0..1. */
export interface PenPoint extends Place {
  readonly pressure: number;
}

/** Never −0, which JSON does not know. */
const rounded = (value: number, digits: number): number =>
  Math.round(value * 10 ** digits) / 10 ** digits + 0;

/** The points of a stroke as they are stored, rounded to a fiftieth of a pixel; none lies beyond what is stored of a layer. */
export function strokePoints(points: readonly PenPoint[], transform: LayerTransform, frame: Size): number[] {
  return points.flatMap((point) => {
    const { x, y } = framePointToLayer(point, transform, frame);
    const hold = (value: number): number => rounded(Math.min(100, Math.max(-100, value)), 5);
    return [hold(x), hold(y), rounded(Math.min(1, Math.max(0, point.pressure)), 3)];
  });
}

export type DraggedShape = 'rectangle' | 'ellipse' | 'line' | 'arrow';

/** A shape dragged from one point of the frame to another (px). */
export interface PlacedShape {
  readonly transform: Pick<LayerTransform, 'x' | 'y' | 'scale' | 'rotationDeg'>;
  readonly ratio: number;
}

/** Lines are turned by this much when they are held even, degrees. */
const evenTurnDeg = 15;

/**
 * @param isEven as wide as high; a line by steps of 15 degrees
 * @returns null while the pointer has hardly moved
 */
export function shapeFromDrag(
  shape: DraggedShape,
  from: Place,
  to: Place,
  frame: Size,
  isEven: boolean,
): PlacedShape | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.hypot(dx, dy) < 3) return null;
  if (shape === 'line' || shape === 'arrow') {
    const length = Math.hypot(dx, dy);
    const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
    const rotationDeg = isEven ? Math.round(angle / evenTurnDeg) * evenTurnDeg : angle;
    const half = rotate({ x: length / 2, y: 0 }, rotationDeg);
    return {
      transform: {
        x: rounded((from.x + half.x) / frame.width, 5),
        y: rounded((from.y + half.y) / frame.height, 5),
        scale: Math.max(0.001, rounded(length / frame.width, 5)),
        rotationDeg: rounded(rotationDeg, 3),
      },
      ratio: 0,
    };
  }
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  const width = Math.max(1, isEven ? side : Math.abs(dx));
  const height = Math.max(1, isEven ? side : Math.abs(dy));
  return {
    transform: {
      x: rounded((from.x + (Math.sign(dx) || 1) * (width / 2)) / frame.width, 5),
      y: rounded((from.y + (Math.sign(dy) || 1) * (height / 2)) / frame.height, 5),
      scale: Math.max(0.001, rounded(width / frame.width, 5)),
      rotationDeg: 0,
    },
    ratio: rounded(height / width, 5),
  };
}

type TextContent = Extract<Layer['content'], { type: 'text' }>;

/** The transform that puts the top left corner of a new text on a point of the frame, px. */
export function textAt(point: Place, text: TextContent, frame: Size): Pick<LayerTransform, 'x' | 'y'> {
  const { width, height } = layoutText(text);
  return {
    x: rounded(point.x / frame.width + width / 2, 5),
    y: rounded((point.y + (height / 2) * frame.width) / frame.height, 5),
  };
}
