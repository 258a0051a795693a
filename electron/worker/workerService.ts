import { CodedError, type RpcResult } from '@shared/rpc/result';
import type { InternalReply, PlaceState } from '@shared/rpc/table';
import { Archives } from './archive/archives';
import { ProjectCopies } from './copies/projectCopies';
import { readOnlyError } from './database/databaseErrors';
import { folderName } from './database/projectFolder';
import type { Emit } from './documentPort';
import { requireSameProject } from './followProject';
import { GeneratorSettings } from './generatorSettings';
import { archiveHandlers } from './handlers/archiveHandlers';
import { clipboardHandlers } from './handlers/clipboardHandlers';
import { copyHandlers } from './handlers/copyHandlers';
import { cutHandlers } from './handlers/cutHandlers';
import { editHandlers } from './handlers/editHandlers';
import { generationHandlers } from './handlers/generationHandlers';
import { generatorHandlers } from './handlers/generatorHandlers';
import { jobHandlers } from './handlers/jobHandlers';
import { keyHandlers } from './handlers/keyHandlers';
import { libraryHandlers } from './handlers/libraryHandlers';
import { listHandlers } from './handlers/listHandlers';
import { mediaFileHandlers } from './handlers/mediaFileHandlers';
import { mediaHandlers } from './handlers/mediaHandlers';
import { placeHandlers } from './handlers/placeHandlers';
import { plannerHandlers } from './handlers/plannerHandlers';
import { projectHandlers } from './handlers/projectHandlers';
import { recordingHandlers } from './handlers/recordingHandlers';
import { rescueHandlers } from './handlers/rescueHandlers';
import { scriptHandlers } from './handlers/scriptHandlers';
import { snapshotHandlers } from './handlers/snapshotHandlers';
import { speechHandlers } from './handlers/speechHandlers';
import { stillHandlers } from './handlers/stillHandlers';
import { storageHandlers } from './handlers/storageHandlers';
import type { WorkerContext } from './handlers/workerContext';
import type { RenderHostClient } from './jobs/renderHost';
import { KeyRing } from './keyRing';
import { LibraryDatabase } from './libraryDatabase';
import { type MachineFiles, TransientMachineFiles } from './media/machineFiles';
import { ProjectSession } from './projectSession';
import { RecentProjects } from './recentProjects';
import { rpcErrorOf } from './rpcErrors';
import { dispatch, type WorkerHandlers } from './rpcHandlers';

export interface WorkerServiceOptions {
  /** The person's data folder, for recent projects and settings; null = neither is read nor written (command line). */
  readonly userDataPath: string | null;
  /** What is known of this machine's files; absent = what the library in the data folder knows. */
  readonly machine?: MachineFiles;
  readonly emit: Emit;
  /** null in plain Node: jobs can be listed and queued, nothing is rendered. */
  readonly renderHost: RenderHostClient | null;
  /** Absent = where there is a page to render with. */
  readonly runsJobs?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of errors that are nobody's input: for the log. */
  readonly onInternalError?: (error: unknown, channel: string) => void;
}

/**
 * The worker without its process: answers every channel of the worker, for the utility process, the command line and tests
 * alike. Holds at most one open project.
 */
export class WorkerService {
  readonly #options: WorkerServiceOptions;
  readonly #handlers: WorkerHandlers;
  readonly #archives: Archives;
  #session: ProjectSession | null = null;
  /** What the window knows of the place of the open project. */
  #placeTold: PlaceState = 'here';
  #library: LibraryDatabase | null = null;
  /** Opening and closing happen one after the other. */
  #switching: Promise<unknown> = Promise.resolve();

  readonly #copies: ProjectCopies;
  readonly #generators: GeneratorSettings;
  readonly #keys = new KeyRing(() => this.#session?.jobs.wake('key'));

