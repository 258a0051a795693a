import { createHash } from 'node:crypto';
import { apiWorkflowSchema } from '@shared/generation/comfyui/apiWorkflow';
import { templateSchema } from '@shared/generation/comfyui/template';
import { frameChoiceSchema, generationRequestSchema } from '@shared/generation/request';
import { z } from 'zod';

/** What a person chose for a run, besides the document: all of it may be left out. */
export const comfySettingsSchema = z.object({
  templateId: z.string().max(100).optional(),
  seed: z.int().min(0).max(0x7fffffff).nullable().optional(),
  firstFrame: frameChoiceSchema.optional(),
  lastFrame: frameChoiceSchema.optional(),
  /** The whole prompt of a shot as edited, by shot. */
  overrides: z.record(z.string(), z.string().max(20_000)).optional(),
  style: z.string().max(20_000).optional(),
});
export type ComfySettings = z.infer<typeof comfySettingsSchema>;

/** `ClipRequest.request`: all that is needed at submission, frozen when the person asked. */
export const comfyRequestSchema = z.object({
  template: templateSchema,
  request: generationRequestSchema,
  prompt: z.string(),
  seed: z.int().min(0),
  pixelShare: z.number().positive().max(1),
});
export type ComfyRequest = z.infer<typeof comfyRequestSchema>;

/** `Job.remoteId`: where a run is. */
const remoteSchema = z.object({ address: z.string(), promptId: z.string() });
export type RemoteRun = z.infer<typeof remoteSchema>;

export function remoteIdOf(run: RemoteRun): string {
  return JSON.stringify(run);
}

/** @throws Error for what is none of ours */
export function remoteRunOf(remoteId: string): RemoteRun {
  return remoteSchema.parse(JSON.parse(remoteId));
}

/** The name of a submission as ComfyUI takes it: a UUID, always the same for the same submission. */
export function promptIdOf(submissionId: string): string {
  const hex = createHash('sha256').update(`ekonte ${submissionId}`).digest('hex');
  // Version 8: of our own making (RFC 9562).
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What the run was, for the take's details and to ask again. */
export const comfyTakeRequestSchema = z.object({
  template: z.object({ id: z.string(), name: z.string() }),
  server: z.string(),
  prompt: z.string(),
  negativePrompt: z.string(),
  seed: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  frames: z.int().nullable(),
  framesPerSecond: z.number().nullable(),
  /** As it was sent. */
  workflow: apiWorkflowSchema,
});
