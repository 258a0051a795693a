import { z } from 'zod';
import { shotIdSchema } from '../document/ids';
import { costSchema } from './cost';
import { presetSchema } from './job';
import { problemSchema } from './problems';
import { pictureLandingSchema } from './stills/landing';

/** What a person asks for: some shots, by a provider, with its own choices. */
export const generationWishSchema = z.object({
  shotIds: z.array(shotIdSchema).min(1).max(10_000),
  provider: z.string().max(60),
  preset: presetSchema,
  /** The provider's own choices; it checks them itself. null = its defaults. */
  settings: z.json().nullable(),
  /** Where pictures go; absent = they become takes. */
  landAs: pictureLandingSchema.optional(),
});
export type GenerationWish = z.infer<typeof generationWishSchema>;

/** One submission as it would be. */
export const groupPreviewSchema = z.object({
  /** In film order. */
  shotIds: z.array(shotIdSchema),
  /** "2C-2F". */
  label: z.string(),
  model: z.string(),
  problems: z.array(problemSchema),
  /** null = the price list says nothing of it. */
  cost: costSchema.nullable(),
  /** Seconds that are asked for, all shots together. */
  seconds: z.number(),
  prompt: z.object({
    /** Exactly as it is sent. */
    text: z.string(),
    characters: z.int(),
    maxCharacters: z.int().nullable(),
    advisedCharacters: z.int().nullable(),
    isMultiShot: z.boolean(),
    shots: z.array(
      z.object({
        shotId: z.string(),
        /** As it is sent. */
        text: z.string(),
        /** As a person edits it: names in place of mentions. */
        words: z.string(),
        characters: z.int(),
        maxCharacters: z.int().nullable(),
        seconds: z.number(),
      }),
    ),
    /** Elements that are mentioned, by the name they have in the prompt. */
    mentions: z.array(z.object({ elementId: z.string(), name: z.string(), id: z.string() })),
  }),
  /** Where it goes and what with, pictures and elements as placeholders; null when it cannot be sent. */
  request: z.object({ route: z.string(), body: z.json() }).nullable(),
});
export type GroupPreview = z.infer<typeof groupPreviewSchema>;

export const generationPreviewSchema = z.object({
  groups: z.array(groupPreviewSchema),
  /** All groups together; null where one has no price, or they count in different units. */
  cost: costSchema.nullable(),
  /** Nothing keeps it from being sent. */
  isSendable: z.boolean(),
});
export type GenerationPreview = z.infer<typeof generationPreviewSchema>;
