import { z } from 'zod';
import { languageModelSchema } from '../planner/languageModel';
import { plannedShotSchema } from '../planner/plannedShot';
import { channel, nothing } from './channel';

/** A language model of the person's that plans shots. Only the address that was typed is asked, and only by these calls. */
export const plannerChannels = {
  'planner.languageModel': channel('worker', nothing, languageModelSchema.nullable()),
  /** The address is made whole; the key stays where it is. */
  'planner.saveLanguageModel': channel(
    'worker',
    z.object({ address: z.string().max(500), model: z.string().max(200) }),
    languageModelSchema,
  ),
  'planner.removeLanguageModel': channel('worker', nothing, nothing),
  /** Asks the server which models it has. */
  'planner.models': channel(
    'worker',
    z.object({ address: z.string().max(500) }),
    z.object({ models: z.array(z.string()) }),
  ),
  /** Proposes shots; nothing is changed. `planner.progress` tells how much of the answer has come. */
  'planner.planShots': channel(
    'worker',
    z.object({ heading: z.string().max(2_000), text: z.string().max(200_000) }),
    z.object({ shots: z.array(plannedShotSchema), notes: z.array(z.string()) }),
  ),
  'planner.cancel': channel('worker', nothing, nothing),
} as const;
