import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PlanRefusal } from '@shared/commands/command';
import { MissingRecordError } from '@shared/document/document';
import type { NewId } from '@shared/document/factories';
import type { Media } from '@shared/document/records';
import type { CodedError } from '@shared/rpc/result';
import type { Committed, ImportedFile, ImportReply, ImportTarget } from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import type { DocumentPort, Emit } from '../documentPort';
import { type Brought, importCalls, importLabel, partsOf, requireTarget } from './importCalls';
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
import { type Candidate, walkPaths } from './walkPaths';

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

export interface ImportRequest {
  readonly paths: readonly string[];
  readonly target: ImportTarget;
  /** Leave the files where they are and remember their places. */
  readonly link: boolean;
  /** Files of so many bytes and more stay where they are all the same; null = none for their size. */
  readonly linkFromBytes?: number | null | undefined;
}

type FileToImport = Exclude<Candidate, { error: CodedError }>;

type Outcome =
  | { readonly name: string; readonly media: Media }
  | { readonly name: string; readonly error: CodedError };

/** Files under way at once: two are decoded while others are copied. */
const parallelFiles = 4;
/** Files that are looked up before others get their turn. */
const filesPerTurn = 100;
/** Written to the library at a time: it may be waited for. */
const rememberedAtOnce = 500;

/**
 * One import from paths to one edit. Files that cannot be taken are answered for one by one and the others come in;
 * a cancel, or an edit that fails, leaves nothing behind.
 */
export class ImportSession {
  readonly #environment: ImportEnvironment;
  readonly #request: ImportRequest;
  readonly #signal: AbortSignal;
  readonly #taken: TakenFiles;
  readonly #known: KnownMedia;
  readonly #added = new Set<Media>();
  readonly #found = new Map<Media['id'], Media>();
  readonly #toRemember: FileToRemember[] = [];
  #meter: ImportMeter;

  constructor(environment: ImportEnvironment, request: ImportRequest, signal: AbortSignal) {
    const { projectFolder, port, emit, now } = environment;
    this.#environment = environment;
    this.#request = request;
    this.#signal = signal;
    this.#taken = new TakenFiles(projectFolder);
    this.#known = new KnownMedia(port.document.list('media'));
    this.#meter = new ImportMeter([], emit, now);
  }

  /** @throws CodedError `cancelled`, `notFound` (target), `readOnly`, `diskFull` when nothing at all could be taken in */
  async run(): Promise<ImportReply> {
    const { port, copyThreads, emit, now } = this.#environment;
    const { target, paths } = this.#request;
    requireTarget(port.document, target);
    const candidates = await walkPaths(paths, {
      threads: copyThreads,
      signal: this.#signal,
      onFound: (files) => this.#meter.found(files),
    });
    const sizes = candidates.map((each) => ('facts' in each ? each.facts.byteSize : 0));
    this.#meter = new ImportMeter(sizes, emit, now);
    if (candidates.some((each) => 'facts' in each && !this.#staysInPlace(each)))
      await this.#taken.prepareFolder();
    const outcomes = await this.#bringInAll(candidates);
    try {
      if (this.#signal.aborted) throw cancelledError();
      const chosen = outcomes.flatMap((outcome) => ('media' in outcome ? [outcome.media] : []));
      const committed = chosen.length > 0 ? await this.#commit(chosen) : null;
      await this.#taken.keep();
      await this.#remember();
      return { files: outcomes.map(answerOf), committed };
    } catch (error) {
      await this.#taken.takeBack();
      throw error;
    }
  }

  #staysInPlace({ facts }: FileToImport): boolean {
    const { link, linkFromBytes } = this.#request;
    return link || (linkFromBytes != null && facts.byteSize >= linkFromBytes);
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
        this.#meter.report(index, 1, candidate.name, true);
        // Files that are known are not waited for.
        if (index % filesPerTurn === filesPerTurn - 1) await nextTurn();
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

  async #bringIn(file: FileToImport, index: number): Promise<Media> {
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

  async #commit(chosen: readonly Media[]): Promise<Committed | null> {
    const { port, emit } = this.#environment;
    const { target } = this.#request;
    // In the order of the files, not in which they were done.
    const brought: Brought = {
      added: [...new Set(chosen)].filter((media) => this.#added.has(media)),
      found: [...this.#found.values()],
      chosen,
    };
    await this.#taken.makeDurable([...brought.added, ...brought.found]);
    const run = async (meant: ImportTarget): Promise<Committed | null> => {
      const label = importLabel(chosen, meant);
      // Several commits, one entry of the history: others get their turn in between.
      const gestureId = `import ${nanoid()}`;
      let committed: Committed | null = null;
      for (const { part, target: place } of partsOf(brought, meant)) {
        // Before the first part, too: after an answer from a thread the next turn comes before anybody else's.
        await nextTurn();
        const calls = importCalls(port.document, part, place);
        if (calls.length > 0) committed = await port.runCommands(calls, { source: 'user', label, gestureId });
      }
      return committed;
    };
    try {
      return await run(target);
    } catch (error) {
      const isRefused = error instanceof PlanRefusal || error instanceof MissingRecordError;
      if (!isRefused || target.as === 'media') throw error;
      // A picture on a line is a slip of the hand: nothing of it comes in.
      if (target.as === 'line' && error instanceof PlanRefusal) throw error;
      // What they were meant for went away meanwhile; the files themselves are welcome.
      const committed = await run({ as: 'media' });
      emit('problem.raised', {
        code: 'refused',
        message: `The files are in the media list only. ${error.message}`,
      });
      return committed;
    }
  }
}

function answerOf(outcome: Outcome): ImportedFile {
  const { name } = outcome;
  if ('media' in outcome) return { ok: true, name, mediaId: outcome.media.id };
  return { ok: false, name, code: outcome.error.code, message: outcome.error.message };
}
