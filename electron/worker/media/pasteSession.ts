import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fragment } from '@shared/clipboard/fragment';
import { mediaKey } from '@shared/clipboard/matchMedia';
import type { PastePlace } from '@shared/clipboard/pasteFragment';
import { type Media, mediaSchema } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { projectPaths } from '../database/projectFolder';
import { runSnapshotTask } from '../snapshots/runSnapshotTask';
import type { ImportEnvironment } from './fileIntake';
import { ImportMeter } from './importMeter';
import { MediaPlaces } from './mediaPlaces';
import { cancelledError, sourceErrorOf } from './sourceError';
import { realPathBelow, requireSpace, sizeOf, temporaryPath } from './storeFile';
import { storedPath, TakenFiles } from './takenFiles';
import { isFacts } from './thread/fileFacts.ts';

export interface PasteRequest {
  readonly fragment: Fragment;
  readonly place: PastePlace;
  /** What is selected now: undo brings it back. */
  readonly selection: readonly string[];
  /**
   * Folder of the project it was copied from, as this machine knows it; null = it is none that was ever opened here, and nothing
   * is taken from it.
   */
  readonly source: string | null;
}

export interface PastedFragment {
  readonly committed: Committed;
  /** Media whose files were not to be had: they are shown as missing. */
  readonly missing: readonly string[];
}

/** A media that the project lacks, where its file is to be had. */
interface Found {
  /** As the project it comes from knows it. */
  readonly media: Media;
  readonly path: string;
}

/** Errors that end the paste; any other costs the one file. */
const fatal: ReadonlySet<string> = new Set(['cancelled', 'diskFull', 'readOnly', 'projectMoved']);

/**
 * One paste: files of media that the project lacks come from the project they were copied in, then the edit is made. Which files that
 * are is told by that project's own records, not by what is on the clipboard; copies are checked against their fingerprints.
 */
export class PasteSession {
  readonly #environment: ImportEnvironment;
  readonly #request: PasteRequest;
  readonly #signal: AbortSignal;
  readonly #taken: TakenFiles;

  constructor(environment: ImportEnvironment, request: PasteRequest, signal: AbortSignal) {
    this.#environment = environment;
    this.#request = request;
    this.#signal = signal;
    this.#taken = new TakenFiles(environment.projectFolder);
  }

  async run(): Promise<PastedFragment> {
    const lacking = this.#lacking();
    const found = lacking.length === 0 ? new Map<string, Found>() : await this.#locate(lacking);
    try {
      const files = await this.#bringIn([...found.values()]);
      if (this.#signal.aborted) throw cancelledError();
      await this.#taken.makeDurable(files);
      const { fragment, place, selection, source } = this.#request;
      // Reading the fragment has taken a turn, planning the edit takes another.
      await nextTurn();
      const isOwn = source === this.#environment.projectFolder;
      const committed = await this.#environment.port.runCommand(
        'edit.paste',
        { fragment, place, files, isOwn },
        { source: 'user', selection },
      );
      await this.#taken.keep();
      const here = new Set(files.map(mediaKey));
      const missing = lacking.filter((media) => !here.has(mediaKey(media))).map(({ name }) => name);
      return { committed, missing };
    } catch (error) {
      await this.#taken.takeBack();
      throw error;
    }
  }

