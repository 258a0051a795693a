import { z } from 'zod';
import type { DocumentView } from '../document/document';
import { shotIdSchema, takeIdSchema } from '../document/ids';
import { mediaSchema, type Take, takeSchema } from '../document/records';
import { meetInClip } from '../shots/clipCut';
import { framesSchema, lengthSchema } from '../time/frames';
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

const setNote = defineCommand({
  id: 'take.setNote',
  title: 'Note on Take',
  args: z.object({ takeId: takeIdSchema, note: takeSchema.shape.note }),
  plan: (draft, { takeId, note }) => {
    draft.require('take', takeId);
    draft.update('take', takeId, { note: note.trim() });
    return undefined;
  },
});

/**
 * Shots that came in one clip: the cut before one of them, and so the end of the one before, moves.
 *
 *   |  1A      ]  1B        |   clip
 *   |  1A         ]  1B     |   after
 */
const moveCut = defineCommand({
  id: 'take.moveCut',
  title: 'Move Cut in Clip',
  args: z.object({
    takeId: takeIdSchema,
    /** Frame of the clip, at the project's rate, that the take begins with. */
    mediaInFrames: framesSchema.min(0),
  }),
  plan: (draft, { takeId, mediaInFrames }) => {
    const take = draft.require('take', takeId);
    const before = takeBefore(draft, take);
    if (!before) throw new PlanRefusal('This take has no other one before it in its clip.', takeId);
    const end = take.mediaInFrames + take.lengthFrames;
    if (mediaInFrames <= before.mediaInFrames || mediaInFrames >= end) {
      throw new PlanRefusal('A shot of the clip would have no frame left.', takeId);
    }
    draft.update('take', before.id, { lengthFrames: lengthOf(mediaInFrames - before.mediaInFrames) });
    draft.update('take', takeId, { mediaInFrames, lengthFrames: lengthOf(end - mediaInFrames) });
    return undefined;
  },
});

const lengthOf = (frames: number): Take['lengthFrames'] => lengthSchema.parse(frames);

/** The take that ends in the same clip where this one begins. */
export function takeBefore(document: DocumentView, take: Take): Take | undefined {
  return document.list('take').find((other) => meetInClip(other, take));
}

export const takeCommands = [arrive, setActive, remove, setNote, moveCut] as const;
