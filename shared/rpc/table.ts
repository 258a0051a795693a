import { z } from 'zod';
import { diffSchema } from '../document/diff';
import { mediaIdSchema, shotIdSchema } from '../document/ids';
import { anyRecordSchema, frameSizeSchema } from '../document/records';
import { jobIdSchema, jobSchema, presetSchema } from '../generation/job';
import { rateSchema } from '../time/rate';

/**
 * Every call the window can make. One table: types of both ends come from it, the receiving end parses each request by it.
 * `at`: who answers. No channel takes SQL, a path or a method name: paths come from dialogs and dropped files only,
 * and travel from the preload or the main process to the worker by `internalTable`.
 */
interface Channel<At extends 'main' | 'worker', Request extends z.ZodType, Reply extends z.ZodType> {
  readonly at: At;
  readonly request: Request;
  readonly reply: Reply;
}

const channel = <At extends 'main' | 'worker', Request extends z.ZodType, Reply extends z.ZodType>(
  at: At,
  request: Request,
  reply: Reply,
): Channel<At, Request, Reply> => ({ at, request, reply });

const nothing = z.null();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes');

const historySchema = z.object({
  undoLabel: z.string().nullable(),
  redoLabel: z.string().nullable(),
});
export type HistoryState = z.infer<typeof historySchema>;

const problemSchema = z.object({ code: z.string(), recordId: z.string().nullable(), message: z.string() });

/** An open project, as a window needs it to begin. */
const openedProjectSchema = z.object({
  /** Folder name without `.ekonte`. */
  folderName: z.string(),
  /** Where the project lies, to show; never sent back. */
  location: z.string(),
  /** `ekonte://media/<token>/`: followed by a media id. The token changes with each opening. */
  mediaBase: z.string(),
  revision: z.int(),
  history: historySchema,
  isReadOnly: z.boolean(),
});
export type OpenedProject = z.infer<typeof openedProjectSchema>;

const committedSchema = z.object({
  revision: z.int(),
  diff: diffSchema,
  label: z.string(),
  /** `undo` and `redo` take back what a user did; `job` is never undone. */
  source: z.enum(['user', 'undo', 'redo', 'job']),
  selection: z.array(z.string()).readonly().nullable(),
  history: historySchema,
});
export type Committed = z.infer<typeof committedSchema>;

const importedFileSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), name: z.string(), mediaId: mediaIdSchema }),
  z.object({ ok: z.literal(false), name: z.string(), code: z.string(), message: z.string() }),
]);
export type ImportedFile = z.infer<typeof importedFileSchema>;

/** What becomes of imported files besides records in the media list; one undoable edit. */
export const importTargetSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('media') }),
  z.object({ as: z.literal('shots'), sceneId: z.string().nullable(), index: z.int().min(0).nullable() }),
  z.object({ as: z.literal('layers'), shotId: shotIdSchema }),
  z.object({ as: z.literal('sound'), trackId: z.string().nullable(), startFrame: z.int() }),
  z.object({ as: z.literal('reference'), lookId: z.string(), view: z.int().min(0).max(63) }),
  z.object({ as: z.literal('element'), elementType: z.enum(['character', 'object', 'place', 'style']) }),
]);
export type ImportTarget = z.infer<typeof importTargetSchema>;

const importReplySchema = z.object({
  files: z.array(importedFileSchema),
  committed: committedSchema.nullable(),
});
export type ImportReply = z.infer<typeof importReplySchema>;

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

