import { z } from 'zod';
import { channel, nothing } from './channel';
import { openedProjectSchema } from './projectChannels';
import { snapshotSchema } from './snapshotChannels';

/** Records by kind. */
const countsSchema = z.record(z.string(), z.int());

/** What salvaging a damaged project gives, or would. */
export const salvageReportSchema = z.object({
  /** Records that are in the result as they were. */
  kept: countsSchema,
  /** Records that could not be read and are in the result as an older version has them. */
  older: countsSchema,
  /** When that version was made; null = none was needed. */
  olderFromMs: z.int().nullable(),
  /** Records that are lost, as far as is known; those that hung on lost ones among them. */
  lost: countsSchema,
  /** Shots whose scene is lost: they are in a scene of their own. */
  rehoused: z.int(),
  /** Name, frame rate and size are lost and have their first values. */
  hasNewProject: z.boolean(),
  /** The file could only be read page by page: what was deleted may be back, what was changed may be older. */
  isByPages: z.boolean(),
});
export type SalvageReport = z.infer<typeof salvageReportSchema>;

/** A project that cannot be opened, and what can be done for it. */
export const damageReportSchema = z.object({
  location: z.string(),
  folderName: z.string(),
  /** What is wrong with it, technically, a line each. */
  details: z.array(z.string()),
  /** The newest version that is whole; null = there is none. */
  version: snapshotSchema.nullable(),
  /** null = nothing can be read. */
  salvage: salvageReportSchema.nullable(),
});
export type DamageReport = z.infer<typeof damageReportSchema>;

export const rescueChannels = {
  /** Looks into the project that this window could not open last. Changes nothing. */
  'rescue.inspect': channel('main', nothing, damageReportSchema),
  /** Makes a project of a version in a new folder beside the damaged one, which stays as it is, and opens it. */
  'rescue.restore': channel(
    'main',
    z.object({ snapshotId: z.string().max(250) }),
    z.object({ opened: openedProjectSchema }),
  ),
  /** The same of what can be read in the damaged one. */
  'rescue.salvage': channel(
    'main',
    nothing,
    z.object({ opened: openedProjectSchema, report: salvageReportSchema }),
  ),
  /** Opens the project that this window could not open last for reading only, also beside somebody who works on it. */
  'rescue.openReadOnly': channel('main', nothing, openedProjectSchema),
  /** Tries once more to open the project that this window could not open last. */
  'rescue.tryAgain': channel('main', nothing, openedProjectSchema),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalRescueChannels = {
  'rescue.inspectAt': channel('worker', z.object({ path: z.string() }), damageReportSchema),
  'rescue.restoreAt': channel(
    'worker',
    z.object({ path: z.string(), snapshotId: z.string().max(250) }),
    z.object({ location: z.string() }),
  ),
  'rescue.salvageAt': channel(
    'worker',
    z.object({ path: z.string() }),
    z.object({ location: z.string(), report: salvageReportSchema }),
  ),
} as const;
