import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewId } from '@shared/document/factories';
import type { Media } from '@shared/document/records';
import type { CodedError } from '@shared/rpc/result';
import type { ImportedFile } from '@shared/rpc/table';
import type { DocumentPort, Emit } from '../documentPort';
import type { Brought } from './importCalls';
import { ImportMeter } from './importMeter';
import { KnownMedia, type ReadFile } from './knownMedia';
import { lookInside, requireSize } from './lookInside';
import type { FileLook, FileToRemember, MachineFiles } from './machineFiles';
import type { MediaPlaces } from './mediaPlaces';
import type { MediaThreads } from './mediaThreads';
import type { Renditions } from './renditions';
import { cancelledError, sourceErrorOf } from './sourceError';
import { moveIntoPlace, requireSpace, sizeOf, temporaryPath } from './storeFile';
import { TakenFiles } from './takenFiles';
import { isFacts } from './thread/fileFacts.ts';
import { type FingerprintOf, sampledFromBytes } from './thread/fingerprint.ts';
import type { FileFormat } from './thread/task.ts';
import type { Candidate } from './walkPaths';

export interface ImportEnvironment {
  readonly projectFolder: string;
  readonly port: DocumentPort;
  readonly emit: Emit;
  /** For looks inside. */
  readonly threads: MediaThreads;
  /** For copies and fingerprints, which take as long as the disks do. */
  readonly copyThreads: MediaThreads;
  readonly renditions: Renditions;
  /** Videos that only FFmpeg decodes are taken, too. */
  readonly hasFfmpeg: boolean;
  readonly machine: MachineFiles;
  readonly places: MediaPlaces;
  readonly newId: NewId;
  readonly now: () => number;
}

/** Whether files are copied into the project or stay where they are. */
export interface LinkChoice {
  /** Leave the files where they are and remember their places. */
  readonly link: boolean;
  /** Files of so many bytes and more stay where they are all the same; null = none for their size. */
  readonly linkFromBytes?: number | null | undefined;
}

type FileToImport = Exclude<Candidate, { error: CodedError }>;

/** What became of a file. */
export type Outcome =
  | { readonly name: string; readonly path: string; readonly media: Media }
  | { readonly name: string; readonly path: string; readonly error: CodedError };

/** Files under way at once: two are decoded while others are copied. */
const parallelFiles = 4;
/** Files that are looked up before others get their turn. */
const filesPerTurn = 100;
/** Written to the library at a time: it may be waited for. */
const rememberedAtOnce = 500;

/**
 * Files on their way into a project: read, copied or linked, each once. Whoever commits what came of them says
 * at last whether they stay.
 */
export class FileIntake {
  readonly #environment: ImportEnvironment;
  readonly #choice: LinkChoice;
  readonly #signal: AbortSignal;
  readonly #taken: TakenFiles;
  readonly #known: KnownMedia;
  readonly #added = new Set<Media>();
  readonly #found = new Map<Media['id'], Media>();
  readonly #toRemember: FileToRemember[] = [];
  #meter: ImportMeter;

  constructor(environment: ImportEnvironment, choice: LinkChoice, signal: AbortSignal) {
    const { projectFolder, port, emit, now } = environment;
    this.#environment = environment;
    this.#choice = choice;
    this.#signal = signal;
    this.#taken = new TakenFiles(projectFolder);
    this.#known = new KnownMedia(port.document.list('media'));
    this.#meter = new ImportMeter([], emit, now);
  }

  /** While it is not known yet how many files there are. */
  found(files: number): void {
    this.#meter.found(files);
  }