  constructor(options: WorkerServiceOptions) {
    this.#options = options;
    this.#copies = new ProjectCopies((progress) => options.emit('copy.progress', progress));
    this.#generators = new GeneratorSettings(() =>
      options.userDataPath === null ? null : this.#openLibrary(),
    );
    this.#archives = new Archives(options.emit);
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
    await this.#copies.dispose();
    await this.#archives.dispose();
    await this.#exclusively(() => this.#closeSession());
    this.#library?.close();
    this.#library = null;
  }

  #makeHandlers(): WorkerHandlers {
    const worker: WorkerContext = {
      emit: this.#options.emit,
      now: this.#options.now,
      copies: this.#copies,
      session: () => this.session(),
      writable: () => this.#writable(),
      open: (folder, mediaBase, readOnly) => this.#open(folder, mediaBase, readOnly),
      closeSession: () => this.#closeSession(),
      follow: (folder) => this.#exclusively(() => this.#follow(folder)),
      lookAtPlace: () => this.#exclusively(() => this.#lookAtPlace()),
      exclusively: (work) => this.#exclusively(work),
      library: () => this.#openLibrary(),
      recents: () => this.#recents(),
      knowsProject: (folder) =>
        this.#options.userDataPath !== null &&
        this.#openLibrary()
          .recents()
          .some(({ path }) => path === folder),
      generators: this.#generators,
      keys: this.#keys,
      machine: () => this.#machineFiles(),
      archives: this.#archives,
    };
    return {
      ...projectHandlers(worker),
      ...archiveHandlers(worker),
      ...editHandlers(worker),
      ...snapshotHandlers(worker),
      ...copyHandlers(worker),
      ...placeHandlers(worker),
      ...rescueHandlers(worker),
      ...libraryHandlers(worker),
      ...mediaHandlers(worker),
      ...clipboardHandlers(worker),
      ...mediaFileHandlers(worker),
      ...storageHandlers(worker),
      ...jobHandlers(worker),
      ...stillHandlers(worker),
      ...listHandlers(worker),
      ...speechHandlers(worker),
      ...recordingHandlers(worker),
      ...plannerHandlers(worker),
      ...scriptHandlers(),
      ...cutHandlers(worker),
      ...generatorHandlers(worker),
      ...generationHandlers(worker),
      ...keyHandlers(worker),
    };
  }

  /** The project that was open stays open if the new one cannot be opened; only reopening the same one closes it first. */
  async #open(folder: string, mediaBase: string, readOnly = false): Promise<InternalReply<'project.openAt'>> {
    if (this.#session?.folder === folder) await this.#closeSession();
    const session = this.#newSession(folder, mediaBase, readOnly);
    await this.#closeSession();
    await this.#take(session);
    return session.describe();
  }

  #newSession(folder: string, mediaBase: string, readOnly: boolean): ProjectSession {
    const { emit, renderHost, now } = this.#options;
    return new ProjectSession({
      folder,
      mediaBase,
      emit,
      renderHost,
      now,
      readOnly,
      machine: this.#machineFiles(),
      generators: this.#generators,
      keys: this.#keys,
      ...(this.#options.runsJobs === undefined ? {} : { runsJobs: this.#options.runsJobs }),
    });
  }

  async #take(session: ProjectSession): Promise<void> {
    this.#session = session;
    session.watchPlace(() => void this.#exclusively(() => this.#lookAtPlace()));
    await session.start();
    await this.#noteRecent(session);
  }

  /** Finds out what has become of the open project's folder, goes along with one that was moved, and tells. */
  async #lookAtPlace(): Promise<PlaceState> {
    const session = this.#session;
    if (!session) return 'closed';
    const before = this.#placeTold;
    const state = session.placeState();
    const found = state === 'here' ? undefined : (session.findMoved() ?? this.#sameInPlace(session, state));
    try {
      // Its disk may have been away: files that were open then are of no more use.
      if (found !== undefined) await this.#follow(found);
      else if (state === 'here' && before !== 'here') await this.#follow(session.folder);
      else if (state !== before) this.#tellPlace(state, session.folder);
    } catch (error) {
      this.#options.emit('problem.raised', rpcErrorOf(error, session.folder));
      this.#tellPlace('closed', session.folder);
    }
    return this.#placeTold;
  }

  /** A folder that was put back, by hand or by what keeps folders in step, and holds the same project. */
  #sameInPlace(session: ProjectSession, state: PlaceState): string | undefined {
    if (state !== 'replaced') return undefined;
    try {
      requireSameProject(session.folder, session.database);
      return session.folder;
    } catch {
      return undefined;
    }
  }

  #tellPlace(state: PlaceState, location: string): void {
    this.#placeTold = state;
    this.#options.emit('project.place', { state, location });
  }

  /** Lets the open project go and takes it up again where it is now. @throws as openProject; then none is open */
  async #follow(folder: string): Promise<void> {
    const before = this.session();
    this.#session = null;
    // Whatever cannot be ended well there has been acknowledged or refused before.
    await before.close().catch(() => undefined);
    await this.#take(this.#newSession(folder, before.mediaBase, false));
    if (before.folder !== folder && this.#options.userDataPath !== null)
      this.#recents().forgetPath(before.folder);
    this.#options.emit('project.moved', { location: folder, folderName: folderName(folder) });
    this.#tellPlace('here', folder);
  }

  async #closeSession(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    await this.#archives.settled();
    await this.#noteRecent(session);
    this.#session = null;
    this.#placeTold = 'here';
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

  /** A project opens all the same when the library cannot be read. */
  #machineFiles(): MachineFiles {
    const { machine, userDataPath } = this.#options;
    if (machine) return machine;
    try {
      if (userDataPath !== null) return this.#openLibrary().files;
    } catch {
      // Said where the list of recent projects is kept.
    }
    return new TransientMachineFiles();
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
