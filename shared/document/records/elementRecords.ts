import { z } from 'zod';
import { elementIdSchema, lookIdSchema, mediaIdSchema, voiceIdSchema } from '../ids';
import { languageTag, line, orderKey, text } from './common';

export const elementTypes = ['character', 'object', 'place', 'style'] as const;
export const elementSchema = z.object({
  kind: z.literal('element'),
  id: elementIdSchema,
  order: orderKey,
  type: z.enum(elementTypes),
  name: line,
  notes: text,
  /** Lettering or a logo that has to stay readable, word for word. */
  keepText: line,
});

export const lookSchema = z.object({
  kind: z.literal('look'),
  id: lookIdSchema,
  elementId: elementIdSchema,
  order: orderKey,
  name: line,
  /** Ordered pictures, front first. */
  references: z.array(mediaIdSchema).max(64),
  /** What must not change from shot to shot. */
  keepNotes: text,
});

/** How a character sounds. */
export const voiceSchema = z.object({
  kind: z.literal('voice'),
  id: voiceIdSchema,
  elementId: elementIdSchema,
  order: orderKey,
  name: line,
  language: languageTag,
  /** As "British", in words a model reads. */
  accent: line,
  tone: line,
  /** A recording of the voice. */
  sampleMediaId: mediaIdSchema.nullable(),
  /** The synthesiser's voice for scratch sound; null = chosen by language. */
  synthesis: z
    .object({ voice: line, speed: z.number().min(0.25).max(4), pitch: z.number().min(0).max(2) })
    .nullable(),
});
