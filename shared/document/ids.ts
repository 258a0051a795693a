import { z } from 'zod';

/** Every record's id begins with its kind's prefix, so that a strange id is seen at a glance. */
export const idPrefixes = {
  scene: 'scn',
  shot: 'sht',
  layer: 'lay',
  cameraKeyframe: 'cam',
  element: 'elm',
  look: 'lok',
  dialogueLine: 'dlg',
  track: 'trk',
  clip: 'clp',
  media: 'med',
  take: 'tak',
  board: 'brd',
  stroke: 'stk',
  voice: 'voc',
  marker: 'mrk',
  comment: 'cmt',
  customField: 'cfd',
  mediaRoot: 'rot',
} as const;

const idPattern = (prefix: string) => new RegExp(`^${prefix}_[A-Za-z0-9_-]{8,40}$`);

/** The project record is the only one of its kind. */
export const projectIdSchema = z.literal('project').brand<'ProjectId'>();
export const sceneIdSchema = z.string().regex(idPattern(idPrefixes.scene)).brand<'SceneId'>();
export const shotIdSchema = z.string().regex(idPattern(idPrefixes.shot)).brand<'ShotId'>();
export const layerIdSchema = z.string().regex(idPattern(idPrefixes.layer)).brand<'LayerId'>();
export const cameraKeyframeIdSchema = z
  .string()
  .regex(idPattern(idPrefixes.cameraKeyframe))
  .brand<'CameraKeyframeId'>();
export const elementIdSchema = z.string().regex(idPattern(idPrefixes.element)).brand<'ElementId'>();
export const lookIdSchema = z.string().regex(idPattern(idPrefixes.look)).brand<'LookId'>();
export const dialogueLineIdSchema = z
  .string()
  .regex(idPattern(idPrefixes.dialogueLine))
  .brand<'DialogueLineId'>();
export const trackIdSchema = z.string().regex(idPattern(idPrefixes.track)).brand<'TrackId'>();
export const clipIdSchema = z.string().regex(idPattern(idPrefixes.clip)).brand<'ClipId'>();
export const mediaIdSchema = z.string().regex(idPattern(idPrefixes.media)).brand<'MediaId'>();
export const takeIdSchema = z.string().regex(idPattern(idPrefixes.take)).brand<'TakeId'>();

export const boardIdSchema = z.string().regex(idPattern(idPrefixes.board)).brand<'BoardId'>();
export const strokeIdSchema = z.string().regex(idPattern(idPrefixes.stroke)).brand<'StrokeId'>();
export const voiceIdSchema = z.string().regex(idPattern(idPrefixes.voice)).brand<'VoiceId'>();
export const markerIdSchema = z.string().regex(idPattern(idPrefixes.marker)).brand<'MarkerId'>();
export const commentIdSchema = z.string().regex(idPattern(idPrefixes.comment)).brand<'CommentId'>();
export const customFieldIdSchema = z
  .string()
  .regex(idPattern(idPrefixes.customField))
  .brand<'CustomFieldId'>();
export const mediaRootIdSchema = z.string().regex(idPattern(idPrefixes.mediaRoot)).brand<'MediaRootId'>();
/** Names a group of layers that show the same: no record of its own. */
export const linkIdSchema = z.string().regex(idPattern('lnk')).brand<'LinkId'>();

export type ProjectId = z.infer<typeof projectIdSchema>;
export type SceneId = z.infer<typeof sceneIdSchema>;
export type ShotId = z.infer<typeof shotIdSchema>;
export type LayerId = z.infer<typeof layerIdSchema>;
export type CameraKeyframeId = z.infer<typeof cameraKeyframeIdSchema>;
export type ElementId = z.infer<typeof elementIdSchema>;
export type LookId = z.infer<typeof lookIdSchema>;
export type DialogueLineId = z.infer<typeof dialogueLineIdSchema>;
export type TrackId = z.infer<typeof trackIdSchema>;
export type ClipId = z.infer<typeof clipIdSchema>;
export type MediaId = z.infer<typeof mediaIdSchema>;
export type TakeId = z.infer<typeof takeIdSchema>;
export type BoardId = z.infer<typeof boardIdSchema>;
export type StrokeId = z.infer<typeof strokeIdSchema>;
export type VoiceId = z.infer<typeof voiceIdSchema>;
export type MarkerId = z.infer<typeof markerIdSchema>;
export type CommentId = z.infer<typeof commentIdSchema>;
export type CustomFieldId = z.infer<typeof customFieldIdSchema>;
export type MediaRootId = z.infer<typeof mediaRootIdSchema>;
export type LinkId = z.infer<typeof linkIdSchema>;
