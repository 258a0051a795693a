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
