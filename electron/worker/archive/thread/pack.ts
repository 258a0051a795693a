import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ChangedFileError, fingerprintFile } from '../../media/thread/fingerprint.ts';
import {
  ArchiveProblem,
  cancelledProblem,
  errnoOf,
  readingProblem,
  writingProblem,
} from './archiveProblem.ts';
import { type CopiedMedia, copyDatabase, dropJobs, readMedia, setCopied } from './copyDatabase.ts';
import { copiedPath, databaseName } from './layout.ts';
import { type LinkedFile, type PackPlan, type PlannedFile, planPack, requireLimits } from './packPlan.ts';
import { ProgressReporter } from './progressReporter.ts';
import { requireRoom } from './requireRoom.ts';
import type { ArchiveWork, PackResult, PackTask } from './task.ts';
import { changedProblem, ZipWriter } from './zipWriter.ts';

const chunkBytes = 1024 * 1024;

/**
 * Packs a project into one zip in the draft folder, on the disk when this resolves: first the media, last the database
 * as it stood at the beginning. Nothing of the project is changed; whoever has it open goes on working.
 * @throws ArchiveProblem `diskFull`, `tooLarge`, `readOnly`, `unreadable`, `notFound`, `cancelled`. The draft is the caller's to remove.
 */
export async function pack(task: PackTask, work: ArchiveWork): Promise<PackResult> {
  const database = join(task.draft, databaseName);
  try {
    copyDatabase(task.databasePath, database);
  } catch (error) {
    if (isDamage(error)) throw damagedProblem();
    throw writingProblem(error, dirname(task.draft));
  }
  work.onCopied?.();
  if (work.signal.aborted) throw cancelledProblem();
  const media = readMedia(database);
  // After the copy: what it names is there by now, and what came since does no harm.
  const plan = await planPack(task, media);
  const linkedBefore = media.filter(({ storage }) => storage.mode === 'linked').length;
  const packing = new Packing(task, work, plan, (await stat(database)).size);
  const { packed, changed, broughtAlong, leftLinked } = await packing.run(database);
  const copied = media.filter(({ storage }) => storage.mode === 'copied');
  return {
    byteSize: (await stat(task.output)).size,
    mediaCount: packed.size,
    missing: copied.filter(({ storage }) => !packed.has(storage.path)).map(({ name }) => name),
    damaged: copied.filter(({ storage }) => changed.has(storage.path)).map(({ name }) => name),
    broughtAlong,
    stillLinked: linkedBefore - broughtAlong,
    leftLinked: [...plan.leftLinked, ...leftLinked],
  };
}

interface Packed {
  /** Names in the archive of all media. */
  readonly packed: ReadonlySet<string>;
  /** Names in the archive of media whose bytes are not those their name promises. */
  readonly changed: ReadonlySet<string>;
  readonly broughtAlong: number;
  readonly leftLinked: readonly string[];
}

class Packing {
  readonly #task: PackTask;
  readonly #signal: AbortSignal;
  readonly #plan: PackPlan;
  readonly #bytes: number;
  readonly #progress: ProgressReporter;
  readonly #changed = new Set<string>();
  readonly #packed = new Set<string>();
  readonly #broughtAlong = new Map<string, CopiedMedia>();
  readonly #leftLinked: string[] = [];
  #isLinked = false;

  constructor(task: PackTask, { signal, onProgress }: ArchiveWork, plan: PackPlan, databaseBytes: number) {
    this.#task = task;
    this.#signal = signal;
    this.#plan = plan;
    const own = [...plan.media, ...plan.snapshots].reduce((sum, { size }) => sum + size, databaseBytes);
    const linked = plan.linked.reduce((sum, { media }) => sum + media.byteSize, 0);
    this.#bytes = own + linked;
    this.#progress = new ProgressReporter(this.#bytes, onProgress);
  }

