import { z } from 'zod';
import { shotIdSchema } from '../document/ids';
import { jobIdSchema, jobSchema, presetSchema } from '../generation/job';
import { cutSettingsSchema } from '../interchange/cutSettings';
import { sheetSettingsSchema } from '../sheets/settings';
import { channel, nothing } from './channel';
import { chosenShotsSchema } from './chosenShots';

export const jobChannels = {
  'jobs.list': channel('worker', nothing, z.array(jobSchema)),
  'jobs.submitClips': channel(
    'worker',
    z.object({
      shotIds: chosenShotsSchema,
      provider: z.string().max(60),
      preset: presetSchema,
      /** The provider's own choices; it checks them itself. Absent = its defaults. */
      settings: z.json().nullable().optional(),
    }),
    z.array(jobSchema),
  ),
  /** Asks for a file name in main, then queues the film. null = the person closed the dialog. */
  'jobs.exportFilmDialog': channel(
    'main',
    z.object({ shotIds: z.array(shotIdSchema).max(10_000).nullable() }),
    jobSchema.nullable(),
  ),
  /** The same for a storyboard on pages. */
  'jobs.exportSheetsDialog': channel(
    'main',
    z.object({ shotIds: chosenShotsSchema.nullable(), settings: sheetSettingsSchema }),
    jobSchema.nullable(),
  ),
  /** The same for a timeline, with its media in a folder beside it. */
  'jobs.exportCutDialog': channel(
    'main',
    z.object({ shotIds: chosenShotsSchema.nullable(), settings: cutSettingsSchema }),
    jobSchema.nullable(),
  ),
  'jobs.cancel': channel('worker', z.object({ jobId: jobIdSchema }), nothing),
  'jobs.retry': channel('worker', z.object({ jobId: jobIdSchema }), jobSchema),
  /** Ended jobs leave the list; takes and files stay. */
  'jobs.clearEnded': channel('worker', nothing, nothing),
} as const;

/** Calls that only the preload and the main process make: they carry paths. */
export const internalJobChannels = {
  'lent.locate': channel(
    'worker',
    z.object({ name: z.string().min(1).max(60) }),
    z.object({ path: z.string() }),
  ),
  'segment.locate': channel(
    'worker',
    z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.object({ path: z.string() }),
  ),
  'jobs.exportFilm': channel(
    'worker',
    z.object({ path: z.string(), shotIds: z.array(shotIdSchema).max(10_000).nullable() }),
    jobSchema,
  ),
  'jobs.exportSheets': channel(
    'worker',
    z.object({
      path: z.string(),
      shotIds: chosenShotsSchema.nullable(),
      settings: sheetSettingsSchema,
    }),
    jobSchema,
  ),
  'jobs.exportCut': channel(
    'worker',
    z.object({
      path: z.string(),
      shotIds: chosenShotsSchema.nullable(),
      settings: cutSettingsSchema,
    }),
    jobSchema,
  ),
  'jobs.locateOutput': channel('worker', z.object({ jobId: jobIdSchema }), z.object({ path: z.string() })),
} as const;
