import { z } from 'zod';
import { apiWorkflowSchema } from './apiWorkflow';

/** What Ekonte can put into a workflow, in the order a person reads it. */
export const slotNames = [
  'prompt',
  'negativePrompt',
  'firstImage',
  'lastImage',
  'reference',
  'width',
  'height',
  'frames',
  'fps',
  'seed',
  'cameraMove',
  'cameraSpeed',
  'cameraPanX',
  'cameraPanY',
  'cameraZoom',
  'cameraRoll',
] as const;
export type SlotName = (typeof slotNames)[number];

/** Moves that workflows offer as a choice. */
export const cameraMoves = [
  'static',
  'panLeft',
  'panRight',
  'panUp',
  'panDown',
  'zoomIn',
  'zoomOut',
  'rollLeft',
  'rollRight',
] as const;
export type CameraMove = (typeof cameraMoves)[number];

/** A field of a node. */
export const targetSchema = z.object({
  nodeId: z.string().min(1).max(200),
  input: z.string().min(1).max(300),
});
export type Target = z.infer<typeof targetSchema>;

export const slotSchema = z.object({
  slot: z.enum(slotNames),
  /** All of them get the same value: two samplers share a seed. */
  targets: z.array(targetSchema).min(1).max(50),
  /** Numbers: the value is `min` and a whole number of `step`s, at most `max`. null = as it comes. */
  rule: z
    .object({ min: z.number(), max: z.number().nullable(), step: z.number().positive() })
    .nullable()
    .default(null),
  /** Pictures: links to cut where there is none; null = the workflow needs the picture. */
  detach: z.array(targetSchema).max(200).nullable().default(null),
  /** `cameraMove`: what the workflow calls each move. */
  choices: z.partialRecord(z.enum(cameraMoves), z.string().max(300)).default({}),
  /** Camera numbers: what one frame width, doubling of the lens, or degree is there. */
  scale: z.number().default(1),
});
export type Slot = z.infer<typeof slotSchema>;

export const templateIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/);

export const templateSchema = z.object({
  version: z.literal(1),
  id: templateIdSchema,
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2_000).default(''),
  makes: z.enum(['video', 'image']),
  workflow: apiWorkflowSchema,
  /** A reference may come several times: the first gets the first picture. All others once. */
  slots: z.array(slotSchema).max(80),
  /** The node whose files are the result. */
  outputNodeId: z.string().min(1).max(200),
  /** Frames a second the model was made for; null = the workflow makes no video, or nobody knows. */
  framesPerSecond: z.number().positive().max(240).nullable().default(null),
  /** Pixels a picture of the model has best; the project's ratio is fitted to it. null = no size is set. */
  pixels: z.int().positive().max(100_000_000).nullable().default(null),
});
export type WorkflowTemplate = z.infer<typeof templateSchema>;

export const slotWords: Readonly<Record<SlotName, string>> = {
  prompt: 'Prompt',
  negativePrompt: 'Negative prompt',
  firstImage: 'First image',
  lastImage: 'Last image',
  reference: 'Reference image',
  width: 'Width',
  height: 'Height',
  frames: 'Length in frames',
  fps: 'Frames a second',
  seed: 'Seed',
  cameraMove: 'Camera move',
  cameraSpeed: 'Camera speed',
  cameraPanX: 'Camera pan, sideways',
  cameraPanY: 'Camera pan, up and down',
  cameraZoom: 'Camera zoom',
  cameraRoll: 'Camera roll',
};

export const pictureSlots: ReadonlySet<SlotName> = new Set(['firstImage', 'lastImage', 'reference']);

/** The number nearest to `wanted` that a rule lets through. */
export function ruledNumber(wanted: number, rule: Slot['rule'], round: 'nearest' | 'up' = 'nearest'): number {
  if (!rule) return wanted;
  const steps = (wanted - rule.min) / rule.step;
  const whole = Math.max(0, round === 'up' ? Math.ceil(steps - 1e-6) : Math.round(steps));
  const value = rule.min + whole * rule.step;
  if (rule.max === null || value <= rule.max) return value;
  return rule.min + Math.floor((rule.max - rule.min) / rule.step + 1e-9) * rule.step;
}
