import { findCommand } from '@shared/commands/registry';
import { CodedError, type RpcResult } from '@shared/rpc/result';
import type { InternalReply } from '@shared/rpc/table';
import { checkProject } from './database/checkProject';
import { createProject } from './database/createProject';
import { readOnlyError } from './database/databaseErrors';
import type { Emit } from './documentPort';
import type { RenderHostClient } from './jobs/renderHost';
import { LibraryDatabase } from './libraryDatabase';
import { changedOrNull, ProjectSession } from './projectSession';
import { RecentProjects } from './recentProjects';
import { rpcErrorOf } from './rpcErrors';
import { dispatch, type WorkerHandlers } from './rpcHandlers';
import { buildSampleFilm } from './sample/sampleFilm';

export interface WorkerServiceOptions {
  /** The person's data folder, for recent projects and settings; null = neither is read nor written (command line). */
  readonly userDataPath: string | null;
  readonly emit: Emit;
  /** null in plain Node: jobs can be listed and queued, nothing is rendered. */
  readonly renderHost: RenderHostClient | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of errors that are nobody's input: for the log. */
  readonly onInternalError?: (error: unknown, channel: string) => void;
}

/** JSON of a session or of settings, characters. More is a mistake of the page, not a preference. */
const jsonCap = 1_000_000;

/**
 * The worker without its process: answers every channel of the worker, for the utility process, the command line and tests
 * alike. Holds at most one open project.
 */
export class WorkerService {
  readonly #options: WorkerServiceOptions;
  readonly #handlers: WorkerHandlers;
  #session: ProjectSession | null = null;
  #library: LibraryDatabase | null = null;
  /** Opening and closing happen one after the other. */
  #switching: Promise<unknown> = Promise.resolve();

  constructor(options: WorkerServiceOptions) {
    this.#options = options;
    this.#handlers = this.#makeHandlers();
  }

