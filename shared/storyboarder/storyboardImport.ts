import { z } from 'zod';
import { mediaIdSchema } from '../document/ids';
import { boardSchema, dialogueLineSchema, layerSchema, sceneSchema } from '../document/records';
import { screenplaySchema } from '../script/screenplay';
import { rateSchema } from '../time/rate';
import { maxBoardMs, maxBoards } from './boardFile';

/** Scenes of one project. */
export const maxStoryboardScenes = 2_000;

const boardImportSchema = z.object({
  /** It begins a shot; the first board of a scene does so anyway. */
  startsShot: z.boolean(),
  /** How long it stands, milliseconds. */
  ms: z.number().positive().max(maxBoardMs),
  action: boardSchema.shape.action,
  notes: boardSchema.shape.notes,
  /** '' = nothing is said. */
  dialogue: dialogueLineSchema.shape.text,
  /** Back to front. */
  layers: z
    .array(
      z.object({ name: layerSchema.shape.name, mediaId: mediaIdSchema, opacity: layerSchema.shape.opacity }),
    )
    .max(64),
  soundId: mediaIdSchema.nullable(),
});
export type BoardImport = z.infer<typeof boardImportSchema>;

const storyboardSceneSchema = z.object({
  /** Taken where the script gives none. */
  heading: sceneSchema.shape.heading,
  /** Its scene in the script, from 0; null = it is in none. */
  scriptIndex: z.int().min(0).max(10_000).nullable(),
  boards: z.array(boardImportSchema).max(maxBoards),
});

/** Scenes of boards, with media for their pictures and sounds, and the script they were drawn for. */
export const storyboardImportSchema = z.object({
  screenplay: screenplaySchema.nullable().default(null),
  /** Taken over by a film without shots. */
  rate: rateSchema.nullable().default(null),
  /** Width over height; taken over by a film without shots. */
  aspect: z.number().min(0.1).max(10).nullable().default(null),
  scenes: z.array(storyboardSceneSchema).min(1).max(maxStoryboardScenes),
});
export type StoryboardImport = z.infer<typeof storyboardImportSchema>;
