import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CodedError } from '@shared/rpc/result';
import type { LeftoverFile, StorageReport } from '@shared/rpc/table';
import { type ProjectPaths, projectPaths } from '../database/projectFolder';
import type { MediaThreads } from './mediaThreads';
import type { ReferredFiles } from './referredFiles';
import { moveIntoPlace, sizeOf, storingError } from './storeFile';

export interface StorageRoomOptions {
  readonly projectFolder: string;
  readonly threads: MediaThreads;
  /** What anything in the project refers to. */
  readonly referredFiles: () => Promise<ReferredFiles>;
  readonly now: () => number;
}

interface StoredFile {
  /** `<fingerprint>.<ending>` */
  readonly fileId: string;
  readonly byteSize: number;
  readonly modifiedAtMs: number;
}

/** Copies are named by their content: `<fingerprint>.<ending>`, in folders of the first two letters. */
const copyName = /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/;
/** Files written lately may belong to an import or a take that is about to be committed. */
const restMs = 10 * 60 * 1000;
/** Small pictures sent along. */
const picturesShown = 300;
const mostFiles = 1_000_000;

/**
 * What takes room in a project's folder, and making room: copies that nothing refers to go to the project's own trash, from
 * where they come back; the cache is made again when it is needed.
 */
export class StorageRoom {
  readonly #options: StorageRoomOptions;
  readonly #paths: ProjectPaths;

  constructor(options: StorageRoomOptions) {
    this.#options = options;
    this.#paths = projectPaths(options.projectFolder);
  }

  /** Changes nothing. */
  async survey(): Promise<StorageReport> {
    const referred = await this.#options.referredFiles();
    const stored = await this.#copiesIn(this.#paths.media);
    const count = (files: readonly StoredFile[]) => ({
      files: files.length,
      bytes: files.reduce((sum, { byteSize }) => sum + byteSize, 0),
    });
    const isReferred = ({ fileId }: StoredFile): boolean => {
      const path = storedPath(fileId);
      return referred.byDocument.has(path) || referred.byHistory.has(path) || referred.bySnapshots.has(path);
    };
    const kept = stored.filter(
      (file) => isReferred(file) && !referred.byDocument.has(storedPath(file.fileId)),
    );
    return {
      media: count(stored),
      leftovers: await this.#described(await this.#leftovers(referred, stored)),
      keptForUndo: count(kept.filter(({ fileId }) => referred.byHistory.has(storedPath(fileId)))),
      keptForVersions: count(kept.filter(({ fileId }) => !referred.byHistory.has(storedPath(fileId)))),
      unreadableVersions: [...referred.unreadable],
      trash: await this.#described(await this.#copiesIn(this.#paths.trash)),
      cache: await this.#cache(),
    };
  }

  /**
   * Puts copies into the project's trash. What has come into use since they were listed stays.
   * @returns how many went
   * @throws CodedError `readOnly`
   */
  async putAway(fileIds: readonly string[]): Promise<number> {
    const wanted = new Set(fileIds);
    const stored = await this.#copiesIn(this.#paths.media);
    const leftovers = await this.#leftovers(await this.#options.referredFiles(), stored);
    const going = leftovers.filter(({ fileId }) => wanted.has(fileId));
    if (going.length > 0) await this.#makeTrash();
    for (const { fileId } of going)
      await this.#move(join(this.#paths.folder, storedPath(fileId)), join(this.#paths.trash, fileId));
    return going.length;
  }

  /** Brings files back from the trash. @returns how many came */
  async bringBack(fileIds: readonly string[]): Promise<number> {
    let count = 0;
    for (const fileId of fileIds) {
      if (!copyName.test(fileId)) continue;
      if (await this.restore(storedPath(fileId))) count += 1;
    }
    return count;
  }