export const rpcTable = {
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

  'document.load': channel(
    'worker',
    nothing,
    z.object({ revision: z.int(), records: z.array(anyRecordSchema), history: historySchema }),
  ),
  /** Plans the command on the worker's document and commits it, durable before the reply. */
  'edit.run': channel(
    'worker',
    z.object({
      command: z.string().max(60),
      args: z.json(),
      /** What is selected now: undo brings it back. */
      selection: z.array(z.string()).max(20_000),
      /** Edits of one gesture merge into one entry of the history. */
      gestureId: z.string().max(60).optional(),
    }),
    committedSchema.nullable(),
  ),
  'edit.undo': channel('worker', nothing, committedSchema.nullable()),
  'edit.redo': channel('worker', nothing, committedSchema.nullable()),

  /** Session scope: playhead, zoom, open panels. Saved beside the document, never undone. */
  'session.load': channel('worker', nothing, z.json()),
  'session.save': channel('worker', z.object({ session: z.json() }), nothing),
  /** Preferences of the person, the same in every project. */
  'settings.load': channel('worker', nothing, z.json()),
  'settings.save': channel('worker', z.object({ settings: z.json() }), nothing),

  'media.importDialog': channel(
    'main',
    z.object({ target: importTargetSchema }),
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

  /** A video's first picture, which only a window can decode; kept as its small picture. Any format an import takes. */
  'media.saveThumbnail': channel(
    'worker',
    z.object({ mediaId: mediaIdSchema, picture: z.instanceof(Uint8Array) }),
    nothing,
  ),

  'jobs.list': channel('worker', nothing, z.array(jobSchema)),
  'jobs.submitClips': channel(
    'worker',
    z.object({
      shotIds: z.array(shotIdSchema).min(1).max(10_000),
      provider: z.string().max(60),
      preset: presetSchema,
    }),
    z.array(jobSchema),
  ),
  /** Asks for a file name in main, then queues the film. null = the person closed the dialog. */
  'jobs.exportFilmDialog': channel(
    'main',
    z.object({ shotIds: z.array(shotIdSchema).max(10_000).nullable() }),
    jobSchema.nullable(),
  ),
  'jobs.cancel': channel('worker', z.object({ jobId: jobIdSchema }), nothing),
  'jobs.retry': channel('worker', z.object({ jobId: jobIdSchema }), jobSchema),
  /** Ended jobs leave the list; takes and files stay. */
  'jobs.clearEnded': channel('worker', nothing, nothing),

  'shell.revealJob': channel('main', z.object({ jobId: jobIdSchema }), nothing),
  'shell.revealMedia': channel('main', z.object({ mediaId: mediaIdSchema }), nothing),
  'shell.revealProject': channel('main', nothing, nothing),
  /** What the application menu shows: the window's actions that belong there, as they stand now. */
  'window.setMenu': channel(
    'main',
    z.object({
      items: z
        .array(
          z.object({
            /** Comes back as `command.invoked`. */
            id: z.string().max(60),
            title: z.string().max(200),
            group: z.string().max(30),
            /** tinykeys notation; shown in the menu, handled by the page. */
            keys: z.string().max(40).nullable(),
            isEnabled: z.boolean(),
          }),
        )
        .max(300),
    }),
    nothing,
  ),
  /** The answer to `window.closing`: what was being typed is committed, the session is saved. */
  'window.readyToClose': channel('main', nothing, nothing),
  /** Text for the title bar of the system window. */
  'window.setTitle': channel(
    'main',
    z.object({ title: z.string().max(300), isEdited: z.boolean() }),
    nothing,
  ),
} as const;

/**
 * Where pages find the media of this opening: `ekonte://media/<token>/`. Whoever opens the project (main, command
 * line) makes it; the worker hands it on to the renderer. Empty = nothing will be rendered.
 */
const mediaBase = z.string().default('');

/** Calls that only the preload and the main process make: they carry paths. */
export const internalTable = {
  'project.createAt': channel(
    'worker',
    z.object({ path: z.string(), name: z.string(), rate: rateSchema, frameSize: frameSizeSchema, mediaBase }),
    openedProjectSchema.omit({ mediaBase: true }),
  ),
  'project.openAt': channel(
    'worker',
    z.object({ path: z.string(), mediaBase }),
    openedProjectSchema.omit({ mediaBase: true }),
  ),
  'project.closeCurrent': channel('worker', nothing, nothing),
  'project.buildSampleAt': channel(
    'worker',
    z.object({ path: z.string(), assetsPath: z.string(), mediaBase }),
    openedProjectSchema.omit({ mediaBase: true }),
  ),
  'recents.locate': channel('worker', z.object({ recentId: z.string() }), z.object({ path: z.string() })),
  'media.importPaths': channel(
    'worker',
    z.object({
      paths: z.array(z.string()).min(1).max(20_000),
      target: importTargetSchema,
      link: z.boolean(),
    }),
    importReplySchema,
  ),
  /** Where the bytes of a media, a rendition of it or a cached segment lie, for the media protocol. */
  'media.locate': channel(
    'worker',
    z.object({ mediaId: z.string(), rendition: z.enum(['original', 'picture', 'thumbnail']) }),
    z.object({ path: z.string(), mimeType: z.string() }),
  ),
  'segment.locate': channel(
    'worker',
    z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.object({ path: z.string() }),
  ),
  'recents.locatePicture': channel(
    'worker',
    z.object({ recentId: z.string() }),
    z.object({ path: z.string() }),
  ),
  'jobs.exportFilm': channel(
    'worker',
    z.object({ path: z.string(), shotIds: z.array(shotIdSchema).max(10_000).nullable() }),
    jobSchema,
  ),
  'jobs.locateOutput': channel('worker', z.object({ jobId: jobIdSchema }), z.object({ path: z.string() })),
} as const;

export type RpcTable = typeof rpcTable;
export type RpcChannel = keyof RpcTable;
export type RpcRequest<C extends RpcChannel> = z.input<RpcTable[C]['request']>;
export type RpcReply<C extends RpcChannel> = z.output<RpcTable[C]['reply']>;
export type WorkerChannel = { [C in RpcChannel]: RpcTable[C]['at'] extends 'worker' ? C : never }[RpcChannel];
export type MainChannel = Exclude<RpcChannel, WorkerChannel>;

export type InternalTable = typeof internalTable;
export type InternalChannel = keyof InternalTable;
export type InternalRequest<C extends InternalChannel> = z.input<InternalTable[C]['request']>;
export type InternalReply<C extends InternalChannel> = z.output<InternalTable[C]['reply']>;

/** Events tell what happened; nobody steers by them. */
export interface WindowEvents {
  /** A commit of any source, in order of revisions. A gap means: load the document again. */
  'document.changed': Committed;
  'jobs.changed': { readonly job: z.infer<typeof jobSchema> };
  'jobs.removed': { readonly jobIds: readonly string[] };
  'import.progress':
    | { readonly done: number; readonly total: number; readonly name: string }
    | { readonly ended: true };
  /** `restarting`: the worker died and a new one is on its way; `ready`: load the document again. */
  'worker.state': { readonly state: 'restarting' | 'ready' | 'lost' };
  /** Something went wrong that no call is waiting for. */
  'problem.raised': { readonly code: string; readonly message: string };
  /** The window is about to close or to be given another project: finish what is being typed, then `window.readyToClose`. */
  'window.closing': Readonly<Record<string, never>>;
  /** A menu item or system event asks the window to run one of its commands. */
  'command.invoked': { readonly command: string };
}
export type WindowEventName = keyof WindowEvents;
