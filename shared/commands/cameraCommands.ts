import { z } from 'zod';
import { createCameraKeyframe, defaultFocalMm } from '../document/factories';
import { cameraKeyframeIdSchema, shotIdSchema } from '../document/ids';
import { cameraKeyframeSchema, shotSchema } from '../document/records';
import { setShotMove } from '../edits/setShotMove';
import { framesSchema } from '../time/frames';
import { defineCommand, PlanRefusal } from './command';
import { definedFields } from './projectCommands';

const poseSchema = cameraKeyframeSchema
  .pick({
    x: true,
    y: true,
    z: true,
    focalMm: true,
    rollDeg: true,
    panShift: true,
    tiltShift: true,
    interpolation: true,
    ease: true,
  })
  .partial();

const setMove = defineCommand({
  id: 'camera.setMove',
  title: 'Set Camera Move',
  args: z.object({ shotIds: z.array(shotIdSchema).min(1).max(10_000), move: shotSchema.shape.move }),
  plan: function* (draft, { shotIds, move }, context) {
    for (const shotId of shotIds) {
      setShotMove(draft, shotId, move, context);
      yield;
    }
    return undefined;
  },
});

/** Sets the pose at a frame of the shot's own time: changes the keyframe there, or makes one. By hand: the move's name goes. */
const setKeyframe = defineCommand({
  id: 'camera.setKeyframe',
  title: 'Set Camera Keyframe',
  args: z.object({ shotId: shotIdSchema, frame: framesSchema, pose: poseSchema }),
  plan: (draft, { shotId, frame, pose }, context) => {
    const shot = draft.require('shot', shotId);
    const present = draft.childrenOf('cameraKeyframe', shotId).find((keyframe) => keyframe.frame === frame);
    if (present) draft.update('cameraKeyframe', present.id, definedFields(pose));
    else {
      draft.add({
        ...createCameraKeyframe({
          id: context.newId('cameraKeyframe'),
          shotId,
          frame,
          focalMm: shot.lensMm ?? defaultFocalMm,
        }),
        ...definedFields(pose),
      });
    }
    draft.update('shot', shotId, { move: null });
    return undefined;
  },
});

const moveKeyframe = defineCommand({
  id: 'camera.moveKeyframe',
  title: 'Move Camera Keyframe',
  args: z.object({ keyframeId: cameraKeyframeIdSchema, frame: framesSchema }),
  plan: (draft, { keyframeId, frame }) => {
    const keyframe = draft.require('cameraKeyframe', keyframeId);
    const taken = draft
      .childrenOf('cameraKeyframe', keyframe.shotId)
      .some((other) => other.frame === frame && other.id !== keyframeId);
    if (taken) throw new PlanRefusal('There is a camera keyframe on that frame already.', keyframeId);
    draft.update('cameraKeyframe', keyframeId, { frame });
    draft.update('shot', keyframe.shotId, { move: null });
    return undefined;
  },
});

const setEase = defineCommand({
  id: 'camera.setEase',
  title: 'Set Camera Ease',
  args: z.object({
    keyframeIds: z.array(cameraKeyframeIdSchema).min(1).max(10_000),
    interpolation: cameraKeyframeSchema.shape.interpolation,
    ease: cameraKeyframeSchema.shape.ease,
  }),
  plan: function* (draft, { keyframeIds, interpolation, ease }) {
    for (const id of keyframeIds) {
      const keyframe = draft.update('cameraKeyframe', id, { interpolation, ease });
      draft.update('shot', keyframe.shotId, { move: null });
      yield;
    }
    return undefined;
  },
});

const deleteKeyframe = defineCommand({
  id: 'camera.deleteKeyframe',
  title: 'Delete Camera Keyframe',
  args: z.object({ keyframeIds: z.array(cameraKeyframeIdSchema).min(1).max(10_000) }),
  plan: function* (draft, { keyframeIds }) {
    for (const id of new Set(keyframeIds)) {
      const keyframe = draft.require('cameraKeyframe', id);
      draft.update('shot', keyframe.shotId, { move: null });
      draft.remove('cameraKeyframe', id);
      yield;
    }
    return undefined;
  },
});

export const cameraCommands = [setMove, setKeyframe, moveKeyframe, setEase, deleteKeyframe] as const;
