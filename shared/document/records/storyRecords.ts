import { z } from 'zod';
import { framesSchema, lengthSchema } from '../../time/frames';
import {
  boardIdSchema,
  commentIdSchema,
  customFieldIdSchema,
  dialogueLineIdSchema,
  elementIdSchema,
  sceneIdSchema,
  shotIdSchema,
  takeIdSchema,
  voiceIdSchema,
} from '../ids';
import { colour, languageTag, line, orderKey, text, unit } from './common';
import { shotNumberSchema } from './numberingRecords';

export const sceneSchema = z.object({
  kind: z.literal('scene'),
  id: sceneIdSchema,
  order: orderKey,
  heading: line,
  notes: text,
  /** Its number once numbers are locked, or the script's own; null = counted from its place. */
  number: line.min(1).nullable(),
  /** Tokens `{act}` and `{seq}` of names, as "TCC"; empty = none. */
  act: line,
  sequence: line,
  /** Cut from the film, kept in the list as "10 OMITTED" so that no other scene takes its number. */
  isOmitted: z.boolean(),
  colour: colour.nullable(),
});

export const shotSizes = [
  'EWS',
  'WS',
  'FS',
  'MLS',
  'MS',
  'MCU',
  'CU',
  'ECU',
  'INS',
  'OTS',
  'POV',
  '2S',
] as const;
export const shotAngles = ['Eye level', 'Low', 'High', 'Overhead', 'Ground', 'Dutch'] as const;
export const shotStatuses = ['draft', 'inProgress', 'review', 'approved', 'omitted'] as const;

/** Named moves (field.md §3.3) that write camera keyframes and keep their name until a keyframe is edited by hand. */
export const moveNames = [
  'panLeft',
  'panRight',
  'tiltUp',
  'tiltDown',
  'zoomIn',
  'zoomOut',
  'dollyIn',
  'dollyOut',
  'truckLeft',
  'truckRight',
  'rollLeft',
  'rollRight',
  'handheld',
] as const;
export const moveNameSchema = z.enum(moveNames);

export const easingNames = ['linear', 'easeIn', 'easeOut', 'easeInOut'] as const;
export const easingNameSchema = z.enum(easingNames);

/** How the cut into a shot is made (field.md §3.5): planned and handed over. */
export const transitionTypes = [
  'dissolve',
  'fadeIn',
  'dipToBlack',
  'dipToWhite',
  'wipe',
  'iris',
  'whip',
  'match',
  'smash',
  'jump',
] as const;

/** How a shot goes with the one before it into a multi-shot clip: as the packing finds best, never, or always where a model can. */
export const clipJoins = ['auto', 'start', 'join'] as const;

export const customValueSchema = z.union([line, z.number().min(-1e12).max(1e12), z.boolean()]);

export const shotSchema = z.object({
  kind: z.literal('shot'),
  id: shotIdSchema,
  sceneId: sceneIdSchema,
  order: orderKey,
  /** Its number once numbers are locked ("10A"); null = counted from its place. */
  number: shotNumberSchema.nullable(),
  lengthFrames: lengthSchema,
  /**
   * First frame of the shot's own time that is shown: camera keyframes, clip layers and takes count in that time.
   * Trimming the head or splitting moves it and leaves everything else alone.
   */
  sourceInFrames: framesSchema,
  size: z.enum(shotSizes).nullable(),
  angle: z.enum(shotAngles).nullable(),
  /** Focal length at rest, mm; null = the project's normal, 35. */
  lensMm: z.number().min(4).max(2000).nullable(),
  action: text,
  notes: text,
  prompt: text,
  status: z.enum(shotStatuses),
  colour: colour.nullable(),
  /** The named move that made the camera keyframes; null once edited by hand, and for a static shot. */
  move: z.object({ name: moveNameSchema, strength: unit, easing: easingNameSchema }).nullable(),
  /** Deterministic shake laid over the keyframes. */
  handheld: z.object({ amount: unit, seed: z.int().min(0).max(0x7fffffff) }).nullable(),
  activeTakeId: takeIdSchema.nullable(),
  /** null = a plain cut. */
  transitionIn: z.object({ type: z.enum(transitionTypes), lengthFrames: framesSchema.min(0) }).nullable(),
  /** All that a model is told of this shot, as written by a person; null = made from its fields. */
  promptText: text.nullable(),
  /** What must not appear, for models that take it. */
  negativePrompt: text,
  clipJoin: z.enum(clipJoins),
  /** By id of the CustomField; a field without a value is left out. */
  customFields: z.record(customFieldIdSchema, customValueSchema),
});

/**
 * A drawn panel of a shot, from its frame to the next board's. A shot without board records has one board, the whole shot;
 * the first board reaches back to the shot's start, wherever its frame is.
 */
export const boardSchema = z.object({
  kind: z.literal('board'),
  id: boardIdSchema,
  shotId: shotIdSchema,
  /** In the shot's own time (see Shot.sourceInFrames). */
  frame: framesSchema,
  name: line,
  action: text,
  notes: text,
});

export const dialogueLineSchema = z.object({
  kind: z.literal('dialogueLine'),
  id: dialogueLineIdSchema,
  shotId: shotIdSchema,
  order: orderKey,
  speakerId: elementIdSchema.nullable(),
  language: languageTag,
  /** As "British"; empty = none in particular. */
  accent: line,
  text,
  deliveryNote: line,
  /** null = the speaker's first voice. */
  voiceId: voiceIdSchema.nullable(),
  /** When it is said, from the shot's first frame; null = not timed. */
  span: z.object({ offsetFrames: framesSchema.min(0), lengthFrames: lengthSchema }).nullable(),
});

export const commentSchema = z.object({
  kind: z.literal('comment'),
  id: commentIdSchema,
  shotId: shotIdSchema,
  /** In the shot's own time; null = about the whole shot. */
  frame: framesSchema.nullable(),
  author: line,
  text,
  createdAtMs: z.int().min(0),
  isResolved: z.boolean(),
});
