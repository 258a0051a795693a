import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncFolder } from '../../syncFolder.ts';
import { syncEveryBytes } from '../../syncPace.ts';
import { writeAll } from '../../writeAll.ts';
import { ArchiveProblem, cancelledProblem, writingProblem } from './archiveProblem.ts';
import { databaseName } from './layout.ts';
import { ProgressReporter } from './progressReporter.ts';
import { requireRoom } from './requireRoom.ts';
import type { ArchiveWork, UnpackResult, UnpackTask } from './task.ts';
import { type ArchiveFile, openArchive } from './zipDirectory.ts';

/** Bytes gathered before they are written. */
const writeBytes = 1024 * 1024;
/** Files whose way to the disk is waited for while the next are read. */
const parallelSyncs = 8;

/**
 * Unpacks a project into the draft folder, which is made for it; all of it is on the disk when this resolves. A media
 * or snapshot whose bytes are not those its name promises is left out and named: one bad file is no reason to lose a film.
 * @throws ArchiveProblem as openArchive; `diskFull`, `readOnly`, `notFound`, `cancelled`. The draft is the caller's to remove.
 */
export async function unpack(task: UnpackTask, work: ArchiveWork): Promise<UnpackResult> {
  const { archivePath, archiveName, draft } = task;
  const around = dirname(draft);
  const archive = await openArchive(archivePath, archiveName, work.signal);
  try {
    await requireRoom(around, archive.totalBytes, `"${archiveName}", unpacked,`);
    await mkdir(draft).catch((error: unknown) => {
      throw writingProblem(error, around);
    });
    return await new Unpacking(task, work, archive.totalBytes).run(archive.files);
  } finally {
    await archive.close();
  }
}

class Unpacking {
  readonly #draft: string;
  readonly #around: string;
  readonly #archiveName: string;
  readonly #signal: AbortSignal;
  readonly #progress: ProgressReporter;
  readonly #folders = new Set<string>();
  readonly #syncs = new Set<Promise<void>>();
  /** The first failure of a file on its way to the disk. */
  #syncError: Error | undefined;

  constructor({ draft, archiveName }: UnpackTask, { signal, onProgress }: ArchiveWork, totalBytes: number) {
    this.#draft = draft;
    this.#around = dirname(draft);
    this.#archiveName = archiveName;
    this.#signal = signal;
    this.#progress = new ProgressReporter(totalBytes, onProgress);
  }

  async run(files: readonly ArchiveFile[]): Promise<UnpackResult> {
    const damaged: string[] = [];
    let byteSize = 0;
    let mediaCount = 0;
    try {
      // A project has the folder, with or without media in it.
      await this.#makeFolder(join(this.#draft, 'media'));
      for (const file of files) {
        if (await this.#unpackFile(file)) {
          byteSize += file.size;
          if (file.place.kind === 'media') mediaCount += 1;
        } else damaged.push(file.name);
      }
    } finally {
      await Promise.all(this.#syncs);
    }
    if (this.#syncError) throw this.#syncError;
    await this.#inDraft(async () => {
      await Promise.all([this.#draft, ...this.#folders].map(syncFolder));
    });
    return { byteSize, mediaCount, damaged };
  }

  /** @returns false when its bytes are damaged and it was left out */
  async #unpackFile(file: ArchiveFile): Promise<boolean> {
    const path = join(this.#draft, ...file.name.split('/'));
    await this.#makeFolder(dirname(path));
    const output = await this.#inDraft(() => open(path, 'wx', 0o644));
    let isSound = false;
    try {
      isSound = await this.#copy(file, output);
    } finally {
      if (isSound) await this.#syncLater(output);
      else await output.close();
    }
    if (isSound) return true;
    if (file.place.kind === 'database') throw this.#damagedDatabase();
    await this.#inDraft(() => rm(path));
    return false;
  }

  /** @returns whether the bytes are the promised ones */
  async #copy(file: ArchiveFile, output: FileHandle): Promise<boolean> {
    const check = file.place.kind === 'media' ? new HashCheck(file.place.hash) : new SumCheck(file.crc32);
    let gathered: Buffer[] = [];
    let gatheredBytes = 0;
    let position = 0;
    let unsynced = 0;
    const write = async (): Promise<void> => {
      position += await this.#inDraft(() => writeAll(output, gathered, position));
      unsynced += gatheredBytes;
      gathered = [];
      gatheredBytes = 0;
      if (unsynced < syncEveryBytes) return;
      unsynced = 0;
      await this.#inDraft(() => output.datasync());
    };
    try {
      for await (const chunk of (await file.openStream()) as AsyncIterable<Buffer>) {
        if (this.#signal.aborted) throw cancelledProblem();
        if (this.#syncError) throw this.#syncError;
        check.add(chunk);
        gathered.push(chunk);
        gatheredBytes += chunk.length;
        if (gatheredBytes >= writeBytes) await write();
        this.#progress.add(chunk.length);
      }
    } catch (error) {
      if (error instanceof ArchiveProblem || error instanceof WritingError) throw error;
      // The zip reader's word: these bytes do not unfold to what was promised.
      return false;
    }
    await write();
    return position === file.size && check.holds();
  }

  async #makeFolder(path: string): Promise<void> {
    if (path === this.#draft || this.#folders.has(path)) return;
    await this.#makeFolder(dirname(path));
    await this.#inDraft(() => mkdir(path));
    this.#folders.add(path);
  }

  async #syncLater(output: FileHandle): Promise<void> {
    const sync = this.#inDraft(() => output.sync().finally(() => output.close()))
      .catch((error: unknown) => {
        this.#syncError ??= error as Error;
      })
      .finally(() => this.#syncs.delete(sync));
    this.#syncs.add(sync);
    if (this.#syncs.size >= parallelSyncs) await Promise.race(this.#syncs);
  }

  /** Errors of the disk we write to, in words, and told apart from those of the archive. */
  async #inDraft<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const known = writingProblem(error, this.#around);
      throw known instanceof ArchiveProblem ? known : new WritingError(known.message);
    }
  }

  #damagedDatabase(): ArchiveProblem {
    return new ArchiveProblem(
      'projectDamaged',
      `"${this.#archiveName}" is damaged: the ${databaseName} in it does not come out as it went in. Nothing was unpacked. Fetch or copy it again.`,
    );
  }
}

class WritingError extends Error {}

class HashCheck {
  readonly #hash = createHash('sha256');
  readonly #expected: string;

  constructor(expected: string) {
    this.#expected = expected;
  }

  add(chunk: Buffer): void {
    this.#hash.update(chunk);
  }

  holds(): boolean {
    return this.#hash.digest('hex') === this.#expected;
  }
}

class SumCheck {
  #sum = 0;
  readonly #expected: number;

  constructor(expected: number) {
    this.#expected = expected;
  }

  add(chunk: Buffer): void {
    this.#sum = crc32(chunk, this.#sum);
  }

  holds(): boolean {
    return this.#sum === this.#expected;
  }
}
