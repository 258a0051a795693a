import { dirname } from 'node:path';
import type { Diff } from '@shared/document/diff';
import type { DocumentView } from '@shared/document/document';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import type { MediaFileState } from '@shared/media/mediaState';
import type { Emit } from '../documentPort';
import type { MachineFiles } from './machineFiles';
import type { MediaPlaces } from './mediaPlaces';
import type { MediaThreads } from './mediaThreads';
import { type FileFacts, isFacts, type PathFacts } from './thread/fileFacts.ts';
import { watchBegins } from './thread/task.ts';

export interface MediaStateEntry {
  readonly mediaId: MediaId;
  readonly state: MediaFileState;
}

export interface MediaStatesOptions {
  readonly document: DocumentView;
  readonly places: MediaPlaces;
  readonly machine: MachineFiles;
  /** Looks at files: network folders may keep it waiting. */
  readonly threads: MediaThreads;
  /** One that does nothing else. */
  readonly watchThreads: MediaThreads;
  readonly emit: Emit;
  readonly now: () => number;
  /** Tries to bring back a file that is missing; whether it is there again. */
  readonly mend: (media: Media) => Promise<boolean>;
}

/** Files looked at in one go; others may want to look at something in between. */
const filesAtOnce = 500;
/** How often linked files are looked at without any sign of change. Longer where looking takes long. */
const lookEveryMs = 20_000;
const lookShare = 50;
/** Folders that are watched; a film's rushes lie in fewer. */
const watchedFolders = 64;
/** Changes come in bursts. */
const burstMs = 250;

/**
 * Which media have their files, and which have not. Looked at when the project opens, when something changes in their
 * folders, when a file could not be read, when the person comes back to the window, and from time to time; never on the
 * worker's own thread.
 */
export class MediaStates {
  readonly #options: MediaStatesOptions;
  readonly #states = new Map<MediaId, MediaFileState>();
  /** Linked files whose time of writing is another, to be read. */
  readonly #suspects = new Map<MediaId, { readonly path: string; readonly facts: FileFacts }>();
  readonly #due = new Set<MediaId>();
  readonly #stop = new AbortController();
  #isAllDue = false;
  #isStarted = false;
  #work: Promise<void> = Promise.resolve();
  #isWorking = false;
  #burst: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #watch: { readonly key: string; readonly stop: AbortController } | undefined;

  constructor(options: MediaStatesOptions) {
    this.#options = options;
  }

