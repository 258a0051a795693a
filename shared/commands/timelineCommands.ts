import { z } from 'zod';
import type { Draft } from '../document/draft';
import { type ShotId, shotIdSchema } from '../document/ids';
import { retimeMove } from '../edits/moveKeyframes';
import { splitShot } from '../edits/splitShot';
import { selectSequence } from '../shots/sequence';
import { type Frames, frames, framesSchema, lengthSchema } from '../time/frames';
import { defineCommand, type PlanContext, PlanRefusal } from './command';

/*
 * Shots follow each other without gaps, so a trim of a shot ripples by nature: what is behind it moves, unless its neighbour
 * gives or takes as much.
 */

/** Moves one edge of a shot. @param byFrames + is later @throws PlanRefusal when less than a frame would be left */
function trimShot(
  draft: Draft,
  shotId: ShotId,
  edge: 'head' | 'tail',
  byFrames: Frames,
  context: PlanContext,
): void {
  const shot = draft.require('shot', shotId);
  const length = edge === 'head' ? shot.lengthFrames - byFrames : shot.lengthFrames + byFrames;
  if (length < 1) throw new PlanRefusal('A shot is at least one frame long.', shotId);
  draft.update('shot', shotId, {
    lengthFrames: frames(length),
    sourceInFrames: edge === 'head' ? frames(shot.sourceInFrames + byFrames) : shot.sourceInFrames,
  });
  retimeMove(draft, shotId, context);
}

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
    trimShot(draft, shotId, edge, byFrames, context);
    return { selection: [shotId] };
  },
});

/**
 *   |--A--|---B---|--C--|
 *   |--A----|--B--|--C--|
 * One shot gives what the other takes: nothing behind the cut moves, and the film keeps its length.
 */
const rollCut = defineCommand({
  id: 'timeline.rollCut',
  title: 'Roll Cut',
  args: z.object({
    /** The shot that begins at the cut. */
    shotId: shotIdSchema,
    /** How far the cut moves, in frames; + is later. */
    byFrames: framesSchema,
  }),
  plan: (draft, { shotId, byFrames }, context) => {
    const { byShotId, shots } = selectSequence(draft);
    const entry = byShotId.get(draft.require('shot', shotId).id);
    const before = entry && shots[entry.index - 1];
    if (!before) throw new PlanRefusal('There is no cut before this shot.', shotId);
    trimShot(draft, before.shot.id, 'tail', byFrames, context);
    trimShot(draft, shotId, 'head', byFrames, context);
    return undefined;
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

export const timelineCommands = [rippleTrim, rollCut, split] as const;