  /**
   * Takes files in, several at once, tells how far it is, and commits what came of them. Files that are the same are one media.
   * @param commit makes the edit; the copies outlive a power cut by then. When it throws, nothing of the files stays.
   * @throws CodedError `cancelled`; `readOnly`, `diskFull` where the project's folder takes none; as `commit` does
   */
  async take<T>(
    candidates: readonly Candidate[],
    commit: (brought: Brought, outcomes: readonly Outcome[]) => Promise<T>,
  ): Promise<T> {
    const outcomes = await this.#bringInAll(candidates);
    try {
      if (this.#signal.aborted) throw cancelledError();
      const chosen = outcomes.flatMap((outcome) => ('media' in outcome ? [outcome.media] : []));
      // In the order of the files, not in which they were done.
      const brought: Brought = {
        added: [...new Set(chosen)].filter((media) => this.#added.has(media)),
        found: [...this.#found.values()],
        chosen,
      };
      await this.#taken.makeDurable([...brought.added, ...brought.found]);
      const result = await commit(brought, outcomes);
      await this.#taken.keep();
      await this.#remember();
      return result;
    } catch (error) {
      await this.#taken.takeBack();
      throw error;
    }
  }

  #staysInPlace({ facts }: FileToImport): boolean {
    const { link, linkFromBytes } = this.#choice;
    return link || (linkFromBytes != null && facts.byteSize >= linkFromBytes);
  }

  async #bringInAll(candidates: readonly Candidate[]): Promise<Outcome[]> {
    const { emit, now } = this.#environment;
    const sizes = candidates.map((each) => ('facts' in each ? each.facts.byteSize : 0));
    this.#meter = new ImportMeter(sizes, emit, now);
    if (candidates.some((each) => 'facts' in each && !this.#staysInPlace(each)))
      await this.#taken.prepareFolder();
    const outcomes: Outcome[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < candidates.length && !this.#signal.aborted) {
        const index = next;
        next += 1;
        const candidate = candidates[index] as Candidate;
        outcomes[index] = await this.#outcomeOf(candidate, index);
        this.#meter.report(index, 1, candidate.name, true);
        // Files that are known are not waited for.
        if (index % filesPerTurn === filesPerTurn - 1) await nextTurn();
      }
    };
    await Promise.all(Array.from({ length: parallelFiles }, lane));
    return outcomes;
  }

  async #outcomeOf(candidate: Candidate, index: number): Promise<Outcome> {
    const { name, path } = candidate;
    if ('error' in candidate) return { name, path, error: candidate.error };
    try {
      return { name, path, media: await this.#bringInOne(candidate, index) };
    } catch (error) {
      return { name, path, error: sourceErrorOf(error, name) };
    }
  }

  async #bringInOne(file: FileToImport, index: number): Promise<Media> {
    const { path, name, facts } = file;
    const { machine, threads, copyThreads } = this.#environment;
    const isLinked = this.#staysInPlace(file);
    const of: FingerprintOf = isLinked && facts.byteSize >= sampledFromBytes ? 'samples' : 'whole';
    const remembered = machine.recall(facts, of);
    if (remembered) {
      const read = { fingerprint: remembered.fingerprint, of, facts };
      // The same card again: nothing of it is read.
      const media = await this.#known.find(read, (known) => this.#use(known, read, path, undefined));
      if (media) return media;
      const { look } = remembered;
      if (isLinked && look)
        return this.#known.findOrMake(
          read,
          (known) => this.#use(known, read, path, undefined),
          async () => this.#link(read, name, path, look),
        );
    }
    const format = await threads.run({ kind: 'identify', path }, { name, signal: this.#signal });
    requireSize(format, facts.byteSize, name);
    const options = {
      name,
      signal: this.#signal,
      // The look inside after the reading counts for a tenth.
      onProgress: (done: number) => this.#meter.report(index, (done / facts.byteSize) * 0.9, name, false),
    };
    if (isLinked) {
      const { fingerprint, facts: found } = await copyThreads.run({ kind: 'fingerprint', path, of }, options);
      const read = { fingerprint, of, facts: found };
      return this.#known.findOrMake(
        read,
        (known) => this.#use(known, read, path, undefined),
        async () => this.#link(read, name, path, await this.#look(format, read, name, path)),
      );
    }
    await requireSpace(this.#taken.mediaFolder, facts.byteSize, name);
    const temporary = temporaryPath(this.#taken.mediaFolder);
    try {
      const task = { kind: 'copy', source: path, target: temporary } as const;
      const { fingerprint, facts: found } = await copyThreads.run(task, options);
      const read = { fingerprint, of, facts: found };
      return await this.#known.findOrMake(
        read,
        (known) => this.#use(known, read, path, temporary),
        () => this.#store(format, read, name, temporary),
      );
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /**
   * Whether a known media is the file just read, which it then stands for. A copy that went missing is mended with the
   * one just made; a linked file that is gone from its place is from now on this one.
   * @param temporary the copy just made, if any
   */
  async #use(
    known: Media,
    read: ReadFile,
    path: string,
    temporary: string | undefined,
  ): Promise<Media | undefined> {
    if (!(await this.#isSame(known, read, temporary ?? path))) return undefined;
    this.#noteRead(read, { content: known.content, mimeType: known.mimeType });
    if (await this.#isThere(known)) return known;
    if (known.storage.mode === 'copied') {
      if (temporary === undefined || read.fingerprint !== known.fingerprint) return undefined;
      await moveIntoPlace(temporary, join(this.#environment.projectFolder, known.storage.path));
      return known;
    }
    const { port, places } = this.#environment;
    // Of this very import: it has just been there.
    if (!port.document.has('media', known.id)) return undefined;
    let storage: Media['storage'];
    if (temporary === undefined) storage = places.linkTo(path, read.facts.modifiedAtMs);
    else {
      const extension = /\.([a-z0-9]{1,8})$/.exec(path.toLowerCase())?.[1] ?? 'bin';
      storage = await this.#taken.takeIn(temporary, read.fingerprint, extension);
    }
    const found = { ...known, storage, fingerprint: read.fingerprint, fingerprintOf: read.of };
    this.#found.set(known.id, found);
    return found;
  }

  async #isThere(known: Media): Promise<boolean> {
    const { places, copyThreads } = this.#environment;
    const place = places.pathOf(known);
    if (place === undefined) return false;
    if (known.storage.mode === 'copied') return (await sizeOf(place)) === known.byteSize;
    // In a thread: its network folder may be one that hangs.
    const [found] = await copyThreads.run({ kind: 'facts', paths: [place] }, { name: known.name });
    return isFacts(found) && found.byteSize === known.byteSize;
  }

  /** Media are looked up by either fingerprint; a large one known by the other kind is compared by samples. */
  async #isSame(known: Media, read: ReadFile, path: string): Promise<boolean> {
    if (known.fingerprintOf === read.of) return known.fingerprint === read.fingerprint;
    if (known.byteSize !== read.facts.byteSize) return false;
    const place = this.#environment.places.pathOf(known);
    const other = read.of === 'samples' ? place : path;
    if (other === undefined) return false;
    const sampled = await this.#samplesOf(other, known.name);
    return sampled === (read.of === 'samples' ? read.fingerprint : known.fingerprint);
  }

  async #samplesOf(path: string, name: string): Promise<string | undefined> {
    const task = { kind: 'fingerprint', path, of: 'samples' } as const;
    return this.#environment.copyThreads.run(task, { name, signal: this.#signal }).then(
      ({ fingerprint }) => fingerprint,
      () => undefined,
    );
  }

  #look(format: FileFormat, read: ReadFile, name: string, path: string): Promise<FileLook> {
    return lookInside(this.#environment, { format, read, name, path, signal: this.#signal });
  }

  async #store(format: FileFormat, read: ReadFile, name: string, temporary: string): Promise<Media> {
    const look = await this.#look(format, read, name, temporary);
    if (this.#signal.aborted) throw cancelledError();
    const storage = await this.#taken.takeIn(temporary, read.fingerprint, format.extension);
    return this.#record(read, name, storage, look);
  }

  #link(read: ReadFile, name: string, path: string, look: FileLook): Media {
    if (this.#signal.aborted) throw cancelledError();
    return this.#record(read, name, this.#environment.places.linkTo(path, read.facts.modifiedAtMs), look);
  }

  #record(read: ReadFile, name: string, storage: Media['storage'], look: FileLook): Media {
    const { newId, now } = this.#environment;
    const media: Media = {
      kind: 'media',
      id: newId('media'),
      name: name.normalize('NFC').slice(0, 400),
      fingerprint: read.fingerprint,
      fingerprintOf: read.of,
      byteSize: read.facts.byteSize,
      mimeType: look.mimeType,
      importedAtMs: now(),
      storage,
      content: look.content,
    };
    this.#added.add(media);
    this.#noteRead(read, look);
    return media;
  }

  #noteRead({ facts, of, fingerprint }: ReadFile, look: FileLook): void {
    this.#toRemember.push({ facts, of, fingerprint, look });
  }

  async #remember(): Promise<void> {
    for (let at = 0; at < this.#toRemember.length; at += rememberedAtOnce) {
      this.#environment.machine.remember(this.#toRemember.slice(at, at + rememberedAtOnce));
      await nextTurn();
    }
  }
}

export function answerOf(outcome: Outcome): ImportedFile {
  const { name } = outcome;
  if ('media' in outcome) return { ok: true, name, mediaId: outcome.media.id };
  return { ok: false, name, code: outcome.error.code, message: outcome.error.message };
}
