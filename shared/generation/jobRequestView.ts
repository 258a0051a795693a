import { z } from 'zod';
import { jobIdSchema } from './job';
import { problemSchema } from './problems';

/** What a job will send or has sent, in a person's words. */
export const jobRequestViewSchema = z.object({
  jobId: jobIdSchema,
  /** The prompt as it goes out; '' = the provider is given none. */
  words: z.string(),
  /** Asked for, all shots together; null = not known. */
  seconds: z.number().nullable(),
  /** As they stand against the frozen request. */
  problems: z.array(problemSchema),
});
export type JobRequestView = z.infer<typeof jobRequestViewSchema>;
