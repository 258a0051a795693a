import { z } from 'zod';
import { framesSchema, lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';
import {
  boardIdSchema,
  cameraKeyframeIdSchema,
  clipIdSchema,
  commentIdSchema,
  customFieldIdSchema,
  dialogueLineIdSchema,
  elementIdSchema,
  layerIdSchema,
  linkIdSchema,
  lookIdSchema,
  markerIdSchema,
  mediaIdSchema,
  mediaRootIdSchema,
  projectIdSchema,
  sceneIdSchema,
  shotIdSchema,
  strokeIdSchema,
  takeIdSchema,
  trackIdSchema,
  voiceIdSchema,
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
/** BCP 47. */
const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

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
  /** Languages spoken in the film, the main one first. */
  languages: z.array(languageTag).min(1).max(20),
  /** Token `{episode}` of names; empty for a single film. */
  episode: line,
});

export const sceneSchema = z.object({
  kind: z.literal('scene'),
  id: sceneIdSchema,
  order: orderKey,
  heading: line,
  notes: text,
  /** Its number once numbers are locked; null = counted from its place. */
  number: line.nullable(),
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

const customValue = z.union([line, z.number().min(-1e12).max(1e12), z.boolean()]);

export const shotSchema = z.object({
  kind: z.literal('shot'),
  id: shotIdSchema,
  sceneId: sceneIdSchema,
  order: orderKey,
  /** Its number once numbers are locked ("10A"); null = counted from its place. */
  number: line.nullable(),
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
  /** What must not appear, for models that take it. */
  negativePrompt: text,
  /** By id of the CustomField; a field without a value is left out. */
  customFields: z.record(customFieldIdSchema, customValue),
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

export const shapeTypes = ['rectangle', 'ellipse', 'line', 'arrow'] as const;

export const layerSchema = z.object({
  kind: z.literal('layer'),
  id: layerIdSchema,
  shotId: shotIdSchema,
  /** The board it belongs to; null = it shows through the whole shot. */
  boardId: boardIdSchema.nullable(),
  /** Layers of one link, in any shots, have the same content and look: a change to one is a change to all. */
  linkId: linkIdSchema.nullable(),
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
    /** Drawn by hand: its strokes are the layer's Stroke records. */
    z.object({ type: z.literal('drawing') }),
    z.object({
      type: z.literal('text'),
      text,
      colour,
      /** Height of a line as a part of the frame's height. */
      lineHeight: z.number().min(0.005).max(2),
      align: z.enum(['left', 'centre', 'right']),
      isBold: z.boolean(),
    }),
    z.object({
      type: z.literal('shape'),
      shape: z.enum(shapeTypes),
      /** null = not filled. */
      fill: colour.nullable(),
      stroke: colour.nullable(),
      /** Width of the outline as a part of the frame's width. */
      strokeWidth: z.number().min(0).max(0.5),
      /** Height as a multiple of the width. */
      ratio: z.number().min(0).max(1000),
    }),
  ]),
});

export const strokeTools = ['pen', 'brush', 'eraser'] as const;
export const strokeSchema = z.object({
  kind: z.literal('stroke'),
  id: strokeIdSchema,
  layerId: layerIdSchema,
  order: orderKey,
  tool: z.enum(strokeTools),
  colour,
  /** Width at full pressure as a part of the frame's width. */
  width: z.number().min(0.0001).max(0.5),
  opacity: unit,
  /** x, y, pressure by turns: x and y in 0..1 of the layer's box (a frame in size), y down; pressure 0..1. */
  points: z.array(z.number().min(-100).max(100)).min(3).max(60_000),
});

export const elementTypes = ['character', 'object', 'place', 'style'] as const;
export const elementSchema = z.object({
  kind: z.literal('element'),
  id: elementIdSchema,
  order: orderKey,
  type: z.enum(elementTypes),
  name: line,
  notes: text,
  /** Lettering or a logo that has to stay readable, word for word. */
  keepText: line,
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

/** How a character sounds. */
export const voiceSchema = z.object({
  kind: z.literal('voice'),
  id: voiceIdSchema,
  elementId: elementIdSchema,
  order: orderKey,
  name: line,
  language: languageTag,
  /** As "British", in words a model reads. */
  accent: line,
  tone: line,
  /** A recording of the voice. */
  sampleMediaId: mediaIdSchema.nullable(),
  /** The synthesiser's voice for scratch sound; null = chosen by language. */
  synthesis: z
    .object({ voice: line, speed: z.number().min(0.25).max(4), pitch: z.number().min(0).max(2) })
    .nullable(),
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
    /** Absolute, or below the root's folder on this machine. */
    z.object({
      mode: z.literal('linked'),
      path: z.string().max(4096),
      rootId: mediaRootIdSchema.nullable(),
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
  /** Frame of the media, at the project's rate, that shows at `sourceInFrames`: takes of one multi-shot job share their media. */
  mediaInFrames: framesSchema.min(0),
  /** The job that brought it; null where none is known. */
  jobId: z.string().max(60).nullable(),
  note: line,
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
  board: boardSchema,
  stroke: strokeSchema,
  voice: voiceSchema,
  marker: markerSchema,
  comment: commentSchema,
  customField: customFieldSchema,
  mediaRoot: mediaRootSchema,
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
export type Board = RecordOf<'board'>;
export type Stroke = RecordOf<'stroke'>;
export type Voice = RecordOf<'voice'>;
export type Marker = RecordOf<'marker'>;
export type Comment = RecordOf<'comment'>;
export type CustomField = RecordOf<'customField'>;
export type MediaRoot = RecordOf<'mediaRoot'>;
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
  boardSchema,
  strokeSchema,
  voiceSchema,
  markerSchema,
  commentSchema,
  customFieldSchema,
  mediaRootSchema,
]);
