import { z } from 'zod';
import { shotIdSchema } from '../document/ids';
import { retimeMove } from '../edits/moveKeyframes';
import { splitShot } from '../edits/splitShot';
import { frames, framesSchema, lengthSchema } from '../time/frames';
import { defineCommand, PlanRefusal } from './command';

/*
 * Shots follow each other without gaps, so a trim of a shot ripples by nature: what is behind it moves.
 */

/**
 *   head:  |--A--|---B---|--C--|      tail:  |--A--|---B---|--C--|
 *          |--A--| >-B---|--C--|             |--A--|--B<-|--C--|
 *          |--A--|-B---|--C--|               |--A--|--B-|--C--|
 * The head edge shows an earlier or later first frame of the shot's own time; its own time is endless (held), never clamped.
 */
const rippleTrim = defineCommand({
  id: 'timeline.rippleTrim',
  title: 'Ripple Trim',
  args: z.object({
    shotId: shotIdSchema,
    edge: z.enum(['head', 'tail']),
    /** How far the edge moves, in frames; + is later. */
    byFrames: framesSchema,
  }),
  plan: (draft, { shotId, edge, byFrames }, context) => {
    const shot = draft.require('shot', shotId);
    const length = edge === 'head' ? shot.lengthFrames - byFrames : shot.lengthFrames + byFrames;
    if (length < 1) throw new PlanRefusal('A shot is at least one frame long.', shotId);
    draft.update('shot', shotId, {
      lengthFrames: frames(length),
      sourceInFrames: edge === 'head' ? frames(shot.sourceInFrames + byFrames) : shot.sourceInFrames,
    });
    retimeMove(draft, shotId, context);
    return { selection: [shotId] };
  },
});

const split = defineCommand({
  id: 'timeline.splitShot',
  title: 'Split Shot',
  args: z.object({
    shotId: shotIdSchema,
    /** First frame of the second half, counted from the start of the shot. */
    atFrame: lengthSchema,
  }),
  plan: (draft, { shotId, atFrame }, context) => ({
    selection: [splitShot(draft, shotId, atFrame, context).id],
  }),
});

export const timelineCommands = [rippleTrim, split] as const;
