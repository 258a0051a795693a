import { z } from 'zod';

export const programIdSchema = z.string().regex(/^prg_[A-Za-z0-9_-]{8,40}$/);

/** A program of the person's that makes clips or pictures, kept with the settings of this machine. */
export const programSchema = z.object({
  id: programIdSchema,
  name: z.string().trim().min(1).max(80),
  /** Absolute path, from a file dialog. */
  path: z.string().min(1).max(4_000),
  /** One by one, as the program gets them: no shell reads them. */
  arguments: z.array(z.string().max(4_000)).max(100),
  makes: z.enum(['video', 'image']),
  isEnabled: z.boolean(),
});
export type Program = z.infer<typeof programSchema>;
