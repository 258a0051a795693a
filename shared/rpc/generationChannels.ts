import { z } from 'zod';
import { takeIdSchema } from '../document/ids';
import { costSchema } from '../generation/cost';
import { jobIdSchema, jobSchema } from '../generation/job';
import { jobRequestViewSchema } from '../generation/jobRequestView';
import { jobSettingsSchema, ledgerEntrySchema } from '../generation/ledger';
import { generationPreviewSchema, generationWishSchema } from '../generation/preview';
import { problemSchema } from '../generation/problems';
import { channel, nothing } from './channel';

const jobIds = z.object({ jobIds: z.array(jobIdSchema).min(1).max(10_000) });

export const generationChannels = {
  /** What would be sent, with what problems, for how much. Nothing is sent. */
  'generation.preview': channel('worker', generationWishSchema, generationPreviewSchema),
  'generation.check': channel('worker', generationWishSchema, z.array(problemSchema)),
  /** null = nobody can say. */
  'generation.estimate': channel('worker', generationWishSchema, costSchema.nullable()),
  /** Queues it. `approved`: the cost that the person has seen and agreed to; null = each job waits for a yes. */
  'generation.submit': channel(
    'worker',
    generationWishSchema.extend({ approved: costSchema.nullable() }),
    z.array(jobSchema),
  ),
  'jobs.approve': channel('worker', jobIds, nothing),
  'jobs.pause': channel('worker', jobIds, nothing),
  'jobs.resume': channel('worker', jobIds, nothing),
  /** Puts jobs before another one, in the order given; null = at the end. */
  'jobs.move': channel('worker', jobIds.extend({ beforeId: jobIdSchema.nullable() }), nothing),
  /** What the jobs will send, as frozen when they were asked for; of jobs that are gone: nothing. */
  'jobs.requests': channel('worker', jobIds, z.array(jobRequestViewSchema)),
  'jobs.settings': channel('worker', nothing, jobSettingsSchema),
  'jobs.setSettings': channel('worker', z.object({ settings: jobSettingsSchema }), nothing),
  /** What was spent, oldest first, and which of the takes it brought are there, and shown. */
  'ledger.list': channel(
    'worker',
    nothing,
    z.array(
      ledgerEntrySchema.extend({ keptTakeIds: z.array(takeIdSchema), activeTakeIds: z.array(takeIdSchema) }),
    ),
  ),
  /** Asks for a file name in main and writes the ledger there as CSV. null = the person closed the dialog. */
  'ledger.exportDialog': channel('main', nothing, z.object({ fileName: z.string() }).nullable()),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalGenerationChannels = {
  'ledger.exportAt': channel(
    'worker',
    z.object({ path: z.string().max(4_000) }),
    z.object({ fileName: z.string() }),
  ),
} as const;
