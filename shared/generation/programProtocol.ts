import { z } from 'zod';

/*
 * What is said to and by a program of the person's: one JSON object a line. Described for its authors in
 * docs/command-provider.md; what is written there is a promise, and `protocol` counts up when it has to be broken.
 */

export const programProtocol = 1;

const fileName = z.string().max(200);

export const programRequestSchema = z.object({
  protocol: z.literal(programProtocol),
  action: z.literal('generate'),
  /** Names this piece of work; the same when it starts over. */
  job: z.string(),
  /** Absolute; the program begins there, reads its pictures there and leaves its result there. */
  folder: z.string(),
  output: z.enum(['video', 'image']),
  width: z.int(),
  height: z.int(),
  frames: z.int(),
  framesPerSecond: z.object({ num: z.int(), den: z.int() }),
  seconds: z.number(),
  /** Everything in one text. */
  prompt: z.string(),
  avoid: z.string(),
  seed: z.int(),
  shot: z.object({
    label: z.string(),
    size: z.string().nullable(),
    angle: z.string().nullable(),
    lensMm: z.number().nullable(),
    action: z.string(),
    camera: z.object({
      words: z.string(),
      from: z.record(z.string(), z.number()),
      to: z.record(z.string(), z.number()),
    }),
  }),
  dialogue: z.array(
    z.object({
      speaker: z.string(),
      language: z.string(),
      accent: z.string(),
      tone: z.string(),
      text: z.string(),
    }),
  ),
  elements: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      notes: z.string(),
      keep: z.string(),
      pictures: z.array(fileName),
    }),
  ),
  pictures: z.object({ first: fileName.nullable(), last: fileName.nullable(), others: z.array(fileName) }),
});
export type ProgramRequest = z.infer<typeof programRequestSchema>;

export const programLineSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    done: z.number().min(0),
    total: z.number().positive(),
    words: z.string().max(500).optional(),
  }),
  z.object({ type: z.literal('log'), words: z.string().max(10_000) }),
  /** Relative to the folder. Said again, the last one counts. */
  z.object({ type: z.literal('output'), file: z.string().min(1).max(1_000) }),
  z.object({ type: z.literal('failed'), words: z.string().max(4_000) }),
  z.object({
    type: z.literal('about'),
    name: z.string().max(200),
    version: z.string().max(100).optional(),
    words: z.string().max(2_000).optional(),
  }),
]);
export type ProgramLine = z.infer<typeof programLineSchema>;
