import type { CameraKeyframe } from '../document/records';

/** Control points of a CSS-like cubic bezier from (0,0) to (1,1). `x1` and `x2` in 0..1, so that time runs forward. */
export type Ease = CameraKeyframe['ease'];

const newtonSteps = 8;
const bisectionSteps = 60;
const precision = 1e-9;

/** One coordinate of the curve with inner control values `first` and `second` at parameter `t`. */
function bezier(first: number, second: number, t: number): number {
  const rest = 1 - t;
  return 3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t;
}

function bezierSlope(first: number, second: number, t: number): number {
  const rest = 1 - t;
  return 3 * rest * rest * first + 6 * rest * t * (second - first) + 3 * t * t * (1 - second);
}

/**
 * Progress (0 at the start, 1 at the end, may swing over) at a fraction of the time, 0..1.
 * Newton's method solves x(t) = fraction; where the curve is too flat for it, halving does (x is monotonic).
 */
export function easeProgress(ease: Ease, fraction: number): number {
  if (fraction <= 0) return 0;
  if (fraction >= 1) return 1;
  if (ease.x1 === ease.y1 && ease.x2 === ease.y2) return fraction;
  return bezier(ease.y1, ease.y2, solveParameter(ease, fraction));
}

function solveParameter({ x1, x2 }: Ease, fraction: number): number {
  let t = fraction;
  for (let step = 0; step < newtonSteps; step += 1) {
    const error = bezier(x1, x2, t) - fraction;
    if (Math.abs(error) < precision) return t;
    const slope = bezierSlope(x1, x2, t);
    if (slope < 1e-6) break;
    t -= error / slope;
    if (t < 0 || t > 1) break;
  }
  let low = 0;
  let high = 1;
  for (let step = 0; step < bisectionSteps; step += 1) {
    t = (low + high) / 2;
    const error = bezier(x1, x2, t) - fraction;
    if (Math.abs(error) < precision) break;
    if (error < 0) low = t;
    else high = t;
  }
  return t;
}
