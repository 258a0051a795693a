import { basename } from 'node:path';
import type { MediaId, MediaRootId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import { CodedError } from '@shared/rpc/result';
import type {
  AcceptReply,
  Committed,
  MediaMatch,
  RootPlace,
  SearchReply,
  VerifyReply,
} from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import type { DocumentPort, Emit } from '../documentPort';
import { describeDifference } from './describeDifference';
import type { MachineFiles } from './machineFiles';
import { type MediaPlaces, relativeBelow } from './mediaPlaces';
import { locateFile, type ProposedMatch, type SearchResult, searchFolder } from './mediaSearch';
import { MediaStates } from './mediaStates';
import type { MediaThreads } from './mediaThreads';
import type { Renditions } from './renditions';
import { takeMatches } from './takeMatches';
import { isFacts } from './thread/fileFacts.ts';

export interface MediaFilesOptions {
  readonly projectFolder: string;
  readonly port: DocumentPort;
  readonly emit: Emit;
  readonly places: MediaPlaces;
  readonly machine: MachineFiles;
  readonly renditions: Renditions;
  readonly hasFfmpeg: boolean;
  /** For looks inside. */
  readonly threads: MediaThreads;
  readonly copyThreads: MediaThreads;
  /** For looks at folders, which network drives may hold up. */
  readonly lookThreads: MediaThreads;
  readonly watchThreads: MediaThreads;
  readonly now: () => number;
  /** Tries to bring back a file that is missing; whether it is there again. */
  readonly mend: (media: Media) => Promise<boolean>;
}

/** Different files of a media's name that are looked into before they are proposed. */
const differencesShown = 200;
/** Progress is told as often as looks alive. */
const tellEveryMs = 50;

/** Files of media outside imports: whether they are there and as they were, finding them again, folders they lie in. */
export class MediaFiles {
  readonly states: MediaStates;
  readonly #options: MediaFilesOptions;
  /** Of the last search and what was located since. */
  readonly #matches = new Map<string, ProposedMatch>();
  #work: AbortController | null = null;
  #kind: 'search' | 'verify' | 'accept' | null = null;

  constructor(options: MediaFilesOptions) {
    this.#options = options;
    const { port, places, machine, lookThreads, watchThreads, emit, now, mend } = options;
    this.states = new MediaStates({
      document: port.document,
      places,
      machine,
      threads: lookThreads,
      watchThreads,
      emit,
      now,
      mend,
    });
  }

  /**
   * Looks for media below a folder.
   * @param mediaIds null = all that are not as they should be
   * @throws CodedError `cancelled`, `notFound`, `unreadable`, `refused` while other work of this kind is under way
   */
  search(folder: string, mediaIds: readonly MediaId[] | null): Promise<SearchReply> {
    return this.#working('search', async (signal, tell) => {
      const wanted = mediaIds === null ? await this.#wanted() : this.#existing(mediaIds);
      if (wanted.length === 0) return { folder, filesSeen: 0, isCut: false, matches: [] };
      const result = await searchFolder(folder, wanted, this.#searching(signal, tell));
      return this.#reply(folder, result, signal);
    });
  }

  /** The file a person has chosen for a media, and those of others that moved as it did. @throws as search */
  locate(path: string, mediaId: MediaId): Promise<SearchReply> {
    return this.#working('search', async (signal, tell) => {
      const [chosen] = this.#existing([mediaId]);
      if (!chosen) throw noMedia(mediaId);
      const others = (await this.#wanted()).filter(({ id }) => id !== mediaId);
      return this.#reply(path, await locateFile(path, chosen, others, this.#searching(signal, tell)), signal);
    });
  }

  /** Takes linked files that were written to as they are now. @throws as accept */
  async acceptChanged(mediaIds: readonly MediaId[]): Promise<AcceptReply> {
    const { places, lookThreads } = this.#options;
    const media = this.#existing(mediaIds).filter(({ storage }) => storage.mode === 'linked');
    const paths = media.map((each) => places.pathOf(each) ?? '');
    const found = await lookThreads.run({ kind: 'facts', paths }, { name: 'media' });
    const ids = media.flatMap(({ id }, index) => {
      const facts = found[index];
      if (!isFacts(facts)) return [];
      const match = {
        matchId: nanoid(),
        mediaId: id,
        path: paths[index] ?? '',
        facts,
        confidence: 'different',
      } as const;
      this.#matches.set(match.matchId, match);
      return [match.matchId];
    });
    return this.accept(ids);
  }

  /** Takes proposed files over as one edit. @throws CodedError `cancelled`, `notFound`, `diskFull`, `readOnly` */
  accept(matchIds: readonly string[]): Promise<AcceptReply> {
    return this.#working('accept', async (signal, onProgress) => {
      const { projectFolder, port, places, machine, renditions, hasFfmpeg, threads, copyThreads } =
        this.#options;
      const chosen = matchIds.flatMap((id) => {
        const match = this.#matches.get(id);
        const media = match && port.document.get('media', match.mediaId);
        return media ? [{ media, match }] : [];
      });
      if (chosen.length === 0)
        throw new CodedError('notFound', 'These files are not proposed any more. Search again.');
      const taken = await takeMatches(chosen, {
        projectFolder,
        places,
        machine,
        renditions,
        hasFfmpeg,
        threads,
        copyThreads,
        signal,
        onProgress,
      });
      const { files, restored, failed } = taken;
      let committed: Committed | null = null;
      try {
        if (files.length > 0)
          committed = await port.runCommand('media.relink', { files }, { source: 'user' });
      } catch (error) {
        await taken.finish(false);
        throw error;
      }
      await taken.finish(true);
      await this.states.checkAll();
      return { relinked: files.length, restored: restored.length, failed: [...failed], committed };
    });
  }

  /** Reads files through and compares them with their fingerprints. @throws CodedError `cancelled` */
  verify(mediaIds: readonly MediaId[]): Promise<VerifyReply> {
    return this.#working('verify', async (signal, tell) => {
      const media = this.#existing(mediaIds);
      const total = media.reduce((sum, { byteSize }) => sum + byteSize, 0);
      const results: VerifyReply['results'] = [];
      let before = 0;
      for (const each of media) {
        const at = before;
        const result = await this.#verifyOne(each, signal, (bytes) => tell(at + bytes, total, each.name));
        results.push({ mediaId: each.id, result });
        this.states.settle(each.id, result === 'same' ? undefined : result);
        before += each.byteSize;
        tell(before, total, each.name);
      }
      return { results };
    });
  }

  /** Copies go into the project that no record names yet. */
  get isTakingOver(): boolean {
    return this.#kind === 'accept';
  }

  cancel(): void {
    this.#work?.abort();
  }

  /** Where the project's media folders are on this machine. */
  async roots(): Promise<RootPlace[]> {
    const { port, machine, lookThreads } = this.#options;
    const roots = port.document.list('mediaRoot').map(({ id }) => ({ id, place: machine.rootPlace(id) }));
    const paths = roots.flatMap(({ place }) => place ?? []);
    const found =
      paths.length > 0 ? await lookThreads.run({ kind: 'facts', paths }, { name: 'folders' }) : [];
    const there = new Map(paths.map((path, index) => [path, found[index] === 'folder']));
    return roots.map(({ id, place }) => ({
      rootId: id,
      place: place ?? null,
      isThere: place !== undefined && there.get(place) === true,
    }));
  }

  /**
   * Says which folder of this machine a media folder is; linked media below it are named by it from now on.
   * @throws CodedError `notFound`
   */
  async placeRoot(rootId: MediaRootId, folder: string): Promise<Committed | null> {
    const { port, machine } = this.#options;
    const root = port.document.get('mediaRoot', rootId);
    if (!root) throw new CodedError('notFound', 'This media folder is no longer in the project.', rootId);
    machine.setRootPlace(rootId, folder);
    const committed = await this.#moveBelow(rootId, folder);
    await this.states.checkAll();
    return committed;
  }

  /** Makes a media folder of a folder, with its name. */
  async addRoot(folder: string): Promise<Committed | null> {
    const { port, machine } = this.#options;
    const taken = new Set(port.document.list('mediaRoot').map(({ name }) => name.toLocaleLowerCase()));
    const plain = basename(folder).slice(0, 180) || 'Media';
    let name = plain;
    for (let count = 2; taken.has(name.toLocaleLowerCase()); count += 1) name = `${plain} ${count}`;
    const committed = await port.runCommand('mediaRoot.add', { name }, { source: 'user' });
    const [added] = committed.diff.added;
    if (added?.kind !== 'mediaRoot') return committed;
    machine.setRootPlace(added.id, folder);
    await this.#moveBelow(added.id, folder);
    await this.states.checkAll();
    return committed;
  }

  /** Takes a media folder out of the project; media in it keep their whole paths where they are known. */
  async removeRoot(rootId: MediaRootId): Promise<Committed> {
    const { port, places } = this.#options;
    const files = port.document.list('media').flatMap((media) => {
      if (media.storage.mode === 'copied' || media.storage.rootId !== rootId) return [];
      const path = places.pathOf(media);
      return path === undefined ? [] : [{ mediaId: media.id, path }];
    });
    const whole = files.length > 0 ? [{ command: 'media.setRoot', args: { rootId: null, files } }] : [];
    const name = port.document.get('mediaRoot', rootId)?.name ?? '';
    return port.runCommands([...whole, { command: 'mediaRoot.delete', args: { rootId } }], {
      source: 'user',
      label: `Delete Media Folder ${name}`,
    });
  }

  async dispose(): Promise<void> {
    this.cancel();
    this.states.stop();
  }

  async #moveBelow(rootId: MediaRootId, folder: string): Promise<Committed | null> {
    const { port, places } = this.#options;
    const files = port.document.list('media').flatMap((media) => {
      if (media.storage.mode === 'copied' || media.storage.rootId !== null) return [];
      const whole = places.pathOf(media);
      const path = whole === undefined ? undefined : relativeBelow(folder, whole);
      return path === undefined ? [] : [{ mediaId: media.id, path }];
    });
    if (files.length === 0) return null;
    return port.runCommand('media.setRoot', { rootId, files }, { source: 'user' });
  }

  async #wanted(): Promise<Media[]> {
    await this.states.checkAll();
    return this.#existing(this.states.list().map(({ mediaId }) => mediaId));
  }

  #existing(ids: readonly MediaId[]): Media[] {
    return [...new Set(ids)].flatMap((id) => this.#options.port.document.get('media', id) ?? []);
  }

  #searching(signal: AbortSignal, onProgress: (done: number, total: number, name: string) => void) {
    const { port, places, machine, lookThreads } = this.#options;
    return { document: port.document, places, machine, threads: lookThreads, signal, onProgress };
  }

  async #reply(folder: string, { matches, filesSeen, isCut }: SearchResult, signal: AbortSignal) {
    for (const match of matches) this.#matches.set(match.matchId, match);
    const told: MediaMatch[] = [];
    let looked = 0;
    for (const { matchId, mediaId, path, confidence, facts } of matches) {
      const media = this.#options.port.document.get('media', mediaId);
      if (!media) continue;
      const isLooked = confidence === 'different' && looked < differencesShown;
      if (isLooked) looked += 1;
      const difference =
        confidence !== 'different'
          ? null
          : isLooked
            ? await describeDifference(media, path, facts, this.#options.threads, signal)
            : `${byteText(facts.byteSize)} instead of ${byteText(media.byteSize)}`;
      told.push({ matchId, mediaId, path, confidence, byteSize: facts.byteSize, difference });
    }
    return { folder, filesSeen, isCut, matches: told };
  }

  async #verifyOne(
    media: Media,
    signal: AbortSignal,
    onProgress: (bytes: number) => void,
  ): Promise<VerifyReply['results'][number]['result']> {
    const { places, lookThreads, machine } = this.#options;
    const path = places.pathOf(media);
    if (path === undefined) return 'missing';
    const [found] = await lookThreads.run({ kind: 'facts', paths: [path] }, { name: media.name, signal });
    if (!isFacts(found)) return 'missing';
    if (found.byteSize !== media.byteSize) return 'changed';
    const task = { kind: 'fingerprint', path, of: media.fingerprintOf } as const;
    try {
      const read = await lookThreads.run(task, { name: media.name, signal, onProgress });
      const { fingerprint, facts } = read;
      machine.remember([{ facts, of: media.fingerprintOf, fingerprint, look: null }]);
      return fingerprint === media.fingerprint ? 'same' : 'changed';
    } catch (error) {
      if (signal.aborted) throw error;
      // It is there and cannot be read through: a disk that fails, or somebody writing to it.
      return 'changed';
    }
  }

  async #working<T>(
    kind: 'search' | 'verify' | 'accept',
    work: (signal: AbortSignal, tell: (done: number, total: number, name: string) => void) => Promise<T>,
  ): Promise<T> {
    if (this.#work)
      throw new CodedError('refused', 'Files are being looked through already. Cancel that first.');
    const abort = new AbortController();
    this.#work = abort;
    this.#kind = kind;
    const { emit, now } = this.#options;
    let toldAt = 0;
    try {
      return await work(abort.signal, (done, total, name) => {
        if (now() - toldAt < tellEveryMs) return;
        toldAt = now();
        emit('media.work', { kind, done, total, name });
      });
    } finally {
      this.#work = null;
      this.#kind = null;
      emit('media.work', { ended: true });
    }
  }
}

const noMedia = (id: string): CodedError =>
  new CodedError('notFound', 'There is no such media in this project.', id);
