import { z } from 'zod';
import { maxCutBytes } from '../conform/readCut';
import { cutSchema } from '../interchange/cutSchema';
import { rateSchema } from '../time/rate';
import { channel, nothing } from './channel';

const readingSchema = z.object({
  /** Of the file. */
  name: z.string(),
  cut: cutSchema,
  /** What a person should know of the file, in words. */
  notes: z.array(z.string()).readonly(),
});
export type ReadCut = z.infer<typeof readingSchema>;

/** Cuts that come back are read in the worker; nothing is changed by it. */
export const conformChannels = {
  /** A file that was dropped. */
  'cut.read': channel(
    'worker',
    z.object({
      name: z.string().max(1_000),
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ byteLength }) => byteLength <= maxCutBytes, 'is too large for a cut'),
    }),
    readingSchema,
  ),
  /** Asks in main for a file. null = the person closed the dialog. */
  'cut.openDialog': channel('main', nothing, readingSchema.nullable()),
} as const;

/** Calls that only the main process and the command line make: they carry paths. */
export const internalConformChannels = {
  'cut.readAt': channel(
    'worker',
    z.object({
      path: z.string().max(4_000),
      /** Of a list that does not say its own; null = the film's, or one that its numbers fit. */
      rate: rateSchema.nullable(),
    }),
    readingSchema,
  ),
} as const;
