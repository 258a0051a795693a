import { movePoses } from '../camera/moves';
import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createCameraKeyframe, defaultFocalMm } from '../document/factories';
import type { ShotId } from '../document/ids';
import { frames } from '../time/frames';

/** Writes the keyframes of the shot's named move over its present span, in place of all it had. */
export function writeMoveKeyframes(draft: Draft, shotId: ShotId, context: PlanContext): void {
  const shot = draft.require('shot', shotId);
  const previous = draft.childrenOf('cameraKeyframe', shotId);
  const { move } = shot;
  if (!move) {
    for (const keyframe of previous) draft.remove('cameraKeyframe', keyframe.id);
    return;
  }
  const { frameSize } = draft.project();
  const poses = movePoses(move, shot.lensMm ?? defaultFocalMm, frameSize.height / frameSize.width);
  const first = shot.sourceInFrames;
  const last = frames(first + Math.max(1, shot.lengthFrames - 1));
  // Ids of the present keyframes are used again, so that changing a strength is an update and not a removal.
  poses.forEach((pose, position) => {
    const fields = { ...pose, frame: position === 0 ? first : last };
    const reused = previous[position];
    if (reused) draft.update('cameraKeyframe', reused.id, fields);
    else draft.add(createCameraKeyframe({ id: context.newId('cameraKeyframe'), shotId, ...fields }));
  });
  for (const surplus of previous.slice(poses.length)) draft.remove('cameraKeyframe', surplus.id);
}

/** After a new length: a move that still bears its name spans the shot again; one edited by hand stays. */
export function retimeMove(draft: Draft, shotId: ShotId, context: PlanContext): void {
  if (draft.require('shot', shotId).move) writeMoveKeyframes(draft, shotId, context);
}
