import { z } from 'zod';
import { sceneIdSchema } from '../document/ids';
import { addPlannedShots } from '../edits/addPlannedShots';
import { plannedShotSchema } from '../planner/plannedShot';
import { defineCommand } from './command';

/**
 * Shots that the planner proposes, as a person has left them in its preview: made at the end of the scene, or at a place in it. With
 * `pins`, elements that have a picture are put on their boards in a first arrangement.
 */
const addPlanned = defineCommand({
  id: 'shot.addPlanned',
  title: 'Plan Shots',
  args: z.object({
    sceneId: sceneIdSchema,
    index: z.int().min(0).optional(),
    shots: z.array(plannedShotSchema).min(1).max(500),
    pins: z.boolean().default(true),
  }),
  plan: function* (draft, { sceneId, index, shots, pins }, context) {
    draft.require('scene', sceneId);
    const at = index ?? draft.childrenOf('shot', sceneId).length;
    const made = yield* addPlannedShots(draft, shots, { sceneId, index: at, pins }, context);
    return { selection: made, label: made.length === 1 ? 'Plan Shot' : `Plan ${made.length} Shots` };
  },
});

export const plannedShotCommands = [addPlanned] as const;
