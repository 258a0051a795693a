import { z } from 'zod';
import { dialogueLineIdSchema, elementIdSchema } from '../document/ids';
import { voiceSchema } from '../document/records';
import { bytes, channel, nothing } from './channel';
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
  /** A few words by a voice, to listen to: a WAV file. Nothing is changed. */
  'speech.listen': channel(
    'worker',
    voiceSchema.pick({ language: true, accent: true, synthesis: true }).extend({
      text: z.string().min(1).max(400),
      speakerId: elementIdSchema.nullable(),
    }),
    z.object({ wave: bytes }),
  ),
  'speech.cancel': channel('worker', nothing, nothing),
} as const;
