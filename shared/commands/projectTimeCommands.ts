import { z } from 'zod';
import { frameSizeSchema } from '../document/records';
import { changeFrameSize, frameKeeps } from '../edits/changeFrameSize';
import { changeRate } from '../edits/changeRate';
import { retimeMove } from '../edits/moveKeyframes';
import { formatRate, isSameRate, rateSchema } from '../time/rate';
import { defineCommand, PlanRefusal } from './command';

const setRate = defineCommand({
  id: 'project.setRate',
  title: 'Set Frame Rate',
  args: z.object({
    rate: rateSchema.refine(({ num, den }) => num >= den && num <= 240 * den, {
      message: 'A frame rate lies between 1 and 240.',
    }),
    /** What stays: how long everything takes, or how many frames it has. */
    keep: z.enum(['seconds', 'frames']).default('seconds'),
  }),
  plan: function* (draft, { rate, keep }, context) {
    const { rate: before } = draft.project();
    if (isSameRate(before, rate)) throw new PlanRefusal(`The film runs at ${formatRate(rate)} already.`);
    for (const { kind, id, fields } of changeRate(draft, rate, keep).updates) {
      draft.update(kind, id, fields);
      yield;
    }
    for (const { id } of draft.list('shot')) {
      retimeMove(draft, id, context);
      yield;
    }
    return { label: `Set Frame Rate to ${formatRate(rate)}` };
  },
});

const setFrameSize = defineCommand({
  id: 'project.setFrameSize',
  title: 'Set Frame Size',
  args: z.object({ frameSize: frameSizeSchema, keep: z.enum(frameKeeps).default('fit') }),
  plan: function* (draft, { frameSize, keep }, context) {
    // How far a named move goes depends on the frame's shape.
    if (yield* changeFrameSize(draft, frameSize, keep))
      for (const { id } of draft.list('shot')) {
        retimeMove(draft, id, context);
        yield;
      }
    return { label: `Set Frame Size to ${frameSize.width} × ${frameSize.height}` };
  },
});

export const projectTimeCommands = [setRate, setFrameSize] as const;
