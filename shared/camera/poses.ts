import type { CameraKeyframe } from '../document/records';
import { framesToSeconds } from '../time/frames';
import type { Rate } from '../time/rate';
import { easeProgress } from './ease';
import { shakeAt } from './shake';

/** The camera at one moment. Units as in `CameraKeyframe`: frame widths at depth 1, mm, degrees clockwise. */
export type OpticalPose = Pick<
  CameraKeyframe,
  'x' | 'y' | 'z' | 'focalMm' | 'rollDeg' | 'panShift' | 'tiltShift'
>;

/** A keyframe, wherever it is kept: a record, or a part of a `ShotPicture`. */
export type PoseKeyframe = OpticalPose & Pick<CameraKeyframe, 'frame' | 'interpolation' | 'ease'>;

/** What moves a shot's camera. */
export interface CameraPath {
  /** Sorted by frame, at most one a frame. */
  readonly keyframes: readonly PoseKeyframe[];
  /** Focal length of the camera at rest, mm. */
  readonly restFocalMm: number;
  readonly handheld: { readonly amount: number; readonly seed: number } | null;
  readonly rate: Rate;
}

/** Limits of a focal length, mm, as the record has them: an ease that swings over may not leave them. */
export const focalLimitsMm = { min: 1, max: 5000 } as const;

export function restPose(focalMm: number): OpticalPose {
  return { x: 0, y: 0, z: 0, focalMm, rollDeg: 0, panShift: 0, tiltShift: 0 };
}

/** The pose at a frame of the shot's own time, handheld shake included. */
export function poseAt(path: CameraPath, frame: number): OpticalPose {
  const pose = keyedPoseAt(path, frame);
  const { handheld } = path;
  if (!handheld || handheld.amount <= 0) return pose;
  const shake = shakeAt(handheld.amount, handheld.seed, framesToSeconds(frame, path.rate));
  return {
    ...pose,
    panShift: pose.panShift + shake.panShift,
    tiltShift: pose.tiltShift + shake.tiltShift,
    rollDeg: pose.rollDeg + shake.rollDeg,
  };
}

/** The pose at a frame as the keyframes alone make it: what dragging the camera changes. */
export function keyedPoseAt(
  { keyframes, restFocalMm }: Pick<CameraPath, 'keyframes' | 'restFocalMm'>,
  frame: number,
): OpticalPose {
  const first = keyframes[0];
  if (!first) return restPose(restFocalMm);
  const nextIndex = keyframes.findIndex((keyframe) => keyframe.frame > frame);
  if (nextIndex === 0) return opticalPose(first);
  const from = keyframes.at(nextIndex === -1 ? -1 : nextIndex - 1) ?? first;
  const to = keyframes[nextIndex];
  if (!to || from.interpolation === 'hold') return opticalPose(from);
  const fraction = (frame - from.frame) / (to.frame - from.frame);
  return interpolatePose(
    from,
    to,
    from.interpolation === 'bezier' ? easeProgress(from.ease, fraction) : fraction,
  );
}

/** A pose between two. Focal length goes in log space, so that a zoom's speed looks even. */
export function interpolatePose(from: OpticalPose, to: OpticalPose, progress: number): OpticalPose {
  // Written so that equal ends give exactly that value: a camera that stands still gives equal frames.
  const blend = (a: number, b: number): number => a + (b - a) * progress;
  const focalMm =
    from.focalMm === to.focalMm
      ? from.focalMm
      : Math.exp(blend(Math.log(from.focalMm), Math.log(to.focalMm)));
  return {
    x: blend(from.x, to.x),
    y: blend(from.y, to.y),
    z: blend(from.z, to.z),
    focalMm: clampFocal(focalMm),
    rollDeg: blend(from.rollDeg, to.rollDeg),
    panShift: blend(from.panShift, to.panShift),
    tiltShift: blend(from.tiltShift, to.tiltShift),
  };
}

export function clampFocal(focalMm: number): number {
  return Math.min(focalLimitsMm.max, Math.max(focalLimitsMm.min, focalMm));
}

export function opticalPose({ x, y, z, focalMm, rollDeg, panShift, tiltShift }: OpticalPose): OpticalPose {
  return { x, y, z, focalMm, rollDeg, panShift, tiltShift };
}

export function isSamePose(a: OpticalPose, b: OpticalPose): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.z === b.z &&
    a.focalMm === b.focalMm &&
    a.rollDeg === b.rollDeg &&
    a.panShift === b.panShift &&
    a.tiltShift === b.tiltShift
  );
}