  /** All media that are not as they should be. */
  list(): MediaStateEntry[] {
    return [...this.#states].map(([mediaId, state]) => ({ mediaId, state }));
  }

  of(mediaId: MediaId): MediaFileState | undefined {
    return this.#states.get(mediaId);
  }

  /** Begins to keep watch; before that, files are looked at only when asked for. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    void this.checkAll();
  }

  stop(): void {
    this.#stop.abort();
    this.#watch?.stop.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#burst);
  }

  /** Looks at every file. Resolves when it is known of each. */
  checkAll(): Promise<void> {
    this.#isAllDue = true;
    return this.#begin();
  }

  /** Resolves when it is known of these. */
  check(mediaIds: Iterable<MediaId>): Promise<void> {
    for (const id of mediaIds) this.#due.add(id);
    return this.#begin();
  }

  /** Something happened to these: they are looked at soon, together with what else happens. */
  note(mediaIds: Iterable<MediaId>): void {
    if (!this.#isStarted) return;
    for (const id of mediaIds) this.#due.add(id);
    if (this.#due.size === 0) return;
    clearTimeout(this.#burst);
    this.#burst = setTimeout(() => void this.#begin(), burstMs);
  }

  /** A commit has added, changed or removed media. */
  noteCommitted({ added, updated, removed }: Diff): void {
    const gone = removed.filter(({ kind, id }) => kind === 'media' && this.#states.delete(id as MediaId));
    if (gone.length > 0) this.#tell();
    const touched = [...added, ...updated].filter(({ kind }) => kind === 'media');
    this.note(touched.map(({ id }) => id as MediaId));
  }

  /** The file of a media was read through and found to be this. */
  settle(mediaId: MediaId, state: MediaFileState | undefined): void {
    this.#suspects.delete(mediaId);
    if (this.#set(mediaId, state)) this.#tell();
  }

  #begin(): Promise<void> {
    // One pass at a time; the one that begins next takes all that is due by then.
    if (!this.#isWorking) {
      this.#isWorking = true;
      this.#work = this.#run().finally(() => {
        this.#isWorking = false;
      });
      return this.#work;
    }
    return this.#work.then(() => (this.#isAllDue || this.#due.size > 0 ? this.#begin() : undefined));
  }

  async #run(): Promise<void> {
    const startedAt = this.#options.now();
    clearTimeout(this.#timer);
    try {
      while (!this.#stop.signal.aborted && (this.#isAllDue || this.#due.size > 0)) {
        const ids = this.#isAllDue
          ? this.#options.document.list('media').map(({ id }) => id)
          : [...this.#due];
        this.#isAllDue = false;
        this.#due.clear();
        await this.#look(ids);
      }
      await this.#readSuspects();
    } catch {
      // Closed meanwhile, or the thread died over it: what is not known now is looked at next time.
    }
    if (!this.#isStarted || this.#stop.signal.aborted) return;
    this.#watchFolders();
    const took = this.#options.now() - startedAt;
    this.#timer = setTimeout(() => this.#lookAgain(), Math.max(lookEveryMs, took * lookShare));
    this.#timer.unref();
  }

  /** Copies lie in the project and stay; linked files and what is missing may have changed. */
  #lookAgain(): void {
    const media = this.#options.document.list('media');
    void this.check(
      media.flatMap(({ id, storage }) => (storage.mode === 'linked' || this.#states.has(id) ? [id] : [])),
    );
  }

  async #look(ids: readonly MediaId[]): Promise<void> {
    const { document, places, threads } = this.#options;
    for (let at = 0; at < ids.length; at += filesAtOnce) {
      const media = ids.slice(at, at + filesAtOnce).flatMap((id) => document.get('media', id) ?? []);
      const paths = media.map((each) => places.pathOf(each));
      const known = paths.filter((path) => path !== undefined);
      const options = { name: 'media', signal: this.#stop.signal };
      const found = known.length > 0 ? await threads.run({ kind: 'facts', paths: known }, options) : [];
      const byPath = new Map(known.map((path, index) => [path, found[index]]));
      let hasChanged = false;
      for (const [index, each] of media.entries()) {
        const path = paths[index];
        let state = path === undefined ? 'noFolder' : this.#judge(each, path, byPath.get(path));
        if (state === 'missing' && (await this.#options.mend(each))) state = undefined;
        hasChanged = this.#set(each.id, state) || hasChanged;
      }
      if (hasChanged) this.#tell();
    }
  }

  #judge(media: Media, path: string, found: PathFacts | undefined): MediaFileState | undefined {
    this.#suspects.delete(media.id);
    // A folder in its place, no permission, a disk that fails: there is nothing to show.
    if (!isFacts(found)) return 'missing';
    if (found.byteSize !== media.byteSize) return 'changed';
    // Once read through, a file is what it was then until it is written to.
    const remembered = this.#options.machine.recall(found, media.fingerprintOf);
    if (media.storage.mode === 'copied')
      return remembered && remembered.fingerprint !== media.fingerprint ? 'changed' : undefined;
    const { modifiedAtMs } = media.storage;
    if (modifiedAtMs === null || modifiedAtMs === found.modifiedAtMs) return undefined;
    if (remembered) return remembered.fingerprint === media.fingerprint ? undefined : 'changed';
    this.#suspects.set(media.id, { path, facts: found });
    return this.#states.get(media.id) === 'changed' ? 'changed' : undefined;
  }

  /** Copied to another disk, a file has another time and is the same; only reading tells. One after the other. */
  async #readSuspects(): Promise<void> {
    const { document, threads, machine } = this.#options;
    for (const [id, { path }] of this.#suspects) {
      if (this.#stop.signal.aborted || this.#due.size > 0) return;
      this.#suspects.delete(id);
      const media = document.get('media', id);
      if (!media) continue;
      const of = media.fingerprintOf;
      const options = { name: media.name, signal: this.#stop.signal };
      const read = await threads.run({ kind: 'fingerprint', path, of }, options).catch(() => undefined);
      if (!read) continue;
      machine.remember([{ facts: read.facts, of, fingerprint: read.fingerprint, look: null }]);
      this.settle(id, read.fingerprint === media.fingerprint ? undefined : 'changed');
    }
  }

  #set(id: MediaId, state: MediaFileState | undefined): boolean {
    if (this.#states.get(id) === state) return false;
    if (state === undefined) this.#states.delete(id);
    else this.#states.set(id, state);
    return true;
  }

  #tell(): void {
    this.#options.emit('media.states', { states: this.list() });
  }

  /** Of linked files, where the system tells of changes. */
  #watchFolders(): void {
    const { document, places, watchThreads } = this.#options;
    const byFolder = new Map<string, MediaId[]>();
    for (const media of document.list('media')) {
      if (media.storage.mode === 'copied') continue;
      const path = places.pathOf(media);
      if (path === undefined) continue;
      const folder = dirname(path);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), media.id]);
    }
    const folders = [...byFolder.keys()].sort().slice(0, watchedFolders);
    // Whether a folder that went missing is there again shows in another key, so that it is watched anew.
    const away = folders.filter((folder) =>
      byFolder.get(folder)?.every((id) => this.#states.get(id) === 'missing'),
    );
    const key = [...folders, '', ...away].join('\n');
    if (this.#watch?.key === key) return;
    this.#watch?.stop.abort();
    if (folders.length === 0) {
      this.#watch = undefined;
      return;
    }
    const stop = new AbortController();
    this.#watch = { key, stop };
    const onProgress = (index: number): void => {
      // Once they are watched, what happened before that is looked up.
      if (index === watchBegins) this.note([...byFolder.values()].flat());
      else this.note(this.#idsIn(folders[index] ?? ''));
    };
    watchThreads
      .run({ kind: 'watch', folders }, { name: 'folders', signal: stop.signal, timeoutMs: null, onProgress })
      .catch(() => undefined);
  }

  #idsIn(folder: string): MediaId[] {
    const { document, places } = this.#options;
    return document
      .list('media')
      .filter((media) => media.storage.mode === 'linked' && dirname(places.pathOf(media) ?? '') === folder)
      .map(({ id }) => id);
  }
}
