import { z } from 'zod';
import { lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';
import { shotPictureSchema } from './shotPicture';
import { stillSides } from './stillSides';

/*
 * Messages between the worker and the compositor host (the hidden page that renders and encodes), over one MessagePort
 * that the main process makes. The page never sees a path: it reads media by address and hands bytes of its output back.
 */

const evenSize = z.int().min(16).max(8192).multipleOf(2);

/** One shot as one closed-GOP H.264 file: the local renderer's clip and the film's segment are the same thing. */
export const segmentSpecSchema = z.object({
  picture: shotPictureSchema,
  /** Pixels of the output. */
  width: evenSize,
  height: evenSize,
  bitsPerSecond: z.int().min(100_000).max(400_000_000),
  /** Media ids are fetched from here: `ekonte://media/<token>/`. */
  mediaBase: z.string(),
});
export type SegmentSpec = z.infer<typeof segmentSpecSchema>;

/** One frame of a shot as a picture: `picture.sourceInFrames` is the frame, `lengthFrames` 1. Of any size and ratio. */
export const stillSpecSchema = segmentSpecSchema.omit({ bitsPerSecond: true }).extend({
  width: z.int().min(stillSides.min).max(stillSides.max),
  height: z.int().min(stillSides.min).max(stillSides.max),
  format: z.enum(['image/png', 'image/jpeg', 'image/webp']),
});
export type StillSpec = z.infer<typeof stillSpecSchema>;

/** What is to be painted, and how large: common to clips and stills. */
export type PaintSpec = Pick<SegmentSpec, 'picture' | 'width' | 'height' | 'mediaBase'>;

export const soundClipSchema = z.object({
  url: z.string(),
  /** Place in the film, in frames. */
  startFrame: z.int().min(0),
  lengthFrames: lengthSchema,
  /** First sample used and the rate it counts in, Hz. */
  sourceInSamples: z.int().min(0),
  sampleRate: z.int().min(1),
  gainDb: z.number(),
});
export type SoundClip = z.infer<typeof soundClipSchema>;

/**
 * The mixed sound of a film as AAC in a file of its own, to a sample as long as the picture. Apart from the film, so
 * that it is coded once and kept for as long as nothing in it changes.
 */
export const soundSpecSchema = z.object({
  rate: rateSchema,
  lengthFrames: lengthSchema,
  clips: z.array(soundClipSchema),
});
export type SoundSpec = z.infer<typeof soundSpecSchema>;

/**
 * How much the frames of a clip look like beginnings of shots (cutChanges), in some stretches of it. Answered by a file
 * of JSON: `cutWindowSchema`s, one a stretch.
 */
export const cutSpecSchema = z.object({
  url: z.string(),
  /** Seconds in the clip. */
  windows: z.array(z.object({ from: z.number().min(0), to: z.number().min(0) })).max(100),
});
export type CutSpec = z.infer<typeof cutSpecSchema>;

export const toHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('renderSegment'), taskId: z.string(), spec: segmentSpecSchema }),
  z.object({ type: z.literal('renderStill'), taskId: z.string(), spec: stillSpecSchema }),
  z.object({ type: z.literal('renderSound'), taskId: z.string(), spec: soundSpecSchema }),
  z.object({ type: z.literal('lookForCuts'), taskId: z.string(), spec: cutSpecSchema }),
  /** Stops at the next frame; answered by `failed` with code `cancelled`. */
  z.object({ type: z.literal('cancel'), taskId: z.string() }),
  /** The chunk that begins at `position` is on disk: lets the host hold back when the disk is slow. */
  z.object({ type: z.literal('written'), taskId: z.string(), position: z.int().min(0) }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

export const fromHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('progress'),
    taskId: z.string(),
    framesDone: z.int(),
    framesTotal: z.int(),
  }),
  z.object({
    type: z.literal('write'),
    taskId: z.string(),
    position: z.int().min(0),
    bytes: z.instanceof(Uint8Array),
  }),
  z.object({
    type: z.literal('done'),
    taskId: z.string(),
    frameCount: z.int(),
    byteSize: z.int(),
    /** Frames that were painted; the others repeat the one before. */
    composedFrames: z.int(),
    codec: z.string(),
  }),
  z.object({
    type: z.literal('failed'),
    taskId: z.string(),
    code: z.enum(['cancelled', 'missingMedia', 'unsupported', 'internal']),
    message: z.string(),
  }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;

/** Worker to main process. `restart`: the present page no longer answers and is to be replaced. */
export const renderHostRequestSchema = z.object({ type: z.literal('needRenderHost'), restart: z.boolean() });
export type RenderHostRequest = z.infer<typeof renderHostRequestSchema>;

/**
 * Main process to worker. The port to the page comes with `renderHost`; `renderHostLost`: that page is gone or could not
 * be had. `page` counts pages up from 1: a port closes by itself, so word of a loss can come when the next page is
 * asked for already.
 */
export const renderHostNoticeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('renderHost'), page: z.int().min(1) }),
  z.object({ type: z.literal('renderHostLost'), page: z.int().min(1), message: z.string() }),
]);
export type RenderHostNotice = z.infer<typeof renderHostNoticeSchema>;
