import { z } from 'zod';
import { elementIdSchema, mediaIdSchema, shotIdSchema } from '../document/ids';
import { ratios, resolutions } from './request';

/**
 * What puts a problem right at one click. `shortenShot` edits the film; the others change what is asked for
 * (`applyMend`).
 */
export const mendSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('shortenShot'), shotId: shotIdSchema, lengthFrames: z.int().min(1) }),
  /** Shots are sent in several jobs instead of one. */
  z.object({ type: z.literal('splitGroup'), shotIds: z.array(shotIdSchema) }),
  z.object({ type: z.literal('dropPicture'), mediaId: mediaIdSchema }),
  z.object({ type: z.literal('dropElement'), elementId: elementIdSchema }),
  z.object({ type: z.literal('dropFrame'), which: z.enum(['first', 'last']) }),
  z.object({ type: z.literal('useBoard'), which: z.enum(['first', 'last']) }),
  z.object({ type: z.literal('dropClip') }),
  /** Sent in another size or format; the file stays as it is. */
  z.object({ type: z.literal('fitPicture'), mediaId: mediaIdSchema }),
  z.object({ type: z.literal('setSound'), sound: z.enum(['off', 'on', 'original']) }),
  z.object({ type: z.literal('setResolution'), resolution: z.enum(resolutions) }),
  z.object({ type: z.literal('setRatio'), ratio: z.enum(ratios) }),
  z.object({ type: z.literal('setPlannedBy'), plannedBy: z.enum(['us', 'model']) }),
  z.object({ type: z.literal('setModel'), model: z.string() }),
  z.object({ type: z.literal('dropSeed') }),
]);
export type Mend = z.infer<typeof mendSchema>;

export const problemSchema = z.object({
  /** For programs: as `tooLong`, `tooManyInputs`. */
  code: z.string(),
  /** An `error` keeps the request from being sent. */
  severity: z.enum(['error', 'warning']),
  /** Names the shot and the limit, and what mends it. */
  message: z.string(),
  /** Where to jump; null = the request as a whole. */
  shotId: shotIdSchema.nullable(),
  elementId: elementIdSchema.nullable(),
  mend: z.object({ title: z.string(), action: mendSchema }).nullable(),
});
export type Problem = z.infer<typeof problemSchema>;
