import { z } from 'zod';
import { costSchema } from '../generation/cost';
import { heldGeneratorsSchema } from '../generation/heldGenerators';
import { jobIdSchema, jobSchema, presetSchema } from '../generation/job';
import { pictureLandingSchema } from '../generation/stills/landing';
import { cutSettingsSchema } from '../interchange/cutSettings';
import { sheetSettingsSchema } from '../sheets/settings';
import { chosenShotsSchema } from './chosenShots';

/*
 * The command line starts Electron without a window for what needs a picture. The task lies in a file whose path
 * comes as a switch; answers come as JSON lines on stdout.
 */

/** `--ekonte-cli=<path of the task file>`. */
export const headlessSwitch = '--ekonte-cli=';

export const headlessTaskSchema = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('generate'),
    project: z.string(),
    shotIds: chosenShotsSchema,
    provider: z.string(),
    preset: presetSchema,
    /** The provider's own choices. */
    settings: z.json().nullable(),
    /** The cost that was agreed to; null = nothing that costs is sent. */
    approved: costSchema.nullable(),
    /** Who can be asked besides the local renderer and paid services; null = nobody. */
    generators: heldGeneratorsSchema.nullable(),
    /** Where the window keeps its keys, encrypted by the system; null = only the environment's are used. */
    keysFile: z.string().max(4_000).nullable(),
    /** Where pictures go; null = they become takes. */
    landAs: pictureLandingSchema.nullable(),
    /** The local renderer's pictures are written to this folder instead. */
    folder: z.object({ path: z.string().max(4_000), mayReplace: z.boolean() }).nullable(),
  }),
  /** `shotIds` null = the whole film. */
  z.object({
    command: z.literal('render'),
    project: z.string(),
    shotIds: chosenShotsSchema.nullable(),
    out: z.string(),
  }),
  z.object({
    command: z.literal('sheets'),
    project: z.string(),
    shotIds: chosenShotsSchema.nullable(),
    settings: sheetSettingsSchema,
    out: z.string(),
  }),
  z.object({
    command: z.literal('timeline'),
    project: z.string(),
    shotIds: chosenShotsSchema.nullable(),
    settings: cutSettingsSchema,
    out: z.string(),
  }),
]);
export type HeadlessTask = z.infer<typeof headlessTaskSchema>;

export const headlessLineSchema = z.discriminatedUnion('type', [
  /** The jobs that were queued for the task, once, before anything else of them. */
  z.object({ type: z.literal('queued'), jobIds: z.array(jobIdSchema) }),
  /** A job of the task changed. */
  z.object({ type: z.literal('job'), job: jobSchema }),
  /** All jobs have ended, after this many seconds of work; the last line. */
  z.object({ type: z.literal('ended'), seconds: z.number() }),
  /** Nothing could be done; the last line. */
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
]);
export type HeadlessLine = z.infer<typeof headlessLineSchema>;
