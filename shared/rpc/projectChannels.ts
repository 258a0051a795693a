import { z } from 'zod';
import { frameSizeSchema } from '../document/records';
import { rateSchema } from '../time/rate';
import { channel, nothing } from './channel';
import { historySchema } from './editChannels';

const problemSchema = z.object({ code: z.string(), recordId: z.string().nullable(), message: z.string() });

/** An open project, as a window needs it to begin. */
export const openedProjectSchema = z.object({
  /** Folder name without `.ekonte`. */
  folderName: z.string(),
  /** Where the project lies, to show; never sent back. */
  location: z.string(),
  /** `ekonte://media/<token>/`: followed by a media id. The token changes with each opening. */
  mediaBase: z.string(),
  revision: z.int(),
  history: historySchema,
  isReadOnly: z.boolean(),
  /** What kind of network drive it lies on, for a person to read; null = a disk of this machine. */
  network: z.string().nullable(),
});
export type OpenedProject = z.infer<typeof openedProjectSchema>;

const recentProjectSchema = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  openedAtMs: z.int(),
  shotCount: z.int(),
  lengthFrames: z.int(),
  rate: rateSchema,
  isMissing: z.boolean(),
  /** Address of a small picture, or null. */
  pictureUrl: z.string().nullable(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

/**
 * Where pages find the media of this opening: `ekonte://media/<token>/`. Whoever opens the project (main, command
 * line) makes it; the worker hands it on to the renderer. Empty = nothing will be rendered.
 */
const mediaBase = z.string().default('');

export const projectChannels = {
  // Projects. The dialogs belong to main; null = the person closed the dialog.
  'project.create': channel(
    'main',
    z.object({ name: z.string().trim().min(1).max(200), rate: rateSchema, frameSize: frameSizeSchema }),
    openedProjectSchema.nullable(),
  ),
  'project.openDialog': channel('main', nothing, openedProjectSchema.nullable()),
  'project.openRecent': channel('main', z.object({ recentId: z.string() }), openedProjectSchema),
  'project.openSample': channel('main', nothing, openedProjectSchema),
  'project.close': channel('main', nothing, nothing),
  /** The project this window has open, after a reload of the page or a restart of the worker. */
  'project.current': channel('main', nothing, openedProjectSchema.nullable()),
  /** Starts a worker again after `worker.state` said `lost`, with the project that was open; null = none was. */
  'project.reopen': channel('main', nothing, openedProjectSchema.nullable()),
  'project.check': channel('worker', nothing, z.object({ problems: z.array(problemSchema) })),
  /** A small JPEG of the film as it stands, made by the window, for the list of recent projects. */
  'recents.savePicture': channel(
    'worker',
    z.object({ picture: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 500_000) }),
    nothing,
  ),
  'recents.list': channel('worker', nothing, z.array(recentProjectSchema)),
  'recents.remove': channel('worker', z.object({ recentId: z.string() }), nothing),
} as const;

/** Calls that only the preload and the main process make: they carry paths. */
export const internalProjectChannels = {
  'project.createAt': channel(
    'worker',
    z.object({ path: z.string(), name: z.string(), rate: rateSchema, frameSize: frameSizeSchema, mediaBase }),
    openedProjectSchema.omit({ mediaBase: true }),
  ),
  'project.openAt': channel(
    'worker',
    z.object({
      path: z.string(),
      mediaBase,
      /** To look only, also beside somebody who works on it. */
      readOnly: z.boolean().default(false),
    }),
    openedProjectSchema.omit({ mediaBase: true }),
  ),
  'project.closeCurrent': channel('worker', nothing, nothing),
  'project.buildSampleAt': channel(
    'worker',
    z.object({ path: z.string(), assetsPath: z.string(), mediaBase }),
    openedProjectSchema.omit({ mediaBase: true }),
  ),
  'recents.locate': channel('worker', z.object({ recentId: z.string() }), z.object({ path: z.string() })),
  'recents.locatePicture': channel(
    'worker',
    z.object({ recentId: z.string() }),
    z.object({ path: z.string() }),
  ),
} as const;