  #lacking(): Media[] {
    const known = new Set(this.#environment.port.document.list('media').map(mediaKey));
    return this.#request.fragment.records.filter(
      (record): record is Media => record.kind === 'media' && !known.has(mediaKey(record)),
    );
  }

  /** By content. Those of a project that is not there any more are in none. */
  async #locate(lacking: readonly Media[]): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    const { source } = this.#request;
    if (source === null || !isAbsolute(source) || !existsSync(source)) return found;
    const records = await this.#recordsOf(source, lacking);
    const places = new MediaPlaces(source, { list: () => [] }, this.#environment.machine);
    for (const media of lacking) {
      const key = mediaKey(media);
      const own = records.get(key);
      if (own?.storage.mode === 'linked') {
        const path = places.pathOf(own);
        if (path !== undefined) found.set(key, { media: own, path });
        continue;
      }
      // Its record may be gone by now; the file is named by its content and checked by it.
      const copied = own ?? media;
      const extension = /\.([a-z0-9]{1,8})$/.exec(copied.storage.path)?.[1];
      if (copied.storage.mode !== 'copied' || extension === undefined) continue;
      const path = await realPathBelow(source, join(source, storedPath(copied.fingerprint, extension)));
      if (path !== undefined) found.set(key, { media: copied, path });
    }
    return found;
  }

  async #recordsOf(source: string, lacking: readonly Media[]): Promise<Map<string, Media>> {
    const fingerprints = lacking.map(({ fingerprint }) => fingerprint);
    const path = projectPaths(source).database;
    // A project that cannot be read has nothing to give.
    const rows = await runSnapshotTask('mediaRecords', { path, fingerprints }).catch(() => []);
    const records = new Map<string, Media>();
    for (const row of rows) {
      const parsed = mediaSchema.safeParse(parsedJson(row));
      if (parsed.success) records.set(mediaKey(parsed.data), parsed.data);
    }
    return records;
  }

  async #bringIn(found: readonly Found[]): Promise<Media[]> {
    const { emit, now } = this.#environment;
    const sizes = found.map(({ media }) => (media.storage.mode === 'copied' ? media.byteSize : 0));
    const meter = new ImportMeter(sizes, emit, now);
    if (found.some(({ media }) => media.storage.mode === 'copied')) await this.#taken.prepareFolder();
    const files: Media[] = [];
    for (const [index, each] of found.entries()) {
      if (this.#signal.aborted) throw cancelledError();
      const { name } = each.media;
      const onShare = (share: number): void => meter.report(index, share, name, false);
      try {
        const storage = await (each.media.storage.mode === 'copied'
          ? this.#copy(each, onShare)
          : this.#link(each));
        if (storage) files.push(this.#record(each.media, storage));
      } catch (error) {
        const coded = sourceErrorOf(error, name);
        if (fatal.has(coded.code)) throw coded;
      }
      meter.report(index, 1, name, true);
    }
    return files;
  }

  #record(media: Media, storage: Media['storage']): Media {
    const { newId, now } = this.#environment;
    return { ...media, id: newId('media'), importedAtMs: now(), storage };
  }

  async #copy({ media, path }: Found, onShare: (share: number) => void): Promise<Media['storage']> {
    const { name, byteSize, fingerprint } = media;
    const { projectFolder, copyThreads } = this.#environment;
    const extension = /\.([a-z0-9]{1,8})$/.exec(media.storage.path)?.[1] ?? 'bin';
    const stored = storedPath(fingerprint, extension);
    // Files here are named by what is in them: an undone import has left it, or a deleted media.
    if ((await sizeOf(join(projectFolder, stored))) === byteSize) return { mode: 'copied', path: stored };
    await requireSpace(this.#taken.mediaFolder, byteSize, name);
    const temporary = temporaryPath(this.#taken.mediaFolder);
    try {
      const read = await copyThreads.run(
        { kind: 'copy', source: path, target: temporary },
        { name, signal: this.#signal, onProgress: (done) => onShare(done / Math.max(1, byteSize)) },
      );
      if (read.fingerprint !== fingerprint)
        throw new CodedError('unreadable', `"${name}" is not the file it was in the other project.`);
      return await this.#taken.takeIn(temporary, fingerprint, extension);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Stays where it is. @returns undefined when it is not there */
  async #link({ media, path }: Found): Promise<Media['storage'] | undefined> {
    const { copyThreads, places } = this.#environment;
    const task = { kind: 'facts', paths: [path] } as const;
    const [facts] = await copyThreads.run(task, { name: media.name, signal: this.#signal });
    return isFacts(facts) && facts.byteSize === media.byteSize
      ? places.linkTo(path, facts.modifiedAtMs)
      : undefined;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
