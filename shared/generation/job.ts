import { z } from 'zod';
import { shotIdSchema } from '../document/ids';
import { costSchema } from './cost';

/** States of design.md §7. `waiting` = for a network, a quota or an approval. */
export const jobStates = [
  'queued',
  'waiting',
  'submitting',
  'running',
  'collecting',
  'done',
  'failed',
  'cancelled',
] as const;
export type JobState = (typeof jobStates)[number];

export const endedJobStates: readonly JobState[] = ['done', 'failed', 'cancelled'];

export const presetSchema = z.enum(['draft', 'full']);
export type Preset = z.infer<typeof presetSchema>;

export const jobIdSchema = z
  .string()
  .regex(/^job_[A-Za-z0-9_-]{8,40}$/)
  .brand<'JobId'>();
export type JobId = z.infer<typeof jobIdSchema>;

/** Why a job waits, and for whom: a person (`approval`, `cap`, `key`, `paused`) or time (`network`, `busy`, `quota`). */
export const waitReasons = ['approval', 'cap', 'key', 'paused', 'network', 'busy', 'quota'] as const;
export type WaitReason = (typeof waitReasons)[number];

/** What the window and the command line see of a row of the queue. Not part of the document: never undone. */
export const jobSchema = z.object({
  id: jobIdSchema,
  /** `clip`: shots become takes. `stills`: shots become pictures. `film`: the whole film becomes a file. `sheets`: a storyboard on pages does. `timeline`: a timeline for an editing program does. `speech`: a line gets its sound. `lipSync`: a take speaks a line. */
  type: z.enum(['clip', 'stills', 'film', 'sheets', 'timeline', 'speech', 'lipSync']),
  state: z.enum(jobStates),
  provider: z.string(),
  model: z.string(),
  preset: presetSchema,
  /** The first of `shotIds`; null = what becomes a file: see makesFile. */
  shotId: shotIdSchema.nullable(),
  /** The shots that become takes, in film order: several come back from one submission. */
  shotIds: z.array(shotIdSchema),
  /** "2C" or the file's name: what a person calls it. */
  label: z.string(),
  /** 0 … 1. */
  progress: z.number().min(0).max(1),
  framesDone: z.int().min(0),
  framesTotal: z.int().min(0),
  secondsLeft: z.number().min(0).nullable(),
  /** What is being done now, in the provider's words: "Sample, 12 of 20". */
  step: z.string().nullable(),
  attempt: z.int().min(0),
  /** State `waiting`: for what, in words, and until when where time ends it. */
  wait: z
    .object({ reason: z.enum(waitReasons), message: z.string(), untilMs: z.int().nullable() })
    .nullable(),
  /** Before it is done; null = it costs nothing. */
  estimate: costSchema.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAtMs: z.int(),
  startedAtMs: z.int().nullable(),
  endedAtMs: z.int().nullable(),
  /** Of what becomes a file: the finished file's name (never a path; `shell.revealJob` shows it). */
  outputName: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

const fileTypes: ReadonlySet<Job['type']> = new Set(['film', 'sheets', 'timeline']);

/** A film, a storyboard or a timeline: it becomes a file, and no shot gets anything. */
export const makesFile = ({ type }: Pick<Job, 'type'>): boolean => fileTypes.has(type);
