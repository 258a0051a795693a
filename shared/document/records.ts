import { z } from 'zod';
import { framesSchema, lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';
import {
  cameraKeyframeIdSchema,
  clipIdSchema,
  dialogueLineIdSchema,
  elementIdSchema,
  layerIdSchema,
  lookIdSchema,
  mediaIdSchema,
  projectIdSchema,
  sceneIdSchema,
  shotIdSchema,
  takeIdSchema,
  trackIdSchema,
} from './ids';

/*
 * Document scope: every record here is saved in project.db and undoable. Plain JSON values only.
 * What can be computed (a shot's start, its label, whether a take is stale) is a selector, never a field.
 */

const finite = z.number().min(-1e6).max(1e6);
const line = z.string().max(400);
const text = z.string().max(20_000);
const colour = z.string().regex(/^#[0-9a-f]{6}$/);
/** A key of the `fractional-indexing` kind: siblings are sorted by it, byte-wise. */
const orderKey = z.string().regex(/^[0-9A-Za-z]{1,400}$/);
const unit = z.number().min(0).max(1);

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
  /** How shot labels are made from order. */
  numbering: z.enum(['sceneLetter', 'tens']),
  /** Width of the camera's sensor, mm. Super 35 is 24.89. */
  sensorWidthMm: z.number().min(1).max(100),
  /** Behind all layers. */
  background: colour,
});

export const sceneSchema = z.object({
  kind: z.literal('scene'),
  id: sceneIdSchema,
  order: orderKey,
  heading: line,
  notes: text,
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

export const shotSchema = z.object({
  kind: z.literal('shot'),
  id: shotIdSchema,
  sceneId: sceneIdSchema,
  order: orderKey,
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
});

export const cameraKeyframeSchema = z.object({
  kind: z.literal('cameraKeyframe'),
  id: cameraKeyframeIdSchema,
  shotId: shotIdSchema,
  /** In the shot's own time (see Shot.sourceInFrames). */
  frame: framesSchema,
  /** Camera position in frame widths measured at depth 1; y down, z towards the picture (depth 1 is the picture plane). */
  x: finite,
  y: finite,
  z: finite,
  focalMm: z.number().min(1).max(5000),
  /** Clockwise turn of the camera, degrees. */
  rollDeg: finite,
  /** Pan and tilt as shift of the picture, in frame widths. */
  panShift: finite,
  tiltShift: finite,
  /** How the camera goes from this keyframe to the next. `bezier` uses `ease`. */
  interpolation: z.enum(['hold', 'linear', 'bezier']),
  /** Control points of a CSS-like cubic bezier; x in 0..1. */
  ease: z.object({ x1: unit, y1: finite, x2: unit, y2: finite }),
});

export const layerTransformSchema = z.object({
  /** Centre of the layer in the frame as the camera at rest sees it: 0..1 of the frame's width and height, y down. */
  x: finite,
  y: finite,
  /** Width of the layer as a multiple of the frame's width, at the layer's own depth, camera at rest. */
  scale: z.number().min(0.001).max(1000),
  rotationDeg: finite,
  flipX: z.boolean(),
});

export const layerSchema = z.object({
  kind: z.literal('layer'),
  id: layerIdSchema,
  shotId: shotIdSchema,
  /** Back to front. */
  order: orderKey,
  name: line,
  /** Distance from the camera at rest; 1 = picture plane, more = further away. */
  depth: z.number().min(0.05).max(1000),
  transform: layerTransformSchema,
  opacity: unit,
  isHidden: z.boolean(),
  isLocked: z.boolean(),
  content: z.discriminatedUnion('type', [
    z.object({ type: z.literal('image'), mediaId: mediaIdSchema }),
    /** A video clip; `inFrames` counts at the project's rate. */
    z.object({ type: z.literal('clip'), mediaId: mediaIdSchema, inFrames: framesSchema }),
    /** An element pinned on the shot; shows reference `view` of the look (null = the element's first look). */
    z.object({
      type: z.literal('pin'),
      elementId: elementIdSchema,
      lookId: lookIdSchema.nullable(),
      view: z.int().min(0).max(63),
    }),
  ]),
});

export const elementTypes = ['character', 'object', 'place', 'style'] as const;
export const elementSchema = z.object({
  kind: z.literal('element'),
  id: elementIdSchema,
  order: orderKey,
  type: z.enum(elementTypes),
  name: line,
  notes: text,
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

export const dialogueLineSchema = z.object({
  kind: z.literal('dialogueLine'),
  id: dialogueLineIdSchema,
  shotId: shotIdSchema,
  order: orderKey,
  speakerId: elementIdSchema.nullable(),
  /** BCP 47. */
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  text,
  deliveryNote: line,
});

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
});

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
  /** SHA-256 of the bytes, lower-case hex. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  byteSize: z.int().min(0),
  mimeType: z.string().max(100),
  importedAtMs: z.int().min(0),
  storage: z.discriminatedUnion('mode', [
    /** Path below the project folder, with forward slashes, as `media/ab/abcdef….png`. */
    z.object({
      mode: z.literal('copied'),
      path: z.string().regex(/^media\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/),
    }),
    z.object({ mode: z.literal('linked'), path: z.string().max(4096) }),
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
  /** The part of the shot's own time that the take shows. */
  sourceInFrames: framesSchema,
  lengthFrames: lengthSchema,
});

export const recordSchemas = {
  project: projectSchema,
  scene: sceneSchema,
  shot: shotSchema,
  cameraKeyframe: cameraKeyframeSchema,
  layer: layerSchema,
  element: elementSchema,
  look: lookSchema,
  dialogueLine: dialogueLineSchema,
  track: trackSchema,
  clip: clipSchema,
  media: mediaSchema,
  take: takeSchema,
} as const;

export type Kind = keyof typeof recordSchemas;
export const kinds = Object.keys(recordSchemas) as readonly Kind[];

export type RecordOf<K extends Kind> = Readonly<z.infer<(typeof recordSchemas)[K]>>;
export type IdOf<K extends Kind> = RecordOf<K>['id'];
export type AnyRecord = { [K in Kind]: RecordOf<K> }[Kind];
export type AnyId = AnyRecord['id'];

export type Project = RecordOf<'project'>;
export type Scene = RecordOf<'scene'>;
export type Shot = RecordOf<'shot'>;
export type CameraKeyframe = RecordOf<'cameraKeyframe'>;
export type Layer = RecordOf<'layer'>;
export type LayerTransform = z.infer<typeof layerTransformSchema>;
export type Element = RecordOf<'element'>;
export type Look = RecordOf<'look'>;
export type DialogueLine = RecordOf<'dialogueLine'>;
export type Track = RecordOf<'track'>;
export type Clip = RecordOf<'clip'>;
export type Media = RecordOf<'media'>;
export type Take = RecordOf<'take'>;
export type MoveName = z.infer<typeof moveNameSchema>;
export type EasingName = z.infer<typeof easingNameSchema>;

export const anyRecordSchema = z.discriminatedUnion('kind', [
  projectSchema,
  sceneSchema,
  shotSchema,
  cameraKeyframeSchema,
  layerSchema,
  elementSchema,
  lookSchema,
  dialogueLineSchema,
  trackSchema,
  clipSchema,
  mediaSchema,
  takeSchema,
]);
