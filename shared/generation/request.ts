import { z } from 'zod';
import {
  dialogueLineIdSchema,
  elementIdSchema,
  lookIdSchema,
  mediaIdSchema,
  sceneIdSchema,
  shotIdSchema,
  takeIdSchema,
} from '../document/ids';
import { elementTypes, frameSizeSchema, shotAngles, shotSizes } from '../document/records';
import { framesSchema, lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';

/*
 * The neutral request: what a person wants made of some shots, in no provider's words. Plain JSON, frozen when asked
 * for. Pictures and clips are named by media id and content hash, or as "this shot at that frame"; the worker turns
 * them into bytes at submission. What a model can take is data (models/*.json); `checkRequest` compares the two.
 */

const name = z.string().max(400);
const text = z.string().max(20_000);
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** A picture file of the project, with the facts that limits ask for. */
export const mediaPictureSchema = z.object({
  type: z.literal('media'),
  mediaId: mediaIdSchema,
  fingerprint,
  width: z.int().min(1),
  height: z.int().min(1),
  byteSize: z.int().min(0),
  mimeType: z.string().max(100),
  /** Sent in a size and format that the model takes, whatever the file's are. */
  isFitted: z.boolean(),
});
export type MediaPicture = z.infer<typeof mediaPictureSchema>;

/** A shot as it stands at a frame of its own time, painted by the compositor at the project's frame size. */
export const shotPictureRefSchema = z.object({
  type: z.literal('shotFrame'),
  shotId: shotIdSchema,
  /** In the shot's own time (see Shot.sourceInFrames). */
  frame: framesSchema,
  /** null = its layers and camera; else the frame of this take, as a neighbour's last picture is. */
  takeId: takeIdSchema.nullable(),
});
export type ShotPictureRef = z.infer<typeof shotPictureRefSchema>;

export const pictureSourceSchema = z.discriminatedUnion('type', [mediaPictureSchema, shotPictureRefSchema]);
export type PictureSource = z.infer<typeof pictureSourceSchema>;

/** What a person chooses for the first or last frame: none, the shot's own board, or a picture. */
export const frameChoiceSchema = z.union([z.literal('none'), z.literal('board'), pictureSourceSchema]);
export type FrameChoice = z.infer<typeof frameChoiceSchema>;

/** A clip to take look, motion or the next shot from (`guide`), or to be changed itself (`edit`). */
export const clipSourceSchema = z.object({
  use: z.enum(['guide', 'edit']),
  source: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('media'),
      mediaId: mediaIdSchema,
      fingerprint,
      width: z.int().min(1),
      height: z.int().min(1),
      byteSize: z.int().min(0),
      mimeType: z.string().max(100),
      seconds: z.number().min(0),
      framesPerSecond: z.number().min(0),
    }),
    /** Facts are unknown until somebody looks; the provider fetches it itself. */
    z.object({ type: z.literal('url'), url: z.url({ protocol: /^https?$/ }).max(2_000) }),
  ]),
});
export type ClipSource = z.infer<typeof clipSourceSchema>;

/** One spoken line, as it is to be heard. */
export const dialogueRequestSchema = z.object({
  lineId: dialogueLineIdSchema,
  /** null = nobody on screen: a voice over. */
  speakerId: elementIdSchema.nullable(),
  speakerName: name,
  /** BCP 47, as the line has it. */
  language: z.string().max(60),
  /** In words, as "British"; '' = none said. */
  accent: name,
  /** How it is said: "whispering, afraid". */
  tone: name,
  text,
});
export type DialogueRequest = z.infer<typeof dialogueRequestSchema>;

/** Camera at one moment; units as in CameraKeyframe. */
export const poseSchema = z.object({
  x: z.number(),
  y: z.number(),
  z: z.number(),
  focalMm: z.number(),
  rollDeg: z.number(),
  panShift: z.number(),
  tiltShift: z.number(),
});

export const cameraRequestSchema = z.object({
  /** Read from the keyframes: "Dolly in, slow, ease in and out". "Static" for a camera that stands. */
  words: name,
  /** At the first and last frame shown, for models that take numbers. */
  from: poseSchema,
  to: poseSchema,
});

