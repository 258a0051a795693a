import { z } from 'zod';
import { framesSchema, lengthSchema } from '../../time/frames';
import { rateSchema } from '../../time/rate';
import { mediaIdSchema, mediaRootIdSchema, shotIdSchema, takeIdSchema } from '../ids';
import { line } from './common';

const pixelSize = { width: z.int().min(1).max(100_000), height: z.int().min(1).max(100_000) };
const soundFormat = z.object({
  sampleRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(64),
  sampleCount: z.int().min(0),
});

export const mediaSchema = z.object({
  kind: z.literal('media'),
  id: mediaIdSchema,
  name: line,
  /** SHA-256, lower-case hex: of all bytes, or of samples of a large linked file (see fingerprintOf). */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  fingerprintOf: z.enum(['whole', 'samples']),
  byteSize: z.int().min(0),
  mimeType: z.string().max(100),
  importedAtMs: z.int().min(0),
  storage: z.discriminatedUnion('mode', [
    /** Path below the project folder, with forward slashes, as `media/ab/abcdef….png`. */
    z.object({
      mode: z.literal('copied'),
      path: z.string().regex(/^media\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/),
    }),
    /** Absolute; with a root, below the root's folder on this machine, with forward slashes. */
    z.object({
      mode: z.literal('linked'),
      path: z.string().max(4096),
      rootId: mediaRootIdSchema.nullable(),
      /** When the file was last written, as it was when it was linked; null = not known. For a quick look whether it changed. */
      modifiedAtMs: z.int().nullable(),
    }),
  ]),
  content: z.discriminatedUnion('type', [
    z.object({ type: z.literal('image'), ...pixelSize, hasAlpha: z.boolean() }),
    z.object({
      type: z.literal('video'),
      ...pixelSize,
      rate: rateSchema,
      frameCount: z.int().min(1),
      codec: z.string().max(100),
      sound: soundFormat.nullable(),
    }),
    z.object({ type: z.literal('sound'), codec: z.string().max(100), sound: soundFormat }),
  ]),
});

const partHash = z.string().regex(/^[0-9a-f]{16}$/);

/** Short hashes of what a take was made from. Words, elements and look are null for a maker that is told no words. */
export const inputPartsSchema = z.object({
  /** The film's size, rate and background. */
  frame: partHash,
  layers: partHash,
  camera: partHash,
  /** Action, prompt, size and angle, lines: all that is said of the shot itself. */
  words: partHash.nullable(),
  /** The elements in it, as they are described and shown to a model. */
  elements: partHash.nullable(),
  /** What is said of the whole film to every model. */
  look: partHash.nullable(),
});
export type InputParts = z.infer<typeof inputPartsSchema>;

export const takeSchema = z.object({
  kind: z.literal('take'),
  id: takeIdSchema,
  shotId: shotIdSchema,
  mediaId: mediaIdSchema,
  createdAtMs: z.int().min(0),
  provider: z.string().max(60),
  model: z.string().max(120),
  preset: z.enum(['draft', 'full']),
  /** What was asked for, as the provider got it. */
  request: z.json(),
  seed: z.int().nullable(),
  cost: z.object({ amount: z.number().min(0), unit: z.string().max(20) }).nullable(),
  /** Hash of the shot's inputs when the take was asked for; differs from the present one = stale. */
  inputsHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The same by part, to say what changed; null = a take from before parts were kept. */
  inputParts: inputPartsSchema.nullable(),
  /** The part of the shot's own time that the take shows. */
  sourceInFrames: framesSchema,
  lengthFrames: lengthSchema,
  /** Frame of the media, at the project's rate, that shows at `sourceInFrames`: takes of one multi-shot job share their media. */
  mediaInFrames: framesSchema.min(0),
  /** The job that brought it; null where none is known. */
  jobId: z.string().max(60).nullable(),
  note: line,
});
