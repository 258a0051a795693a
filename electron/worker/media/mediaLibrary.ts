import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diff } from '@shared/document/diff';
import { idFactory, type NewId } from '@shared/document/factories';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import type { SmallFile } from '@shared/rpc/mediaChannels';
import { CodedError } from '@shared/rpc/result';
import type { ImportReply, ImportTarget } from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import type { DocumentPort, Emit } from '../documentPort';
import type { ImportEnvironment } from './fileIntake';
import { sweepJournals } from './importJournal';
import { type ImportRequest, ImportSession } from './importSession';
import { type MachineFiles, TransientMachineFiles } from './machineFiles';
import { MediaFiles } from './mediaFiles';
import { MediaPlaces } from './mediaPlaces';
import { MediaThreads } from './mediaThreads';
import { type PastedFragment, type PasteRequest, PasteSession } from './pasteSession';
import { type Peaks, readPeaks, writePeaks } from './peaksFile';
import { Proxies } from './proxies';
import { allReferred, type ReferredFiles, referredByDocument } from './referredFiles';
import { type LocatedFile, type Rendition, Renditions } from './renditions';
import { type FoundFile, readResultFile } from './resultFile';
import { ScrubCopies } from './scrubCopies';
import { cancelledError } from './sourceError';
import { StorageRoom } from './storageRoom';
import { sweepTemporaries, writeWhole } from './storeFile';
import { findStoryboards } from './storyboards/findStoryboards';
import { StoryboardSession } from './storyboards/storyboardSession';
import type { FitLimits } from './thread/task.ts';

export interface MediaLibraryOptions extends DocumentPort {
  /** Absolute path of `Name.ekonte`. */
  readonly projectFolder: string;
  readonly emit: Emit;
  readonly newId?: NewId;
  readonly now?: () => number;
  /** Absent = threads of its own, ended with the library. */
  readonly threads?: MediaThreads;
  readonly copyThreads?: MediaThreads;
  /** What is known of this machine's files; absent = nothing, and nothing is kept. */
  readonly machine?: MachineFiles;
  /** Copied files that anything in the project refers to; absent = only the document does. */
  readonly referredFiles?: () => Promise<ReferredFiles>;
  /** The FFmpeg of this machine; absent or null = there is none. */
  readonly ffmpeg?: string | null;
  /** Nothing is written into the project, not even to tidy up. */
  readonly isReadOnly?: boolean;
}

/** The media of an open project: imports, and where the files of media and of what is made of them lie. */
export class MediaLibrary {
  readonly #options: MediaLibraryOptions;
  readonly #threads: MediaThreads;
  readonly #copyThreads: MediaThreads;
  readonly #lookThreads = new MediaThreads();
  readonly #watchThreads = new MediaThreads(1);
  /** Whether files are there, and finding them again. */
  readonly files: MediaFiles;
  /** Copies of videos that Chromium cannot decode. */
  readonly proxies: Proxies;
  /** What takes room, and making room. */
  readonly room: StorageRoom;
  readonly #machine: MachineFiles;
  readonly #places: MediaPlaces;
  readonly #renditions: Renditions;
  readonly #scrubCopies: ScrubCopies;
  #isWatching = false;
  readonly #imports = new Set<AbortController>();
  /** Imports go one after the other, so that the second finds what the first brought. */
  #lastImport: Promise<unknown>;

  constructor(options: MediaLibraryOptions) {
    this.#options = options;
    this.#threads = options.threads ?? new MediaThreads();
    this.#copyThreads = options.copyThreads ?? new MediaThreads();
    this.#machine = options.machine ?? new TransientMachineFiles();
    this.#places = new MediaPlaces(options.projectFolder, options.document, this.#machine);
    const { projectFolder, emit, document } = options;
    this.proxies = new Proxies({
      projectFolder,
      document,
      places: this.#places,
      threads: this.#threads,
      ffmpeg: options.ffmpeg ?? null,
      isReadOnly: options.isReadOnly ?? false,
      emit,
      now: options.now ?? Date.now,
    });
    this.#renditions = new Renditions(projectFolder, this.#places, this.#threads, this.proxies);
    this.#scrubCopies = new ScrubCopies({ projectFolder, now: options.now ?? Date.now });
    this.room = new StorageRoom({
      projectFolder,
      threads: this.#lookThreads,
      referredFiles: options.referredFiles ?? (async () => referredByDocument(document)),
      now: options.now ?? Date.now,
    });
    this.files = new MediaFiles({
      projectFolder,
      port: options,
      emit,
      places: this.#places,
      machine: this.#machine,
      renditions: this.#renditions,
      hasFfmpeg: this.#hasFfmpeg,
      threads: this.#threads,
      copyThreads: this.#copyThreads,
      lookThreads: this.#lookThreads,
      watchThreads: this.#watchThreads,
      // Somebody needs after all what was put into the trash.
      mend: async ({ storage }) =>
        !options.isReadOnly && storage.mode === 'copied' && (await this.room.restore(storage.path)),
      now: options.now ?? Date.now,
    });
    this.#lastImport = options.isReadOnly ? Promise.resolve() : this.#sweep();
  }