export const shotRequestSchema = z.object({
  shotId: shotIdSchema,
  sceneId: sceneIdSchema,
  /** "2C" when it was asked for. */
  label: name,
  /** The part of the shot's own time that the film shows. */
  sourceInFrames: framesSchema,
  lengthFrames: lengthSchema,
  /** What the model is asked for: at least `lengthFrames`, rounded as the model's seconds go. */
  seconds: z.number().min(0).max(36_000),
  size: z.enum(shotSizes).nullable(),
  angle: z.enum(shotAngles).nullable(),
  lensMm: z.number().nullable(),
  action: text,
  /** The person's own words for the model, besides the action. */
  prompt: text,
  /** What must not appear. */
  avoid: text,
  /** The whole text of this shot as edited in the preview; null = made from the fields. */
  override: text.nullable(),
  camera: cameraRequestSchema,
  dialogue: z.array(dialogueRequestSchema),
  /** Of `elements`, in order of appearance. */
  elementIds: z.array(elementIdSchema),
  /** Hash of the shot's inputs now: a take is stale when it differs later. */
  inputsHash: fingerprint,
});
export type ShotRequest = z.infer<typeof shotRequestSchema>;

export const voiceRequestSchema = z.object({
  /** The project's own recording. */
  sample: z
    .object({
      mediaId: mediaIdSchema,
      fingerprint,
      byteSize: z.int().min(0),
      mimeType: z.string().max(100),
      seconds: z.number().min(0),
    })
    .nullable(),
  /** Where a provider can fetch a sample of it; null = it is described in words only. */
  url: z.url().max(2_000).nullable(),
  /** "low, hoarse, in his sixties" */
  description: text,
});

export const elementRequestSchema = z.object({
  elementId: elementIdSchema,
  /** The look that is worn in these shots; null = the element has none. */
  lookId: lookIdSchema.nullable(),
  type: z.enum(elementTypes),
  name,
  lookName: name,
  notes: text,
  /** What must not change from shot to shot. */
  keepNotes: text,
  /** Text or a logo on it that must stay readable as it is: "The sign says 'UMI'". */
  keepText: text,
  /** Ordered, front first. */
  references: z.array(mediaPictureSchema),
  /** A clip of the person (3-8 s) by public address, in place of pictures. */
  clipUrl: z.url().max(2_000).nullable(),
  voice: voiceRequestSchema.nullable(),
});
export type ElementRequest = z.infer<typeof elementRequestSchema>;

/** `project`: the project's own frame, for models that take any size in pixels. */
export const resolutions = ['project', '480p', '720p', '1080p', '4k', '1k', '2k'] as const;
export const ratios = ['project', '16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9'] as const;
export type Resolution = (typeof resolutions)[number];
export type Ratio = (typeof ratios)[number];

export const generationRequestSchema = z.object({
  version: z.literal(1),
  /** `video`: the shots become clips. `stills`: pictures, `count` of them, as one series where `isSeries`. */
  output: z.discriminatedUnion('type', [
    z.object({ type: z.literal('video') }),
    z.object({
      type: z.literal('stills'),
      count: z.union([z.int().min(1).max(64), z.literal('auto')]),
      isSeries: z.boolean(),
    }),
  ]),
  /** An id of models/*.json. */
  model: z.string().max(60),
  rate: rateSchema,
  /** The project's frame. */
  frameSize: frameSizeSchema,
  resolution: z.enum(resolutions),
  ratio: z.enum(ratios),
  /** `us`: our shots with our seconds. `model`: it plans the cuts itself from one text. */
  plannedBy: z.enum(['us', 'model']),
  /** plannedBy `model`: the whole text; null = the shots' texts one after another. */
  wholeText: text.nullable(),
  /** Said before the first shot's words and after the last one's: the look of the film. */
  style: text,
  suffix: text.default(''),
  /** What must not appear in any shot. */
  avoid: text.default(''),
  shots: z.array(shotRequestSchema).min(1).max(1_000),
  elements: z.array(elementRequestSchema),
  /** Loose reference pictures, besides those of elements. */
  pictures: z.array(mediaPictureSchema),
  firstFrame: pictureSourceSchema.nullable(),
  lastFrame: pictureSourceSchema.nullable(),
  clip: clipSourceSchema.nullable(),
  /** `original` keeps the sound of `clip`. */
  sound: z.enum(['off', 'on', 'original']),
  seed: z.int().min(0).max(0x7fffffff).nullable(),
});
export type GenerationRequest = z.infer<typeof generationRequestSchema>;
