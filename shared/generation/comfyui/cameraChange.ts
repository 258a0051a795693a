import type { OpticalPose } from '../../camera/poses';
import type { CameraMove } from './template';

/** What a camera does from the first to the last frame, in the terms workflows have. */
export interface CameraChange {
  /** Frame widths, right is positive: pan and truck together. */
  readonly panX: number;
  /** Frame widths, down is positive. */
  readonly panY: number;
  /** Doublings of the size of what is seen, in is positive: zoom and dolly together. */
  readonly zoom: number;
  /** Degrees, clockwise is positive. */
  readonly rollDeg: number;
  /** How much moves at all: 1 = about a whole frame. */
  readonly amount: number;
}

/** Smaller changes are no move (as in camera/words). */
const visibleAmount = 0.01;
/** What turns by so many degrees changes the picture as much as a pan over a frame (as in camera/words). */
const degreesAsFrame = 60;

export const stillCamera: CameraChange = { panX: 0, panY: 0, zoom: 0, rollDeg: 0, amount: 0 };

/** @param from and `to`: the camera at the first and last frame */
export function cameraChange(from: OpticalPose, to: OpticalPose): CameraChange {
  const panX = to.panShift - from.panShift + (to.x - from.x);
  const panY = to.tiltShift - from.tiltShift + (to.y - from.y);
  const zoom = Math.log2(to.focalMm / from.focalMm) + (to.z - from.z);
  const rollDeg = to.rollDeg - from.rollDeg;
  const amount = Math.max(Math.abs(panX), Math.abs(panY), Math.abs(zoom), Math.abs(rollDeg) / degreesAsFrame);
  return { panX, panY, zoom, rollDeg, amount };
}

/** The one move that says most of what a camera does. */
export function cameraMoveOf(change: CameraChange): CameraMove {
  if (change.amount < visibleAmount) return 'static';
  const roll = change.rollDeg / degreesAsFrame;
  const largest = change.amount - 1e-9;
  if (Math.abs(change.zoom) >= largest) return change.zoom > 0 ? 'zoomIn' : 'zoomOut';
  if (Math.abs(change.panX) >= largest) return change.panX > 0 ? 'panRight' : 'panLeft';
  if (Math.abs(change.panY) >= largest) return change.panY > 0 ? 'panDown' : 'panUp';
  return roll > 0 ? 'rollRight' : 'rollLeft';
}
