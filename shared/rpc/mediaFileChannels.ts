import { z } from 'zod';
import { mediaIdSchema, mediaRootIdSchema } from '../document/ids';
import { mediaFileStates } from '../media/mediaState';
import { channel, nothing } from './channel';
import { committedSchema } from './editChannels';

/** What is wrong with a media's file on this machine; media that are as they should be are left out. */
export const mediaStateSchema = z.object({ mediaId: mediaIdSchema, state: z.enum(mediaFileStates) });
const statesSchema = z.object({ states: z.array(mediaStateSchema) });

/** A video that Chromium cannot decode and that has no proxy yet. */
const proxySchema = z.object({
  mediaId: mediaIdSchema,
  /** `noFfmpeg`: there is none on this machine; `failed`: see the message. */
  state: z.enum(['waiting', 'making', 'failed', 'noFfmpeg']),
  /** 0 … 1, of one that is being made. */
  share: z.number(),
  message: z.string().nullable(),
});
export type ProxyEntry = z.infer<typeof proxySchema>;

const matchSchema = z.object({
  /** Names the match when it is accepted: paths are not taken from pages. */
  matchId: z.string(),
  mediaId: mediaIdSchema,
  /** To show. */
  path: z.string(),
  confidence: z.enum(['same', 'likely', 'different']),
  byteSize: z.int(),
  /** What is different about a different file, in words; null where nothing is. */
  difference: z.string().nullable(),
});
export type MediaMatch = z.infer<typeof matchSchema>;

const searchReplySchema = z.object({
  /** Where it was looked, to show. */
  folder: z.string(),
  filesSeen: z.int(),
  /** There were more files of fitting names and sizes than are compared. */
  isCut: z.boolean(),
  /** At most one a media. */
  matches: z.array(matchSchema),
});
export type SearchReply = z.infer<typeof searchReplySchema>;

const acceptReplySchema = z.object({
  /** Media that have another file now. */
  relinked: z.int(),
  /** Files put back into the project, and media folders found: no edit was needed. */
  restored: z.int(),
  failed: z.array(z.object({ mediaId: mediaIdSchema, message: z.string() })),
  committed: committedSchema.nullable(),
});
export type AcceptReply = z.infer<typeof acceptReplySchema>;

const verifyReplySchema = z.object({
  results: z.array(
    z.object({
      mediaId: mediaIdSchema,
      result: z.enum(['same', 'changed', 'missing']),
    }),
  ),
});
export type VerifyReply = z.infer<typeof verifyReplySchema>;

const rootPlaceSchema = z.object({
  rootId: mediaRootIdSchema,
  /** Its folder on this machine, to show; null = not chosen. */
  place: z.string().nullable(),
  isThere: z.boolean(),
});
export type RootPlace = z.infer<typeof rootPlaceSchema>;

const mediaIdsSchema = z.array(mediaIdSchema).min(1).max(100_000);
const committedOrNothing = committedSchema.nullable();

/** Files of media: whether they are there, finding them again, and the folders they lie in. */
export const mediaFileChannels = {
  /** The states now; from here on `media.states` tells of changes. */
  'media.watchFiles': channel('worker', nothing, statesSchema.extend({ proxies: z.array(proxySchema) })),
  /** Looks at every file now. */
  'media.checkFiles': channel('worker', nothing, statesSchema),
  /** Reads files through and compares them with their fingerprints; `media.work` tells how far it is. */
  'media.verify': channel('worker', z.object({ mediaIds: mediaIdsSchema }), verifyReplySchema),
  /** Asks for a folder and looks for media in it; null mediaIds = all that are not as they should be. */
  'media.searchDialog': channel(
    'main',
    z.object({ mediaIds: mediaIdsSchema.nullable() }),
    searchReplySchema.nullable(),
  ),
  /** Asks for the file of one media, and looks whether others moved with it. */
  'media.locateDialog': channel('main', z.object({ mediaId: mediaIdSchema }), searchReplySchema.nullable()),
  'media.acceptMatches': channel(
    'worker',
    z.object({ matchIds: z.array(z.string().max(60)).min(1).max(100_000) }),
    acceptReplySchema,
  ),
  /** Takes linked files that were written to as they are now. */
  'media.acceptChanged': channel('worker', z.object({ mediaIds: mediaIdsSchema }), acceptReplySchema),
  /** Calls off a search, a verification, or taking matches over. */
  'media.cancelFileWork': channel('worker', nothing, nothing),
  'mediaRoot.places': channel('worker', nothing, z.array(rootPlaceSchema)),
  /** Asks for the folder that a media folder is on this machine; linked media below it are then named by it. */
  'mediaRoot.placeDialog': channel(
    'main',
    z.object({ rootId: mediaRootIdSchema }),
    z.object({ committed: committedOrNothing }).nullable(),
  ),
  /** Asks for a folder and makes a media folder of it. */
  'mediaRoot.addDialog': channel('main', nothing, z.object({ committed: committedOrNothing }).nullable()),
  /** Deletes a media folder; media in it keep their whole paths where they are known. */
  'mediaRoot.remove': channel('worker', z.object({ rootId: mediaRootIdSchema }), committedOrNothing),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalMediaFileChannels = {
  'media.searchAt': channel(
    'worker',
    z.object({ path: z.string().min(1), mediaIds: mediaIdsSchema.nullable() }),
    searchReplySchema,
  ),
  'media.locateAt': channel(
    'worker',
    z.object({ path: z.string().min(1), mediaId: mediaIdSchema }),
    searchReplySchema,
  ),
  'mediaRoot.placeAt': channel(
    'worker',
    z.object({ rootId: mediaRootIdSchema, path: z.string().min(1) }),
    z.object({ committed: committedOrNothing }),
  ),
  'mediaRoot.addAt': channel(
    'worker',
    z.object({ path: z.string().min(1) }),
    z.object({ committed: committedOrNothing }),
  ),
} as const;