  async run(database: string): Promise<Packed> {
    const { draft, output, endedJobStates } = this.#task;
    const { media, snapshots, linked } = this.#plan;
    const around = dirname(draft);
    const linkedFiles = linked.map((file) => ({ ...asPlanned(file), size: file.media.byteSize }));
    requireLimits([...media, ...snapshots, ...linkedFiles], this.#bytes);
    await requireRoom(around, this.#bytes, 'The packed project');
    const writer = await ZipWriter.create({
      output,
      folder: around,
      signal: this.#signal,
      onBytes: (count) => this.#progress.add(this.#isLinked ? count / 2 : count),
    });
    try {
      for (const file of media) {
        const hash = await ifThere(writer.add(file));
        if (hash === undefined) continue;
        if (hash !== file.hash) this.#changed.add(file.name);
        this.#packed.add(file.name);
      }
      // Read twice: their names in the archive come from all of their bytes. Each reading counts for half.
      this.#isLinked = true;
      for (const file of linked) await this.#addLinked(writer, file);
      this.#isLinked = false;
      for (const file of snapshots) await ifThere(this.#addSnapshot(writer, file));
      setCopied(database, this.#broughtAlong);
      dropJobs(database, endedJobStates);
      await writer.add({ path: database, name: databaseName, title: databaseName });
      await writer.finish();
    } catch (error) {
      await writer.abandon();
      throw writingProblem(error, around);
    }
    return {
      packed: this.#packed,
      changed: this.#changed,
      broughtAlong: this.#broughtAlong.size,
      leftLinked: this.#leftLinked,
    };
  }

  async #addLinked(writer: ZipWriter, file: LinkedFile): Promise<void> {
    const { media } = file;
    const hash = await this.#linkedHash(file);
    if (hash === undefined) {
      this.#leftLinked.push(media.name);
      return;
    }
    const name = copiedPath(hash, media.mimeType);
    if (!this.#packed.has(name)) {
      if ((await writer.add({ ...asPlanned(file), name })) !== hash) throw changedProblem(media.name);
      this.#packed.add(name);
    }
    this.#broughtAlong.set(media.id, { fingerprint: hash, path: name });
  }

  /** undefined = it cannot be read, or is not the file that was linked: a record from a stranger could name any of this machine. */
  async #linkedHash(file: LinkedFile): Promise<string | undefined> {
    const { fingerprint, fingerprintOf } = file.media;
    try {
      const hash = await this.#hashOf(file);
      return (fingerprintOf === 'whole' ? hash : samplesOf(file)) === fingerprint ? hash : undefined;
    } catch (error) {
      if (error instanceof ArchiveProblem && error.code !== 'cancelled') return undefined;
      throw error;
    }
  }

  /** Restoring a version in the packed project must find the media that came along there, too. */
  async #addSnapshot(writer: ZipWriter, file: PlannedFile): Promise<void> {
    if (this.#broughtAlong.size === 0 || !file.name.endsWith('.db')) {
      await writer.add(file);
      return;
    }
    const copy = join(this.#task.draft, 'snapshot.db');
    try {
      await copyFile(file.path, copy).catch((error: unknown) => {
        throw errnoOf(error) === 'ENOENT' ? readingProblem(error, file.title) : error;
      });
      const isChanged = isSound(() => setCopied(copy, this.#broughtAlong));
      await writer.add(isChanged ? { ...file, path: copy } : file);
    } finally {
      await rm(copy, { force: true });
    }
  }

  async #hashOf({ media, path }: LinkedFile): Promise<string> {
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(path, {
        highWaterMark: chunkBytes,
      }) as AsyncIterable<Buffer>) {
        if (this.#signal.aborted) throw cancelledProblem();
        hash.update(chunk);
        this.#progress.add(chunk.length / 2);
      }
    } catch (error) {
      throw readingProblem(error, media.name);
    }
    return hash.digest('hex');
  }
}

/** A version that was thinned out meanwhile, a media that nothing refers to any more: undefined, and no reason to stop. */
async function ifThere<T>(adding: Promise<T>): Promise<T | undefined> {
  try {
    return await adding;
  } catch (error) {
    if (error instanceof ArchiveProblem && error.code === 'notFound') return undefined;
    throw error;
  }
}

function samplesOf({ media, path }: LinkedFile): string {
  try {
    return fingerprintFile(path, 'samples', () => undefined).fingerprint;
  } catch (error) {
    if (error instanceof ChangedFileError) throw changedProblem(media.name);
    throw readingProblem(error, media.name);
  }
}

function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB|ERROR)/.test(errnoOf(error));
}

/** A version that is damaged is packed as it is: it is no reason not to pack the rest. */
function isSound(change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function damagedProblem(): ArchiveProblem {
  return new ArchiveProblem(
    'projectDamaged',
    'The project file is damaged, so it cannot be packed as one file. Check the project; to hand it on as it is, copy its folder.',
  );
}

function asPlanned({ media, path }: LinkedFile): { path: string; name: string; title: string } {
  return { path, name: media.storage.path, title: media.name };
}
