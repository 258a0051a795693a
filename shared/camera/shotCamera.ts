import { defaultFocalMm } from '../document/factories';
import type { CameraKeyframe, Shot } from '../document/records';
import { type Frames, frames } from '../time/frames';
import type { Rate } from '../time/rate';
import { type CameraPath, keyedPoseAt, type OpticalPose } from './poses';

/** What moves a shot's camera. `keyframes`: the shot's, sorted by frame. */
export function shotCameraPath(shot: Shot, keyframes: readonly CameraKeyframe[], rate: Rate): CameraPath {
  return { keyframes, restFocalMm: shot.lensMm ?? defaultFocalMm, handheld: shot.handheld, rate };
}

/** One end of a move: a keyframe, or where one would be made. */
export interface MoveEnd {
  readonly name: 'start' | 'end';
  /** In the shot's own time. */
  readonly frame: Frames;
  readonly pose: OpticalPose;
  readonly hasKeyframe: boolean;
}

/**
 * The first and last pose of a shot's camera. Without keyframes both are the camera at rest, at the first and last
 * frame shown: changing one makes the keyframes.
 */
export function moveEnds(shot: Shot, keyframes: readonly CameraKeyframe[]): readonly [MoveEnd, MoveEnd] {
  const path = { keyframes, restFocalMm: shot.lensMm ?? defaultFocalMm };
  const first = keyframes[0];
  const last = keyframes.length > 1 ? keyframes.at(-1) : undefined;
  const startFrame = first?.frame ?? shot.sourceInFrames;
  const lastShown = shot.sourceInFrames + shot.lengthFrames - 1;
  const endFrame = last?.frame ?? frames(Math.max(lastShown, startFrame + 1));
  return [
    {
      name: 'start',
      frame: startFrame,
      pose: keyedPoseAt(path, startFrame),
      hasKeyframe: first !== undefined,
    },
    { name: 'end', frame: endFrame, pose: keyedPoseAt(path, endFrame), hasKeyframe: last !== undefined },
  ];
}
