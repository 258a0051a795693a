import { z } from 'zod';
import { framesSchema } from '../../time/frames';
import { rateSchema } from '../../time/rate';
import { customFieldIdSchema, elementIdSchema, mediaRootIdSchema, projectIdSchema } from '../ids';
import { colour, languageTag, line, orderKey, text } from './common';
import { numberingSchema } from './numberingRecords';

export const frameSizeSchema = z.object({
  /** Even, since video is coded in pairs of pixels. */
  width: z.int().min(16).max(8192).multipleOf(2),
  height: z.int().min(16).max(8192).multipleOf(2),
});

export const projectSchema = z.object({
  kind: z.literal('project'),
  id: projectIdSchema,
  name: line,
  rate: rateSchema,
  /** Pixels of the finished film. */
  frameSize: frameSizeSchema,
  /** Timecode of the film's first frame, in frames. */
  startFrame: framesSchema,
  /** Timecode is written drop-frame, where the rate has it (29.97, 59.94). */
  isDropFrame: z.boolean(),
  numbering: numberingSchema,
  /** Width of the camera's sensor, mm. Super 35 is 24.89. */
  sensorWidthMm: z.number().min(1).max(100),
  /** Behind all layers. */
  background: colour,
  /** Languages spoken in the film, the main one first. */
  languages: z.array(languageTag).min(1).max(20),
  /** Token `{project}` of names, as "AGM"; empty = the project's name. */
  code: line,
  /** Token `{episode}` of names; empty for a single film. */
  episode: line,
  /** Styles that every shot is generated in, besides those pinned on it. */
  styleElementIds: z.array(elementIdSchema).max(20),
  /** Words before and after every shot's own in what a model is told, and what must not appear in any. */
  promptPrefix: text,
  promptSuffix: text,
  negativePrompt: text,
});

export const customFieldTypes = ['text', 'number', 'checkbox', 'choice'] as const;
/** A column of the studio's own for shots. */
export const customFieldSchema = z.object({
  kind: z.literal('customField'),
  id: customFieldIdSchema,
  order: orderKey,
  name: line,
  type: z.enum(customFieldTypes),
  /** What can be chosen; only of the type `choice`. */
  choices: z.array(line).max(200),
});

/** A folder of linked media that lies elsewhere on each machine, as "Rushes on the server". */
export const mediaRootSchema = z.object({
  kind: z.literal('mediaRoot'),
  id: mediaRootIdSchema,
  order: orderKey,
  name: line,
});
