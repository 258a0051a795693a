import { z } from 'zod';
import { elementIdSchema, mediaIdSchema, shotIdSchema } from '../../document/ids';
import type { RequestOptions } from '../buildRequest';
import { requireModel } from '../models';
import {
  clipSourceSchema,
  frameChoiceSchema,
  generationRequestSchema,
  type Resolution,
  ratios,
  resolutions,
} from '../request';

const byId = <Value extends z.ZodType>(value: Value) => z.record(z.string().max(60), value);

/** What a person chooses for a run with Kling; everything left out has a sensible default. Kept with the job. */
export const klingSettingsSchema = z
  .object({
    model: z.string().max(60),
    output: generationRequestSchema.shape.output,
    resolution: z.enum(resolutions),
    ratio: z.enum(ratios),
    plannedBy: z.enum(['us', 'model']),
    wholeText: z.string().max(20_000).nullable(),
    style: z.string().max(20_000),
    sound: z.enum(['off', 'on', 'original']),
    firstFrame: frameChoiceSchema,
    lastFrame: frameChoiceSchema,
    clip: clipSourceSchema.nullable(),
    pictureIds: z.array(mediaIdSchema).max(20),
    fittedIds: z.array(mediaIdSchema).max(200),
    overrides: byId(z.string().max(20_000)),
    seconds: byId(z.number().min(0).max(3_600)),
    withoutElementIds: z.array(elementIdSchema).max(1_000),
    elementClips: byId(z.url({ protocol: /^https?$/ }).max(2_000)),
    voiceUrls: byId(z.url({ protocol: /^https?$/ }).max(2_000)),
    /** `auto`: as few submissions as make sense; `single`: every shot alone; else as bracketed, the rest as `auto`. */
    grouping: z.union([z.enum(['auto', 'single']), z.array(z.array(shotIdSchema).min(1).max(50)).max(5_000)]),
  })
  .partial();
export type KlingSettings = z.infer<typeof klingSettingsSchema>;

/** The model that is offered first. */
export const defaultKlingModel = 'kling-3.0-omni';

/** @param preset `draft` asks for the smallest size, unless one was chosen */
export function klingOptions(settings: KlingSettings, preset: 'draft' | 'full'): RequestOptions {
  const { grouping: _grouping, model = defaultKlingModel, ...rest } = settings;
  const smallest: Resolution | undefined = requireModel(model).resolutions[0];
  const draft = preset === 'draft' && smallest ? { resolution: smallest } : {};
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { model, ...draft, ...given };
}
