import { z } from 'zod';
import { elementSchema, lookSchema, voiceSchema } from './records/elementRecords';
import { mediaSchema, takeSchema } from './records/mediaRecords';
import {
  cameraKeyframeSchema,
  layerSchema,
  type layerTransformSchema,
  strokeSchema,
} from './records/pictureRecords';
import { customFieldSchema, mediaRootSchema, projectSchema } from './records/projectRecords';
import { clipSchema, markerSchema, trackSchema } from './records/soundRecords';
import {
  boardSchema,
  commentSchema,
  type customValueSchema,
  dialogueLineSchema,
  type easingNameSchema,
  type moveNameSchema,
  sceneSchema,
  shotSchema,
} from './records/storyRecords';

export * from './records/elementRecords';
export * from './records/mediaRecords';
export * from './records/numberingRecords';
export * from './records/pictureRecords';
export * from './records/projectRecords';
export * from './records/soundRecords';
export * from './records/storyRecords';

/*
 * Document scope: every record here is saved in project.db and undoable. Plain JSON values only.
 * What can be computed (a shot's start, its label, whether a take is stale) is a selector, never a field.
 */

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
export type CustomValue = z.infer<typeof customValueSchema>;
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
