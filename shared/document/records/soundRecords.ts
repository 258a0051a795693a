import { z } from 'zod';
import { framesSchema, lengthSchema } from '../../time/frames';
import { clipIdSchema, dialogueLineIdSchema, markerIdSchema, mediaIdSchema, trackIdSchema } from '../ids';
import { colour, line, orderKey, text } from './common';

export const trackTypes = ['dialogue', 'effects', 'music'] as const;
export const trackSchema = z.object({
  kind: z.literal('track'),
  id: trackIdSchema,
  order: orderKey,
  type: z.enum(trackTypes),
  name: line,
  isMuted: z.boolean(),
  gainDb: z.number().min(-96).max(24),
});

export const clipSchema = z.object({
  kind: z.literal('clip'),
  id: clipIdSchema,
  trackId: trackIdSchema,
  mediaId: mediaIdSchema,
  /** Place in the film, in frames from its first. */
  startFrame: framesSchema,
  lengthFrames: lengthSchema,
  /** First sample used, at the media's own rate. */
  sourceInSamples: z.int().min(0),
  gainDb: z.number().min(-96).max(24),
  /** The line it speaks, a scratch voice or a recording. */
  dialogueLineId: dialogueLineIdSchema.nullable(),
  /** The words it was made to say, by a synthesiser or a service; null = a recording, or nobody knows. */
  spokenText: text.nullable(),
});

export const markerSchema = z.object({
  kind: z.literal('marker'),
  id: markerIdSchema,
  /** In the film. */
  frame: framesSchema.min(0),
  /** 0 = a single frame is marked. */
  lengthFrames: framesSchema.min(0),
  name: line,
  notes: text,
  colour,
});
