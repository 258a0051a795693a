import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlanRefusal } from '@shared/commands/command';
import { MissingRecordError } from '@shared/document/document';
import type { NewId } from '@shared/document/factories';
import { type Media, mediaSchema } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { Committed, ImportedFile, ImportReply, ImportTarget } from '@shared/rpc/table';
import type { DocumentPort, Emit } from '../documentPort';
import { syncFolder } from '../jobs/segmentStore';
import { importCalls, importLabel, requireTarget } from './importCalls';
import { limits } from './limits';
import type { MediaThreads } from './mediaThreads';
import type { Renditions } from './renditions';
import { cancelledError, sourceErrorOf } from './sourceError';
import {
  copyAndFingerprint,
  fingerprintFile,
  moveIntoPlace,
  type ReadFile,
  realPathBelow,
  requireSpace,
  sizeOf,
  temporaryPath,
} from './storeFile';
import type { FileFormat, PictureFormat } from './thread/task.ts';
import { type Candidate, walkPaths } from './walkPaths';

export interface ImportEnvironment {
  readonly projectFolder: string;
  readonly port: DocumentPort;
  readonly emit: Emit;
  readonly threads: MediaThreads;
  readonly renditions: Renditions;
  readonly newId: NewId;
  readonly now: () => number;
}

export interface ImportRequest {
  readonly paths: readonly string[];
  readonly target: ImportTarget;
  /** Leave the files where they are and remember their places. */
  readonly link: boolean;
}

type Outcome =
  | { readonly name: string; readonly media: Media }
  | { readonly name: string; readonly error: CodedError };

/** Files under way at once: two are decoded while others are copied. */
const parallelFiles = 4;

/** A network folder at its worst: how long a look through a long file may take. */
const slowDiskBytesPerSecond = 10_000_000;

/**
 * One import from paths to one edit. Files that cannot be taken are answered for one by one and the others come in;
 * a cancel, or an edit that fails, leaves nothing behind.
 */
export class ImportSession {
  readonly #environment: ImportEnvironment;
  readonly #request: ImportRequest;
  readonly #signal: AbortSignal;
  readonly #mediaFolder: string;
  /** Media by fingerprint: of the document, and of this import as it goes. */
  readonly #known = new Map<string, Promise<Media>>();
  readonly #added = new Set<Media>();
  /** Files that were not there before. */
  readonly #stored = new Set<string>();
  #progress: number[] = [];
  #reportedAt = 0;

  constructor(environment: ImportEnvironment, request: ImportRequest, signal: AbortSignal) {
    this.#environment = environment;
    this.#request = request;
    this.#signal = signal;
    this.#mediaFolder = join(environment.projectFolder, 'media');
    for (const media of environment.port.document.list('media')) {
      this.#known.set(media.fingerprint, Promise.resolve(media));
    }
  }

