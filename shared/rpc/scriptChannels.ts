import { z } from 'zod';
import { maxScriptBytes, screenplaySchema } from '../script/screenplay';
import { channel, nothing } from './channel';

const readingSchema = z.object({
  /** Of the file; '' = pasted text. */
  name: z.string(),
  screenplay: screenplaySchema,
  /** What a person should know of the file, in words. */
  notes: z.array(z.string()).readonly(),
});
export type ReadScript = z.infer<typeof readingSchema>;

/** Screenplays are read in the worker; nothing is changed by it. */
export const scriptChannels = {
  /** A file that was dropped, or pasted text in UTF-8 (`name` ''). */
  'script.read': channel(
    'worker',
    z.object({
      name: z.string().max(1_000),
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ byteLength }) => byteLength <= maxScriptBytes, 'is too large for a screenplay'),
    }),
    readingSchema,
  ),
  /** Asks in main for a file. null = the person closed the dialog. */
  'script.openDialog': channel('main', nothing, readingSchema.nullable()),
} as const;

/** Calls that only the main process and the command line make: they carry paths. */
export const internalScriptChannels = {
  'script.readAt': channel('worker', z.object({ path: z.string().max(4_000) }), readingSchema),
} as const;
