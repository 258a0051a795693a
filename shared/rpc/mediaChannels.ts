import { z } from 'zod';
import { boardIdSchema, dialogueLineIdSchema, mediaIdSchema, shotIdSchema } from '../document/ids';
import { bytes, channel, nothing } from './channel';
import { committedSchema } from './editChannels';

const importedFileSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), name: z.string(), mediaId: mediaIdSchema }),
  z.object({ ok: z.literal(false), name: z.string(), code: z.string(), message: z.string() }),
]);
export type ImportedFile = z.infer<typeof importedFileSchema>;

/** What becomes of imported files besides records in the media list; one undoable edit. */
export const importTargetSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('media') }),
  z.object({ as: z.literal('shots'), sceneId: z.string().nullable(), index: z.int().min(0).nullable() }),
  z.object({
    as: z.literal('layers'),
    shotId: shotIdSchema,
    /** The board they come on; null = all of the shot's. */
    boardId: boardIdSchema.nullable(),
  }),
  z.object({ as: z.literal('sound'), trackId: z.string().nullable(), startFrame: z.int() }),
  z.object({ as: z.literal('reference'), lookId: z.string(), view: z.int().min(0).max(63) }),
  /** One sound, in place of what is heard for the line. Anything else is refused, and nothing comes in. */
  z.object({ as: z.literal('line'), dialogueLineId: dialogueLineIdSchema }),
  z.object({ as: z.literal('element'), elementType: z.enum(['character', 'object', 'place', 'style']) }),
]);
export type ImportTarget = z.infer<typeof importTargetSchema>;

/** Whether files are copied into the project or stay where they are. */
export const importChoiceSchema = z.object({
  link: z.boolean(),
  /** Files of so many bytes and more stay where they are all the same; null = none for their size. */
  linkFromBytes: z.int().min(1).nullable().default(null),
});
export type ImportChoice = z.infer<typeof importChoiceSchema>;

/** What the dialog of an import offers first. */
const importKindsSchema = z.enum(['media', 'storyboards']);
export type ImportKinds = z.infer<typeof importKindsSchema>;

export const importReplySchema = z.object({
  files: z.array(importedFileSchema),
  committed: committedSchema.nullable(),
});
export type ImportReply = z.infer<typeof importReplySchema>;

/** A picture in the size it is kept in for lists, or itself where that is no larger. */
const smallFileSchema = z.object({ mediaId: mediaIdSchema, rendition: z.enum(['thumbnail', 'picture']) });
export type SmallFile = z.infer<typeof smallFileSchema>;

export const mediaChannels = {
  'media.importDialog': channel(
    'main',
    z.object({ target: importTargetSchema, choice: importChoiceSchema, kinds: importKindsSchema }),
    importReplySchema.nullable(),
  ),
  'media.cancelImport': channel('worker', nothing, nothing),
  /** Peaks of a sound for drawing: min and max pairs, -127 … 127, `samplesPerPeak` samples each; null = not made yet. */
  'media.loadPeaks': channel(
    'worker',
    z.object({ mediaId: mediaIdSchema }),
    z.object({ samplesPerPeak: z.int(), peaks: bytes }).nullable(),
  ),
  'media.savePeaks': channel(
    'worker',
    z.object({ mediaId: mediaIdSchema, samplesPerPeak: z.int().min(1), peaks: bytes }),
    nothing,
  ),
  /** Bytes of so many small pictures, in their order; null = not made yet, not small, or not there: ask its address. */
  'media.loadSmallFiles': channel(
    'worker',
    z.object({ files: z.array(smallFileSchema).min(1).max(100) }),
    z.array(bytes.nullable()),
  ),
  /** Small pictures of all frames of a video, for scrubbing (`shared/media/scrubCopy`); null = not made yet. */
  'media.loadScrubCopy': channel('worker', z.object({ mediaId: mediaIdSchema }), bytes.nullable()),
  /** Kept for the file of this fingerprint only. */
  'media.saveScrubCopy': channel(
    'worker',
    z.object({ mediaId: mediaIdSchema, fingerprint: z.string().max(64), copy: bytes }),
    nothing,
  ),
  /** A video's first picture, which only a window can decode; kept as its small picture. Any format an import takes. */
  'media.saveThumbnail': channel(
    'worker',
    z.object({ mediaId: mediaIdSchema, picture: z.instanceof(Uint8Array) }),
    nothing,
  ),
} as const;

/** Calls that only the preload and the main process make: they carry paths. */
export const internalMediaChannels = {
  'media.importPaths': channel(
    'worker',
    z.object({
      paths: z.array(z.string()).min(1).max(20_000),
      target: importTargetSchema,
      ...importChoiceSchema.shape,
    }),
    importReplySchema,
  ),
  /** Where the bytes of a media, a rendition of it or a cached segment lie, for the media protocol. */
  'media.locate': channel(
    'worker',
    z.object({ mediaId: z.string(), rendition: z.enum(['original', 'picture', 'thumbnail', 'source']) }),
    /** null = the project has no such media, as when its import was taken back a moment ago. */
    z.object({ path: z.string(), mimeType: z.string() }).nullable(),
  ),
} as const;