  /** @throws CodedError `cancelled`, `notFound` (target), `readOnly`, `diskFull` when nothing at all could be taken in */
  async run(): Promise<ImportReply> {
    const { port } = this.#environment;
    const { target, paths, link } = this.#request;
    requireTarget(port.document, target);
    const candidates = await walkPaths(paths);
    if (!link) await this.#prepareFolder();
    this.#progress = candidates.map(() => 0);
    const outcomes = await this.#bringInAll(candidates);
    try {
      if (this.#signal.aborted) throw cancelledError();
      const chosen = outcomes.flatMap((outcome) => ('media' in outcome ? [outcome.media] : []));
      const committed = chosen.length > 0 ? await this.#commit(chosen) : null;
      return { files: outcomes.map(answerOf), committed };
    } catch (error) {
      await Promise.all([...this.#stored].map((path) => rm(path, { force: true })));
      throw error;
    }
  }

  async #prepareFolder(): Promise<void> {
    const { projectFolder } = this.#environment;
    await mkdir(this.#mediaFolder, { recursive: true }).catch((error: unknown) => {
      throw sourceErrorOf(error, 'media');
    });
    // A link put in its place would lead the copies out of the project.
    if ((await realPathBelow(projectFolder, this.#mediaFolder)) !== undefined) return;
    throw new CodedError(
      'readOnly',
      'The media folder of the project leads out of the project folder. Nothing is written there.',
    );
  }

  async #bringInAll(candidates: readonly Candidate[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < candidates.length && !this.#signal.aborted) {
        const index = next;
        next += 1;
        const candidate = candidates[index] as Candidate;
        outcomes[index] = await this.#outcomeOf(candidate, index);
        this.#report(index, 1, candidate.name, true);
      }
    };
    await Promise.all(Array.from({ length: parallelFiles }, lane));
    return outcomes;
  }

  async #outcomeOf(candidate: Candidate, index: number): Promise<Outcome> {
    const { name } = candidate;
    if ('error' in candidate) return { name, error: candidate.error };
    try {
      return { name, media: await this.#bringIn(candidate, index) };
    } catch (error) {
      return { name, error: sourceErrorOf(error, name) };
    }
  }

  async #bringIn(
    { path, name, byteSize }: Exclude<Candidate, { error: CodedError }>,
    index: number,
  ): Promise<Media> {
    const format = await this.#environment.threads.run(
      { kind: 'identify', path },
      { name, signal: this.#signal },
    );
    requireSize(format, byteSize, name);
    const options = {
      signal: this.#signal,
      // The look inside after the reading counts for a tenth.
      onProgress: (done: number, total: number) => this.#report(index, (done / total) * 0.9, name, false),
    };
    if (this.#request.link) {
      const read = await fingerprintFile(path, name, options);
      return this.#knownOr(read, undefined, () => this.#record(format, read, name, path, undefined));
    }
    await requireSpace(this.#mediaFolder, byteSize, name);
    const temporary = temporaryPath(this.#mediaFolder);
    try {
      const read = await copyAndFingerprint(path, temporary, name, options);
      return await this.#knownOr(read, temporary, () =>
        this.#record(format, read, name, temporary, temporary),
      );
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** The media with the same bytes, or a new one: the same file twice in a project is one. */
  async #knownOr(
    { fingerprint }: ReadFile,
    temporary: string | undefined,
    make: () => Promise<Media>,
  ): Promise<Media> {
    for (;;) {
      const other = this.#known.get(fingerprint);
      if (!other) break;
      // If the same file failed elsewhere in the drop, this one finds out for itself, under its own name.
      const media = await other.catch(() => undefined);
      if (media && (await this.#isUsable(media, temporary))) return media;
      if (this.#known.get(fingerprint) === other) this.#known.delete(fingerprint);
    }
    const making = make();
    this.#known.set(fingerprint, making);
    making.catch(() => undefined);
    return making;
  }

  /** Whether the file of a known media is there; a copy that went missing is mended with the one just read. */
  async #isUsable({ storage }: Media, temporary: string | undefined): Promise<boolean> {
    if (storage.mode === 'linked') return (await sizeOf(storage.path)) !== undefined;
    const path = join(this.#environment.projectFolder, storage.path);
    if ((await sizeOf(path)) !== undefined) return true;
    if (temporary === undefined) return false;
    await moveIntoPlace(temporary, path);
    return true;
  }

  /** @param temporary the copy to put in its place; undefined = the file stays where it is */
  async #record(
    format: FileFormat,
    read: ReadFile,
    name: string,
    path: string,
    temporary: string | undefined,
  ): Promise<Media> {
    const { newId, now, projectFolder } = this.#environment;
    const { content, mimeType } = await this.#look(format, read, name, path);
    if (this.#signal.aborted) throw cancelledError();
    let storage: Media['storage'] = { mode: 'linked', path, rootId: null };
    if (temporary !== undefined) {
      const stored = `media/${read.fingerprint.slice(0, 2)}/${read.fingerprint}.${format.extension}`;
      const target = join(projectFolder, stored);
      if ((await sizeOf(target)) === undefined) this.#stored.add(target);
      await moveIntoPlace(temporary, target);
      storage = { mode: 'copied', path: stored };
    }
    const media: Media = {
      kind: 'media',
      fingerprintOf: 'whole',
      id: newId('media'),
      name: name.normalize('NFC').slice(0, 400),
      ...read,
      mimeType,
      importedAtMs: now(),
      storage,
      content,
    };
    this.#added.add(media);
    return media;
  }

  async #look(
    format: FileFormat,
    { fingerprint, byteSize }: ReadFile,
    name: string,
    path: string,
  ): Promise<Pick<Media, 'content' | 'mimeType'>> {
    const { threads, renditions } = this.#environment;
    const options = { name, signal: this.#signal };
    if (format.family === 'container') {
      const timeoutMs = 15_000 + (byteSize / slowDiskBytesPerSecond) * 1_000;
      const content = await threads.run({ kind: 'container', path }, { ...options, timeoutMs });
      // A broken file can say of itself what no record holds, and would take the whole import along.
      if (!mediaSchema.shape.content.safeParse(content).success) {
        throw new CodedError('unreadable', `"${name}" is damaged: what it says of itself cannot be.`);
      }
      const type = content.type === 'video' ? 'video/' : 'audio/';
      return { content, mimeType: format.mimeType.replace(/^(?:video|audio)\//, type) };
    }
    const pictureFormat = format.extension as PictureFormat;
    const wants = { thumbnail: true, picture: true };
    const facts = await threads.run({ kind: 'picture', path, format: pictureFormat, wants }, options);
    await renditions.keep(fingerprint, pictureFormat, facts, name);
    const { width, height, hasAlpha } = facts;
    return { content: { type: 'image', width, height, hasAlpha }, mimeType: format.mimeType };
  }

  async #commit(chosen: readonly Media[]): Promise<Committed | null> {
    const { port, emit } = this.#environment;
    const { target } = this.#request;
    // In the order of the files, not in which they were done.
    const added = [...new Set(chosen)].filter((media) => this.#added.has(media));
    await this.#makeDurable(added);
    const run = async (meant: ImportTarget): Promise<Committed | null> => {
      const calls = importCalls(port.document, added, chosen, meant);
      if (calls.length === 0) return null;
      return port.runCommands(calls, { source: 'user', label: importLabel(chosen, meant) });
    };
    try {
      return await run(target);
    } catch (error) {
      const isRefused = error instanceof PlanRefusal || error instanceof MissingRecordError;
      if (!isRefused || target.as === 'media') throw error;
      // What they were meant for went away meanwhile; the files themselves are welcome.
      const committed = await run({ as: 'media' });
      emit('problem.raised', {
        code: 'refused',
        message: `The files are in the media list only. ${error.message}`,
      });
      return committed;
    }
  }

  /** Folders last: a record must not outlive a power cut that its file's name did not. */
  async #makeDurable(added: readonly Media[]): Promise<void> {
    const folders = new Set<string>();
    for (const { storage } of added) {
      if (storage.mode === 'copied')
        folders.add(dirname(join(this.#environment.projectFolder, storage.path)));
    }
    if (folders.size > 0) folders.add(this.#mediaFolder);
    for (const folder of folders) await syncFolder(folder);
  }

  #report(index: number, share: number, name: string, isDone: boolean): void {
    this.#progress[index] = share;
    const { now, emit } = this.#environment;
    // Some twenty a second are enough to look alive.
    if (!isDone && now() - this.#reportedAt < 50) return;
    this.#reportedAt = now();
    const done = this.#progress.reduce((sum, part) => sum + part, 0);
    emit('import.progress', { done, total: this.#progress.length, name });
  }
}

function answerOf(outcome: Outcome): ImportedFile {
  const { name } = outcome;
  if ('media' in outcome) return { ok: true, name, mediaId: outcome.media.id };
  return { ok: false, name, code: outcome.error.code, message: outcome.error.message };
}

function requireSize({ family, extension }: FileFormat, byteSize: number, name: string): void {
  const limit =
    family === 'container'
      ? limits.containerBytes
      : extension === 'svg'
        ? limits.svgBytes
        : limits.pictureBytes;
  if (byteSize <= limit) return;
  const words = (bytes: number): string => `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en-US')} MB`;
  throw new CodedError('tooLarge', `"${name}" has ${words(byteSize)}; the limit is ${words(limit)}.`);
}
