import { z } from 'zod';
import { channel, nothing } from './channel';
import { openedProjectSchema } from './projectChannels';

/** Names of media or files, for a list of what is missing. */
const names = z.array(z.string()).readonly();

const packResultSchema = z.object({
  /** Bytes of the archive. */
  byteSize: z.int(),
  mediaCount: z.int(),
  /** Media whose file was not there, and those whose file no longer holds what was imported. */
  missing: names,
  damaged: names,
  /** Linked media that are part of the archive, and those that still lie where they were. */
  broughtAlong: z.int(),
  stillLinked: z.int(),
  /** Those that were to come along and did not: not there, or changed. */
  leftLinked: names,
});

const packedSchema = packResultSchema.extend({
  /** For `shell.revealArchive`. */
  archiveId: z.int(),
  fileName: z.string(),
});
export type PackedProject = z.infer<typeof packedSchema>;

const unpackResultSchema = z.object({
  /** The film's. */
  name: z.string(),
  byteSize: z.int(),
  mediaCount: z.int(),
  /** Media without a file: damaged in the archive, or never packed. */
  missing: names,
  lostSnapshots: z.int(),
});

const unpackedSchema = unpackResultSchema.extend({
  /** For `archive.openUnpacked`. */
  archiveId: z.int(),
  /** Of the new project. */
  folderName: z.string(),
});
export type UnpackedProject = z.infer<typeof unpackedSchema>;

export const archiveChannels = {
  /** Asks for a file name in main, then packs the open project. null = the person closed the dialog. */
  'archive.packDialog': channel(
    'main',
    z.object({
      /** Take linked media along. */
      includeLinked: z.boolean(),
    }),
    packedSchema.nullable(),
  ),
  /** Asks for a packed project and where to put it, then unpacks it; nothing is opened. */
  'archive.unpackDialog': channel('main', nothing, unpackedSchema.nullable()),
  /** The same for the packed project that was dropped on the window or came from the system; null = there is none. */
  'archive.unpackOffered': channel('main', nothing, unpackedSchema.nullable()),
  'archive.openUnpacked': channel('main', z.object({ archiveId: z.int() }), openedProjectSchema),
  'shell.revealArchive': channel('main', z.object({ archiveId: z.int() }), nothing),
  /** What is being packed or unpacked ends with `cancelled`, and nothing of it stays. */
  'archive.cancel': channel('worker', nothing, nothing),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalArchiveChannels = {
  'archive.packTo': channel(
    'worker',
    z.object({ path: z.string(), replace: z.boolean(), includeLinked: z.boolean() }),
    packResultSchema,
  ),
  'archive.unpackAt': channel(
    'worker',
    z.object({ archivePath: z.string(), folder: z.string() }),
    unpackResultSchema,
  ),
} as const;
