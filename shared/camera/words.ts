import { framesToSeconds } from '../time/frames';
import { type CameraPath, keyedPoseAt, type OpticalPose, type PoseKeyframe } from './poses';

/** A stretch of the shot's own time; the end is not in. */
interface Span {
  readonly firstFrame: number;
  readonly lengthFrames: number;
}

interface Component {
  readonly words: string;
  /** How much of the picture changes: 1 = about a whole frame. */
  readonly amount: number;
}

/** Changes smaller than this (share of a frame) are no move a person would name. */
const visibleAmount = 0.01;

/** What turns by this many degrees changes the picture as much as a pan over a frame. */
const degreesAsFrame = 60;

/**
 * The camera of a shot in a person's words, for labels and prompts: "Dolly in, slow, ease in and out".
 * Read from the keyframes themselves, so that a move edited by hand is told as it is. Biggest component first.
 */
export function cameraWords(path: CameraPath, span: Span): string {
  const last = span.firstFrame + Math.max(0, span.lengthFrames - 1);
  const from = keyedPoseAt(path, span.firstFrame);
  const to = keyedPoseAt(path, last);
  const parts = components(from, to);
  const isHandheld = path.handheld !== null && path.handheld.amount > 0;
  if (parts.length === 0) {
    const returns = path.keyframes.some(
      (keyframe) => isInside(keyframe, span) && components(from, keyframe).length > 0,
    );
    if (returns) return isHandheld ? 'Moving, handheld' : 'Moving, ends where it began';
    return isHandheld ? 'Handheld' : 'Static';
  }
  const seconds = Math.max(framesToSeconds(Math.max(1, last - span.firstFrame), path.rate), 1e-3);
  const amount = Math.max(...parts.map((part) => part.amount));
  const move = parts.map((part) => part.words).join(' and ');
  const words = [capitalised(move), speedWord(amount / seconds), easeWords(path.keyframes, span)];
  if (isHandheld) words.push('handheld');
  return words.filter((word) => word !== '').join(', ');
}

function components(from: OpticalPose, to: OpticalPose): Component[] {
  const dolly = to.z - from.z;
  const zoom = Math.log2(to.focalMm / from.focalMm);
  const found: Component[] = [];
  const add = (amount: number, words: string): void => {
    if (Math.abs(amount) >= visibleAmount) found.push({ words, amount: Math.abs(amount) });
  };
  if (Math.abs(dolly) >= visibleAmount && Math.abs(zoom) >= visibleAmount && dolly * zoom < 0) {
    // The lens works against the camera's way: the subject keeps its size and the room behind it stretches.
    add(Math.max(Math.abs(dolly), Math.abs(zoom)), dolly > 0 ? 'dolly zoom in' : 'dolly zoom out');
  } else {
    add(dolly, dolly > 0 ? 'dolly in' : 'dolly out');
    add(zoom, zoom > 0 ? 'zoom in' : 'zoom out');
  }
  add(to.panShift - from.panShift, to.panShift > from.panShift ? 'pan right' : 'pan left');
  add(to.tiltShift - from.tiltShift, to.tiltShift > from.tiltShift ? 'tilt down' : 'tilt up');
  add(to.x - from.x, to.x > from.x ? 'truck right' : 'truck left');
  add(to.y - from.y, to.y > from.y ? 'pedestal down' : 'pedestal up');
  const roll = (to.rollDeg - from.rollDeg) / degreesAsFrame;
  add(roll, roll > 0 ? 'roll right' : 'roll left');
  return found.sort((a, b) => b.amount - a.amount);
}

/** Frames of picture a second: below 0.1 a move is felt rather than seen, above 0.5 it hurries. */
function speedWord(framesOfPictureASecond: number): string {
  if (framesOfPictureASecond < 0.1) return 'slow';
  if (framesOfPictureASecond < 0.5) return '';
  return framesOfPictureASecond < 1.5 ? 'fast' : 'very fast';
}

function isInside({ frame }: PoseKeyframe, { firstFrame, lengthFrames }: Span): boolean {
  return frame >= firstFrame && frame < firstFrame + lengthFrames;
}

function easeWords(keyframes: readonly PoseKeyframe[], span: Span): string {
  const first = keyframes.findLast((keyframe) => keyframe.frame <= span.firstFrame) ?? keyframes[0];
  if (!first) return '';
  if (first.interpolation === 'hold') return 'in one cut';
  if (first.interpolation === 'linear') return 'even';
  const { x1, y1, x2, y2 } = first.ease;
  const easesIn = y1 < x1;
  const easesOut = y2 > x2;
  if (easesIn && easesOut) return 'ease in and out';
  if (easesIn) return 'ease in';
  return easesOut ? 'ease out' : 'even';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
