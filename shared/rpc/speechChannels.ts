import { z } from 'zod';
import { dialogueLineIdSchema } from '../document/ids';
import { channel, nothing } from './channel';
import { committedSchema } from './editChannels';

export const speechChannels = {
  /** Speaks lines offline and lays them on the dialogue tracks, as one edit. `speech.progress` tells how far it is. */
  'speech.speakLines': channel(
    'worker',
    z.object({
      lineIds: z.array(dialogueLineIdSchema).min(1).max(10_000),
      selection: z.array(z.string()).max(20_000),
    }),
    z.object({
      committed: committedSchema.nullable(),
      /** Lines that could not be spoken, in words. */
      problems: z.array(z.string()).readonly(),
    }),
  ),
  'speech.cancel': channel('worker', nothing, nothing),
} as const;