  /**
   * Takes files into the project as one undoable edit. Every file is answered for, in natural order of their names. Storyboards of another
   * program become scenes of shots.
   * @throws CodedError `cancelled`; `notFound` when the target is gone; `diskFull`, `readOnly` when the edit cannot be saved
   */
  importPaths(request: ImportRequest): Promise<ImportReply> {
    return this.#importing(async (environment, signal) => {
      const isForFilm = request.target.as === 'media' || request.target.as === 'shots';
      const storyboards = isForFilm ? await findStoryboards(request.paths) : null;
      return storyboards
        ? new StoryboardSession(environment, storyboards, request, signal).run()
        : new ImportSession(environment, request, signal).run();
    });
  }

  /** Takes in a picture that is no file, as one from the clipboard. @throws as importPaths */
  async importPicture(bytes: Uint8Array, target: ImportTarget): Promise<ImportReply> {
    const folder = await mkdtemp(join(tmpdir(), 'ekonte-picture-'));
    try {
      const path = join(folder, 'Pasted picture.png');
      await writeFile(path, bytes);
      return await this.importPaths({ paths: [path], target, link: false });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Pastes what was copied here or in another project, with the files it needs, as one undoable edit.
   * @throws CodedError `cancelled`, `diskFull`, `readOnly`; PlanRefusal; MissingRecordError when the place is gone
   */
  paste(request: PasteRequest): Promise<PastedFragment> {
    return this.#importing((environment, signal) => new PasteSession(environment, request, signal).run());
  }

  async #importing<T>(run: (environment: ImportEnvironment, signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    this.#imports.add(abort);
    const previous = this.#lastImport;
    const work = (async () => {
      await previous;
      try {
        if (abort.signal.aborted) throw cancelledError();
        return await run(this.#environment(), abort.signal);
      } finally {
        this.#imports.delete(abort);
        this.#options.emit('import.progress', { ended: true });
      }
    })();
    this.#lastImport = work.catch(() => undefined);
    return work;
  }

  #environment(): ImportEnvironment {
    const { projectFolder, emit, newId, now } = this.#options;
    return {
      projectFolder,
      port: this.#options,
      emit,
      threads: this.#threads,
      copyThreads: this.#copyThreads,
      machine: this.#machine,
      places: this.#places,
      renditions: this.#renditions,
      hasFfmpeg: this.#hasFfmpeg,
      newId: newId ?? idFactory(() => nanoid()),
      now: now ?? Date.now,
    };
  }

  /** Calls off the running import and those that wait; they end with `cancelled`, and nothing of them stays. */
  cancelImport(): void {
    for (const abort of this.#imports) abort.abort();
  }

  /** Where the file of a media should be on this machine, absolute; undefined = nowhere. */
  pathOf(media: Media): string | undefined {
    return this.#places.pathOf(media);
  }

  /** The folders that the project's media roots are on this machine, by the id of the root. */
  rootPlaces(): Record<string, string> {
    return this.#places.rootPlaces();
  }

  /**
   * Where the bytes of a media or of a rendition lie; made first where it is missing.
   * @throws CodedError `notFound`, `unreadable`
   */
  async locate(mediaId: string, rendition: Rendition): Promise<LocatedFile> {
    const media = this.#require(mediaId);
    try {
      return await this.#renditions.locate(media, rendition);
    } catch (error) {
      // Whoever asked finds nothing: that is known sooner than by the next look round.
      this.files.states.note([media.id]);
      throw error;
    }
  }

  /** What a file that a provider has made is: see readResultFile. */
  lookInside(path: string, wants: 'video' | 'image' | 'sound', signal: AbortSignal): Promise<FoundFile> {
    return readResultFile(this.#threads, path, wants, signal);
  }

  /**
   * A picture as JPEG within a vendor's limits, made in a thread.
   * @param folder where it may lie meanwhile
   * @throws CodedError `unreadable`, `tooLarge`, `cancelled`, `diskFull`
   */
  async fitPicture(
    bytes: Uint8Array,
    limits: FitLimits,
    folder: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const path = join(folder, `${nanoid()}.fit`);
    try {
      await writeWhole(path, bytes, 'picture');
      return await this.#threads.run({ kind: 'fit', path, limits }, { name: 'The picture', signal });
    } finally {
      await rm(path, { force: true });
    }
  }

  /** @returns null when they have not been made yet @throws CodedError `notFound` */
  async loadPeaks(mediaId: MediaId): Promise<Peaks | null> {
    return readPeaks(this.#options.projectFolder, this.#require(mediaId));
  }

  /** @throws CodedError `notFound`, `badRequest` when they cannot be those of this sound */
  async savePeaks(mediaId: MediaId, peaks: Peaks): Promise<void> {
    return writePeaks(this.#options.projectFolder, this.#require(mediaId), peaks);
  }

  /** Bytes of small pictures in their order; null for one that is not made yet, is not small, or is not there. */
  loadSmallFiles(files: readonly SmallFile[]): Promise<(Uint8Array | null)[]> {
    return Promise.all(
      files.map(async ({ mediaId, rendition }) => {
        const media = this.#options.document.get('media', mediaId);
        return media ? this.#renditions.readSmall(media, rendition) : null;
      }),
    );
  }

  /** @returns null when it has not been made yet @throws CodedError `notFound` */
  async loadScrubCopy(mediaId: MediaId): Promise<Uint8Array | null> {
    return this.#scrubCopies.load(this.#require(mediaId));
  }

  /** @throws CodedError `notFound`, `badRequest` when it cannot be a copy of this video */
  async saveScrubCopy(mediaId: MediaId, fingerprint: string, copy: Uint8Array): Promise<void> {
    return this.#scrubCopies.save(this.#require(mediaId), fingerprint, copy);
  }

  /** Keeps the first picture of a video, which only a window can decode. @throws CodedError `notFound`, `unreadable` */
  async saveThumbnail(mediaId: MediaId, picture: Uint8Array): Promise<void> {
    const media = this.#require(mediaId);
    if (media.content.type !== 'video') {
      throw new CodedError(
        'badRequest',
        `The small picture of "${media.name}" is made by the worker.`,
        mediaId,
      );
    }
    return this.#renditions.keepThumbnail(media, picture);
  }

  /** Ends threads and imports. */
  async dispose(): Promise<void> {
    this.cancelImport();
    await Promise.all([this.files.dispose(), this.proxies.dispose()]);
    await this.#lastImport;
    if (!this.#options.threads) await this.#threads.dispose();
    await Promise.all([this.#lookThreads.dispose(), this.#watchThreads.dispose()]);
    if (!this.#options.copyThreads) await this.#copyThreads.dispose();
  }

  /** What imports left that were killed. Nobody else writes there: a project has one worker. */
  async #sweep(): Promise<void> {
    const { projectFolder, document, referredFiles } = this.#options;
    const folder = join(projectFolder, 'media');
    const referred = async (): Promise<ReadonlySet<string>> =>
      allReferred(referredFiles ? await referredFiles() : referredByDocument(document));
    try {
      await sweepTemporaries(folder);
      await sweepJournals(folder, referred);
    } catch {
      // What could not be removed now is seen to when the project is opened next.
    }
  }

  /** A commit has added, changed or removed media. */
  noteCommitted(diff: Diff): void {
    this.files.states.noteCommitted(diff);
    if (!this.#isWatching) return;
    const touched = [...diff.added, ...diff.updated].filter(({ kind }) => kind === 'media');
    const media = touched.flatMap(({ id }) => this.#options.document.get('media', id as MediaId) ?? []);
    if (media.length > 0) void this.proxies.begin(media);
  }

  /** Begins to keep watch over files, and to make proxies. */
  watch(): void {
    this.#isWatching = true;
    this.files.states.start();
    void this.proxies.begin();
  }

  get #hasFfmpeg(): boolean {
    return (this.#options.ffmpeg ?? null) !== null;
  }

  get isImporting(): boolean {
    return this.#imports.size > 0 || this.files.isTakingOver;
  }

  #require(mediaId: string): Media {
    const media = this.#options.document.get('media', mediaId as MediaId);
    if (!media) throw new CodedError('notFound', 'There is no such media in this project.', mediaId);
    return media;
  }
}
