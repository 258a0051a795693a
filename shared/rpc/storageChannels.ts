import { z } from 'zod';
import { bytes, channel, nothing } from './channel';

const roomSchema = z.object({ files: z.int(), bytes: z.number() });

const leftoverSchema = z.object({
  /** Names the file, below the project's media or in its trash: fingerprint and ending. */
  fileId: z.string(),
  byteSize: z.number(),
  modifiedAtMs: z.number(),
  /** What it looks like, if that was kept. */
  picture: z.object({ mimeType: z.string(), bytes }).nullable(),
});
export type LeftoverFile = z.infer<typeof leftoverSchema>;

const reportSchema = z.object({
  /** All copied files. */
  media: roomSchema,
  /** Copies that no record, no edit that can be undone or redone, and no version refers to; largest first. */
  leftovers: z.array(leftoverSchema),
  /** Copies that only Undo and Redo need. */
  keptForUndo: roomSchema,
  /** Copies that only versions and backups need. */
  keptForVersions: roomSchema,
  /** Versions and backups that cannot be read; while there are any, nothing counts as a leftover. */
  unreadableVersions: z.array(z.string()),
  trash: z.array(leftoverSchema),
  /** By folder of the cache, the largest first. */
  cache: z.array(z.object({ kind: z.string(), files: z.int(), bytes: z.number() })),
});
export type StorageReport = z.infer<typeof reportSchema>;

const fileIds = z
  .array(z.string().regex(/^[0-9a-f]{64}\.[a-z0-9]{1,8}$/))
  .min(1)
  .max(1_000_000);
const countSchema = z.object({ count: z.int() });

/** What takes room in the project's folder, and making room. */
export const storageChannels = {
  'storage.survey': channel('worker', nothing, reportSchema),
  /** Copies go into the project's own trash. */
  'storage.putAway': channel('worker', z.object({ fileIds }), countSchema),
  'storage.bringBack': channel('worker', z.object({ fileIds }), countSchema),
  /** Deletes what is in the trash for good. */
  'storage.emptyTrash': channel('worker', nothing, z.object({ bytes: z.number() })),
  'storage.emptyCache': channel('worker', z.object({ kinds: z.array(z.string().max(60)).max(100) }), nothing),
} as const;
