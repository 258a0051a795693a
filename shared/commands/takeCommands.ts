import { z } from 'zod';
import { shotIdSchema, takeIdSchema } from '../document/ids';
import { mediaSchema, takeSchema } from '../document/records';
import { defineCommand, PlanRefusal } from './command';

/** A finished job brings its media and take; the take becomes the active one. Run by the queue, outside the undo line. */
const arrive = defineCommand({
  id: 'take.arrive',
  title: 'Take Arrived',
  isInternal: true,
  args: z.object({ media: mediaSchema, take: takeSchema }),
  plan: (draft, { media, take }) => {
    draft.require('shot', take.shotId);
    if (!draft.has('media', media.id)) draft.add(media);
    draft.add(take);
    draft.update('shot', take.shotId, { activeTakeId: take.id });
    return undefined;
  },
});

/** null = no take: the shot shows its layers. */
const setActive = defineCommand({
  id: 'take.setActive',
  title: 'Choose Take',
  args: z.object({ shotId: shotIdSchema, takeId: takeIdSchema.nullable() }),
  plan: (draft, { shotId, takeId }) => {
    if (takeId && draft.require('take', takeId).shotId !== shotId)
      throw new PlanRefusal('That take belongs to another shot.', takeId);
    draft.update('shot', shotId, { activeTakeId: takeId });
    return undefined;
  },
});

const remove = defineCommand({
  id: 'take.delete',
  title: 'Delete Take',
  args: z.object({ takeIds: z.array(takeIdSchema).min(1).max(10_000) }),
  plan: (draft, { takeIds }) => {
    for (const id of new Set(takeIds)) {
      draft.require('take', id);
      draft.remove('take', id);
    }
    return undefined;
  },
});

export const takeCommands = [arrive, setActive, remove] as const;
