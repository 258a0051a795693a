import type { DrawnShape } from './content';

/** The part of a Canvas 2D path that shapes are made of. */
export interface PathContext {
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  ellipse(
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    rotation: number,
    startAngle: number,
    endAngle: number,
  ): void;
  closePath(): void;
}

/** Of a line of a width, in the same units. */
export function arrowHeadLength(lineWidth: number): number {
  return Math.max(0.0001, lineWidth) * 4;
}

/** A closed shape about the layer's centre, one wide. */
export function traceBox(context: PathContext, { shape, ratio }: Pick<DrawnShape, 'shape' | 'ratio'>): void {
  context.beginPath();
  if (shape === 'ellipse') context.ellipse(0, 0, 0.5, Math.max(ratio / 2, 1e-6), 0, 0, 2 * Math.PI);
  else context.rect(-0.5, -ratio / 2, 1, ratio);
  context.closePath();
}

/** A quadratic curve. */
export interface Bow {
  readonly from: readonly [number, number];
  readonly control: readonly [number, number];
  readonly to: readonly [number, number];
}

/** The curve of a line or an arrow: from left to right, bowed upwards by `ratio` at its middle. */
export function bowOf({ ratio }: Pick<DrawnShape, 'ratio'>): Bow {
  return { from: [-0.5, ratio / 2], control: [0, (-3 / 2) * ratio], to: [0.5, ratio / 2] };
}

/** The first part of a curve, up to `t` of it. */
export function bowUntil({ from, control, to }: Bow, t: number): Bow {
  const mix = (a: readonly [number, number], b: readonly [number, number]): [number, number] => [
    a[0] + (b[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * t,
  ];
  const first = mix(from, control);
  return { from, control: first, to: mix(first, mix(control, to)) };
}

/** Length of a curve, near enough to place an arrow's head. */
export function bowLength({ from, control, to }: Bow): number {
  const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const legs =
    Math.hypot(control[0] - from[0], control[1] - from[1]) +
    Math.hypot(to[0] - control[0], to[1] - control[1]);
  return (2 * chord + legs) / 3;
}
