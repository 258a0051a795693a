import { z } from 'zod';
import { rateSchema } from '../time/rate';
import { bytes, channel, nothing } from './channel';
import { committedSchema } from './editChannels';

/**
 * `auto`: by the clock, thinned out as it ages. `named`: by a person, kept until deleted. `restore`: the state before a
 * version was restored. `migration`: the file as it was before a newer Ekonte changed its format.
 */
export const snapshotKinds = ['auto', 'named', 'restore', 'migration'] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

/** Stem of its file's name. */
const snapshotId = z
  .string()
  .min(1)
  .max(250)
  .regex(/^[^/\\]+$/);
export const snapshotNameSchema = z.string().trim().max(120);

export const snapshotSchema = z.object({
  id: snapshotId,
  kind: z.enum(snapshotKinds),
  /** Empty where nobody has named it. */
  name: z.string(),
  createdAtMs: z.int(),
  byteSize: z.int(),
  /** Revision of the document it holds. */
  revision: z.int(),
  shots: z.int(),
  scenes: z.int(),
  takes: z.int(),
  lengthFrames: z.int(),
  rate: rateSchema.nullable(),
  hasPicture: z.boolean(),
  /** Why it cannot be used, in words; null = it can. */
  problem: z.string().nullable(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** How versions are kept; a person's preference. */
export const snapshotSettingsSchema = z.object({
  /** Minutes between two versions while there are edits; null = only those a person asks for. */
  everyMinutes: z.number().min(1).max(240).nullable(),
  /** What versions made by themselves may take up in a project, megabytes. */
  capMegabytes: z.int().min(10).max(1_000_000),
});
export type SnapshotSettings = z.infer<typeof snapshotSettingsSchema>;
export const firstSnapshotSettings: SnapshotSettings = { everyMinutes: 10, capMegabytes: 500 };

const byId = z.object({ id: snapshotId });

export const snapshotChannels = {
  /** Newest first. */
  'snapshots.list': channel('worker', nothing, z.array(snapshotSchema)),
  /** `name` null = as the clock would: kept for a while. */
  'snapshots.create': channel('worker', z.object({ name: snapshotNameSchema.nullable() }), snapshotSchema),
  /** A version that is given a name is kept until it is deleted. */
  'snapshots.rename': channel('worker', byId.extend({ name: snapshotNameSchema.min(1) }), snapshotSchema),
  'snapshots.delete': channel('worker', byId, nothing),
  /** What restoring would bring back, take away and change, by kind of record; null = it has to be converted to say so. */
  'snapshots.compare': channel(
    'worker',
    byId,
    z.array(z.object({ kind: z.string(), back: z.int(), away: z.int(), changed: z.int() })).nullable(),
  ),
  /** Makes the document that of the version, as one edit; the state before is kept as a version first. null = nothing differs. */
  'snapshots.restore': channel(
    'worker',
    byId.extend({ selection: z.array(z.string()).max(20_000) }),
    committedSchema.nullable(),
  ),
  /** A small JPEG of the film at the time; null = none. */
  'snapshots.picture': channel('worker', byId, bytes.nullable()),
  'snapshots.savePicture': channel('worker', byId.extend({ picture: bytes }), nothing),
  'snapshots.configure': channel('worker', snapshotSettingsSchema, nothing),
} as const;
