import { z } from 'zod';
import { klingAccountSchema, klingAccountViewSchema } from '../generation/kling/account';
import { languageModelKeySchema } from '../planner/languageModel';
import { channel, nothing } from './channel';

/** What a window may know of keys: never the keys. */
export const keyStatusSchema = z.object({
  kling: klingAccountViewSchema.nullable(),
  /** The system keeps keys safe here; false = a key lasts as long as the program runs. */
  canKeep: z.boolean(),
  /** Kling's key is kept for the next start. */
  isKlingKept: z.boolean(),
  /** There is a key for the language model at this address. */
  languageModelAddress: z.string().nullable(),
  isLanguageModelKept: z.boolean(),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

/** Keys go one way: in. They lie in the system's key store, or in memory where there is none. */
export const keyChannels = {
  'keys.status': channel('main', nothing, keyStatusSchema),
  'keys.setKling': channel(
    'main',
    z.object({ account: klingAccountSchema, keep: z.boolean() }),
    keyStatusSchema,
  ),
  'keys.removeKling': channel('main', nothing, keyStatusSchema),
  /** The key goes to this address only. */
  'keys.setLanguageModel': channel(
    'main',
    z.object({ account: languageModelKeySchema, keep: z.boolean() }),
    keyStatusSchema,
  ),
  'keys.removeLanguageModel': channel('main', nothing, keyStatusSchema),
  /** Asks Kling a question that costs nothing. Throws with what is wrong. */
  'keys.testKling': channel('worker', nothing, z.object({ words: z.string() })),
} as const;

/** Only the main process makes these: they carry keys. */
export const internalKeyChannels = {
  'keys.hold': channel(
    'worker',
    z.object({
      kling: klingAccountSchema.nullable(),
      languageModel: languageModelKeySchema.nullable().default(null),
    }),
    nothing,
  ),
} as const;