  /** Brings one file back if it is in the trash: somebody needs it after all. @param path below the project folder */
  async restore(path: string): Promise<boolean> {
    const fileId = path.slice(path.lastIndexOf('/') + 1);
    const from = join(this.#paths.trash, fileId);
    if (!copyName.test(fileId) || (await sizeOf(from)) === undefined) return false;
    try {
      await moveIntoPlace(from, join(this.#paths.folder, storedPath(fileId)));
      return true;
    } catch {
      return false;
    }
  }

  /** Deletes what is in the trash for good. @returns bytes that are free now */
  async emptyTrash(): Promise<number> {
    const files = await this.#copiesIn(this.#paths.trash);
    for (const { fileId } of files) await rm(join(this.#paths.trash, fileId), { force: true });
    return files.reduce((sum, { byteSize }) => sum + byteSize, 0);
  }

  /** Deletes what can be made again. @param kinds folders of the cache, as the survey names them */
  async emptyCache(kinds: readonly string[]): Promise<void> {
    const known = new Set((await this.#cache()).map(({ kind }) => kind));
    for (const kind of kinds)
      if (known.has(kind)) await rm(join(this.#paths.cache, kind), { recursive: true, force: true });
  }

  /** Copies that nothing needs and nobody is about to need. */
  async #leftovers(referred: ReferredFiles, stored: readonly StoredFile[]): Promise<StoredFile[]> {
    // What a version that cannot be read would show is not known: nothing is given away.
    if (referred.unreadable.length > 0) return [];
    const now = this.#options.now();
    return stored.filter(({ fileId, modifiedAtMs }) => {
      const path = storedPath(fileId);
      const isNeeded =
        referred.byDocument.has(path) || referred.byHistory.has(path) || referred.bySnapshots.has(path);
      return !isNeeded && now - modifiedAtMs > restMs;
    });
  }

  async #copiesIn(folder: string): Promise<StoredFile[]> {
    const { threads } = this.#options;
    const task = { kind: 'tree', folder, limit: mostFiles, wanted: null, skipEndings: [] } as const;
    const { files } = await threads.run(task, { name: 'media', timeoutMs: 300_000 });
    return files.flatMap(({ name, facts }) =>
      copyName.test(name)
        ? [{ fileId: name, byteSize: facts.byteSize, modifiedAtMs: facts.modifiedAtMs }]
        : [],
    );
  }

  /** Largest first, with small pictures where there are some. */
  async #described(files: readonly StoredFile[]): Promise<LeftoverFile[]> {
    const sorted = files.toSorted((a, b) => b.byteSize - a.byteSize || (a.fileId < b.fileId ? -1 : 1));
    const described: LeftoverFile[] = [];
    for (const [index, file] of sorted.entries()) {
      const picture = index < picturesShown ? await this.#smallPicture(file.fileId) : null;
      described.push({ ...file, picture });
    }
    return described;
  }

  async #smallPicture(fileId: string): Promise<LeftoverFile['picture']> {
    const fingerprint = fileId.slice(0, 64);
    for (const [ending, mimeType] of [
      ['jpg', 'image/jpeg'],
      ['webp', 'image/webp'],
    ] as const) {
      const path = join(this.#paths.cache, 'thumbnails', `${fingerprint}.${ending}`);
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes) return { mimeType, bytes: new Uint8Array(bytes) };
    }
    return null;
  }

  async #cache(): Promise<StorageReport['cache']> {
    const { threads } = this.#options;
    const entries = await readdir(this.#paths.cache, { withFileTypes: true }).catch(() => []);
    const kinds: StorageReport['cache'] = [];
    for (const entry of entries) {
      if (!entry.isDirectory() || !/^[a-z][a-zA-Z-]{0,40}$/.test(entry.name)) continue;
      const folder = join(this.#paths.cache, entry.name);
      const task = { kind: 'tree', folder, limit: mostFiles, wanted: null, skipEndings: [] } as const;
      const { files } = await threads.run(task, { name: 'cache', timeoutMs: 300_000 });
      const bytes = files.reduce((sum, { facts }) => sum + facts.byteSize, 0);
      if (files.length > 0) kinds.push({ kind: entry.name, files: files.length, bytes });
      await nextTurn();
    }
    return kinds.sort((a, b) => b.bytes - a.bytes);
  }

  async #makeTrash(): Promise<void> {
    const { trash, folder } = this.#paths;
    try {
      await mkdir(trash, { recursive: true });
      // A link put in its place would lead the files out of the project.
      const [there, project] = await Promise.all([stat(trash), stat(folder)]);
      if (there.dev === project.dev) return;
    } catch (error) {
      throw storingError(error, trash, 'the trash');
    }
    throw new CodedError(
      'readOnly',
      'The trash of the project lies on another disk. Nothing is moved there.',
    );
  }

  async #move(from: string, to: string): Promise<void> {
    try {
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
    } catch (error) {
      throw storingError(error, to, 'the file');
    }
  }
}

const storedPath = (fileId: string): string => `media/${fileId.slice(0, 2)}/${fileId}`;