  /** Never rejects: what goes wrong is a coded error. */
  async handle(channel: string, request: unknown): Promise<RpcResult<unknown>> {
    try {
      return { ok: true, value: await dispatch(this.#handlers, channel, request) };
    } catch (error) {
      const coded = rpcErrorOf(error, this.#session?.folder ?? this.#options.userDataPath ?? '');
      if (coded.code === 'internal') this.#options.onInternalError?.(error, channel);
      return { ok: false, error: coded };
    }
  }

  /** The open project, for the parts of the command line that run in the same process. @throws CodedError `noProject` */
  session(): ProjectSession {
    if (!this.#session) throw new CodedError('noProject', 'No project is open.');
    return this.#session;
  }

  /** Closes the project and the library. Everything acknowledged is on the disk already. */
  async dispose(): Promise<void> {
    await this.#exclusively(() => this.#closeSession());
    this.#library?.close();
    this.#library = null;
  }

  #makeHandlers(): WorkerHandlers {
    return {
      ...this.#projectHandlers(),
      ...this.#editHandlers(),
      ...this.#libraryHandlers(),
      ...this.#mediaHandlers(),
      ...this.#jobHandlers(),
    };
  }

  #projectHandlers() {
    return {
      'project.createAt': ({ path, name, rate, frameSize, mediaBase }) =>
        this.#exclusively(async () => {
          createProject(path, { name, rate, frameSize }, this.#options.now());
          return this.#open(path, mediaBase);
        }),
      'project.openAt': ({ path, mediaBase }) => this.#exclusively(() => this.#open(path, mediaBase)),
      'project.buildSampleAt': ({ path, assetsPath, mediaBase }) =>
        this.#exclusively(async () => {
          await buildSampleFilm({ path, assetsPath, now: this.#options.now, emit: this.#options.emit });
          return this.#open(path, mediaBase);
        }),
      'project.closeCurrent': () =>
        this.#exclusively(async () => {
          await this.#closeSession();
          return null;
        }),
      'project.check': async () => ({ problems: await checkProject(this.session().folder) }),
    } satisfies Partial<WorkerHandlers>;
  }

  #editHandlers() {
    return {
      'document.load': () => {
        const { database, document } = this.session();
        return { revision: database.revision, records: document.records(), history: database.historyState() };
      },
      'edit.run': ({ command, args, selection, gestureId }) => {
        if (findCommand(command)?.isInternal) {
          throw new CodedError('badRequest', `"${command}" is run by imports and jobs only.`);
        }
        return changedOrNull(
          this.session().run([{ command, args }], {
            source: 'user',
            selection,
            ...(gestureId === undefined ? {} : { gestureId }),
          }),
        );
      },
      'edit.undo': () => this.session().database.undo(),
      'edit.redo': () => this.session().database.redo(),
      'session.load': () => JSON.parse(this.session().database.loadSession() ?? 'null'),
      'session.save': ({ session }) => {
        this.session().database.saveSession(cappedJson(session));
        return null;
      },
    } satisfies Partial<WorkerHandlers>;
  }

  #libraryHandlers() {
    return {
      'recents.list': () => this.#recents().list(),
      'recents.remove': ({ recentId }) => {
        this.#recents().remove(recentId);
        return null;
      },
      'recents.savePicture': ({ picture }) => {
        this.#recents().savePicture(this.session().folder, picture);
        return null;
      },
      'recents.locate': ({ recentId }) => this.#recents().locate(recentId),
      'recents.locatePicture': ({ recentId }) => this.#recents().locatePicture(recentId),
      'settings.load': () => JSON.parse(this.#openLibrary().loadSettings() ?? 'null'),
      'settings.save': ({ settings }) => {
        this.#openLibrary().saveSettings(cappedJson(settings));
        return null;
      },
    } satisfies Partial<WorkerHandlers>;
  }

  #mediaHandlers() {
    return {
      'media.importPaths': (request) => this.#writable().media.importPaths(request),
      'media.cancelImport': () => {
        this.session().media.cancelImport();
        return null;
      },
      'media.locate': ({ mediaId, rendition }) => this.session().media.locate(mediaId, rendition),
      'media.loadPeaks': ({ mediaId }) => this.session().media.loadPeaks(mediaId),
      'media.savePeaks': async ({ mediaId, samplesPerPeak, peaks }) => {
        const { media, database } = this.session();
        if (!database.isReadOnly) await media.savePeaks(mediaId, { samplesPerPeak, peaks });
        return null;
      },
      'media.saveThumbnail': async ({ mediaId, picture }) => {
        const { media, database } = this.session();
        if (!database.isReadOnly) await media.saveThumbnail(mediaId, picture);
        return null;
      },
    } satisfies Partial<WorkerHandlers>;
  }

  #jobHandlers() {
    return {
      'jobs.list': () => this.session().jobs.list(),
      'jobs.submitClips': (request) => this.#writable().jobs.submitClips(request),
      'jobs.exportFilm': (request) => this.#writable().jobs.exportFilm(request),
      'jobs.cancel': async ({ jobId }) => {
        await this.#writable().jobs.cancel(jobId);
        return null;
      },
      'jobs.retry': ({ jobId }) => this.#writable().jobs.retry(jobId),
      'jobs.clearEnded': () => {
        this.#writable().jobs.clearEnded();
        return null;
      },
      'jobs.locateOutput': ({ jobId }) => this.session().jobs.locateOutput(jobId),
      'segment.locate': ({ hash }) => this.session().jobs.locateSegment(hash),
    } satisfies Partial<WorkerHandlers>;
  }

  /** The project that was open stays open if the new one cannot be opened; only reopening the same one closes it first. */
  async #open(folder: string, mediaBase: string): Promise<InternalReply<'project.openAt'>> {
    if (this.#session?.folder === folder) await this.#closeSession();
    const { emit, renderHost, now } = this.#options;
    const session = new ProjectSession({ folder, mediaBase, emit, renderHost, now });
    await this.#closeSession();
    this.#session = session;
    await session.start();
    await this.#noteRecent(session);
    return session.describe();
  }

  async #closeSession(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    await this.#noteRecent(session);
    this.#session = null;
    await session.close();
  }

  /** A project opens and closes all the same when the list of recent ones cannot be kept. */
  async #noteRecent(session: ProjectSession): Promise<void> {
    if (this.#options.userDataPath === null) return;
    try {
      await this.#recents().note(session);
    } catch (error) {
      this.#options.emit('problem.raised', rpcErrorOf(error, this.#options.userDataPath));
    }
  }

  #writable(): ProjectSession {
    const session = this.session();
    if (session.database.isReadOnly) throw readOnlyError(session.folder);
    return session;
  }

  #recents(): RecentProjects {
    return new RecentProjects(this.#openLibrary(), this.#options.now);
  }

  #openLibrary(): LibraryDatabase {
    const { userDataPath } = this.#options;
    if (userDataPath === null)
      throw new CodedError('unsupported', 'There is no library of recent projects here.');
    this.#library ??= new LibraryDatabase(userDataPath);
    return this.#library;
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#switching.then(work);
    this.#switching = result.catch(() => undefined);
    return result;
  }
}

/** @throws CodedError `tooLarge` */
function cappedJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (json.length > jsonCap) throw new CodedError('tooLarge', 'This is too much to keep as preferences.');
  return json;
}
