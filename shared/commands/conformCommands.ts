import { conformSchema, planConformInSteps } from '../conform/planConform';
import { writeConform } from '../conform/writeConform';
import { defineCommand } from './command';

/**
 * Takes a cut back that was made of the film in an editing program: order, lengths, what was split, copied, added or taken out, and
 * where sounds lie. Shots that the cut no longer has are omitted; nothing that was drawn goes.
 */
const takeCut = defineCommand({
  id: 'film.takeCut',
  title: 'Take Cut Back',
  args: conformSchema,
  plan: function* (draft, choices, context) {
    const plan = yield* planConformInSteps(draft, choices);
    yield;
    const made = yield* writeConform(draft, plan, context);
    return made.length > 0 ? { selection: made } : undefined;
  },
});

export const conformCommands = [takeCut] as const;
