import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import {
  firstSnapshotSettings,
  type Snapshot,
  type SnapshotKind,
  type SnapshotSettings,
} from '@shared/rpc/snapshotChannels';
import { damagedVersionError, databaseErrorOf } from '../database/databaseErrors';
import { projectPaths } from '../database/projectFolder';
import { requireAtPlace } from '../database/projectPlace';
import { migrations } from '../database/schema';
import { runSnapshotTask } from './runSnapshotTask';
import { freeStem, listSnapshotFiles, picturePath, type SnapshotFile } from './snapshotFiles';
import { type IndexEntry, readIndex, writeIndex } from './snapshotIndex';
import { outlived } from './thinning';
import type { KindChanges, SnapshotFacts } from './thread/snapshotTask';

export interface SnapshotsOptions {
  readonly projectFolder: string;
  /** The database that is read, where the open project has it. */
  readonly databasePath: string;
  readonly isReadOnly: boolean;
  readonly now: () => number;
  /** The list is another one. */
  readonly onChanged: () => void;
}

/** Bytes of a picture; ours are a tenth of it. */
const pictureCap = 500_000;

/** The versions of one project: copies of its document in `snapshots/`, and what was before migrations in `backups/`. */
export class Snapshots {
  readonly #options: SnapshotsOptions;
  readonly #folder: string;
  #index: Map<string, IndexEntry> | null = null;
  #settings: SnapshotSettings = firstSnapshotSettings;
  /** One thing at a time: the list, the index and the files stay in step. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SnapshotsOptions) {
    this.#options = options;
    this.#folder = projectPaths(options.projectFolder).snapshots;
  }

  get settings(): SnapshotSettings {
    return this.#settings;
  }

  configure(settings: SnapshotSettings): void {
    this.#settings = settings;
  }

  /** Newest first. Files that the index does not know are looked into. */
  list(): Promise<Snapshot[]> {
    return this.#inTurn(() => this.#list());
  }

  /**
   * Keeps the document as it stands on the disk now.
   * @throws CodedError `diskFull`, `readOnly`, `unreadable`, `projectDamaged`; then nothing is left behind
   */
  create(kind: Exclude<SnapshotKind, 'migration'>, name = ''): Promise<Snapshot> {
    return this.#inTurn(async () => {
      this.#requireWritable();
      const { databasePath, now } = this.#options;
      const nowMs = now();
      try {
        requireAtPlace(this.#folder);
        mkdirSync(this.#folder, { recursive: true });
        const id = freeStem(this.#folder, kind, name, nowMs);
        const path = join(this.#folder, `${id}.db`);
        const facts = await runSnapshotTask('make', {
          source: databasePath,
          target: path,
          withHistory: false,
        });
        const made = this.#requireFile(id);
        this.#note(made, entryOf(made, facts, name));
        this.#thin(nowMs);
        this.#options.onChanged();
        return this.#snapshotOf(made, entryOf(made, facts, name));
      } catch (error) {
        throw databaseErrorOf(error, databasePath);
      }
    });
  }

  /** @throws CodedError `notFound`, `readOnly`, `badRequest` for what was before a migration */
  rename(id: string, name: string): Promise<Snapshot> {
    return this.#inTurn(async () => {
      this.#requireWritable();
      const file = this.#requireFile(id);
      if (file.kind === 'migration') {
        throw new CodedError('badRequest', 'A copy from before a new format keeps its name.');
      }
      const entry = await this.#entry(file);
      const stem = freeStem(this.#folder, 'named', name, file.createdAtMs);
      const path = join(this.#folder, `${stem}.db`);
      try {
        renameSync(file.path, path);
        if (existsSync(picturePath(file.path))) renameSync(picturePath(file.path), picturePath(path));
      } catch (error) {
        throw databaseErrorOf(error, file.path);
      }
      const renamed = this.#requireFile(stem);
      this.#known().delete(id);
      this.#note(renamed, { ...entry, name });
      this.#options.onChanged();
      return this.#snapshotOf(renamed, { ...entry, name });
    });
  }

  /** @throws CodedError `notFound`, `readOnly` */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#requireWritable();
      this.#delete(this.#requireFile(id));
      writeIndex(this.#folder, this.#known());
      this.#options.onChanged();
    });
  }

  /** @returns null where the version is of another format @throws CodedError `notFound`, `projectDamaged` */
  async compare(id: string): Promise<readonly KindChanges[] | null> {
    const file = this.#requireFile(id);
    try {
      const { format, problem } = await this.#entry(file);
      if (problem !== null) throw damagedVersionError(problem);
      if (format !== migrations.length) return null;
      return await runSnapshotTask('compare', { snapshot: file.path, present: this.#options.databasePath });
    } catch (error) {
      throw databaseErrorOf(error, file.path);
    }
  }

  /** @throws CodedError `notFound` */
  locate(id: string): SnapshotFile {
    return this.#requireFile(id);
  }

  /** The name a person sees: the full one where the index has it. */
  async nameOf(id: string): Promise<string> {
    return (await this.#entry(this.#requireFile(id))).name;
  }

  /** @throws CodedError `notFound` */
  async loadPicture(id: string): Promise<Uint8Array | null> {
    const path = picturePath(this.#requireFile(id).path);
    return readFile(path).catch(() => null);
  }

  /** @throws CodedError `notFound`, `unsupported` for anything but a small JPEG */
  savePicture(id: string, picture: Uint8Array): void {
    this.#requireWritable();
    if (picture[0] !== 0xff || picture[1] !== 0xd8 || picture.length > pictureCap)
      throw new CodedError('unsupported', 'This is no small JPEG picture.');
    const { path } = this.#requireFile(id);
    try {
      writeFileSync(picturePath(path), picture);
    } catch (error) {
      throw databaseErrorOf(error, path);
    }
    this.#options.onChanged();
  }

  /** Waits for what is under way. */
  async dispose(): Promise<void> {
    await this.#last;
  }

  async #list(): Promise<Snapshot[]> {
    const files = listSnapshotFiles(this.#options.projectFolder);
    const known = this.#known();
    const count = known.size;
    const found: Snapshot[] = [];
    let isNew = false;
    for (const file of files) {
      const before = known.get(file.id);
      const entry = await this.#entry(file);
      isNew ||= entry !== before;
      found.push(this.#snapshotOf(file, entry));
    }
    const ids = new Set(files.map(({ id }) => id));
    for (const id of [...known.keys()]) if (!ids.has(id)) known.delete(id);
    if ((isNew || known.size !== count) && !this.#options.isReadOnly && existsSync(this.#folder))
      writeIndex(this.#folder, known);
    return found;
  }

  /** What the index says of a file, or what is in it. */
  async #entry(file: SnapshotFile): Promise<IndexEntry> {
    const known = this.#known().get(file.id);
    if (known && known.byteSize === file.byteSize && known.modifiedAtMs === file.modifiedAtMs) return known;
    const entry = await lookInto(file);
    this.#known().set(file.id, entry);
    return entry;
  }

  #known(): Map<string, IndexEntry> {
    this.#index ??= readIndex(this.#folder);
    return this.#index;
  }

  #note(file: SnapshotFile, entry: IndexEntry): void {
    this.#known().set(file.id, entry);
    writeIndex(this.#folder, this.#known());
  }

  #thin(nowMs: number): void {
    const files = listSnapshotFiles(this.#options.projectFolder);
    const gone = new Set(outlived(files, nowMs, this.#settings.capMegabytes * 1_000_000));
    for (const file of files) if (gone.has(file.id)) this.#delete(file);
    if (gone.size > 0) writeIndex(this.#folder, this.#known());
  }

  #delete(file: SnapshotFile): void {
    try {
      rmSync(file.path);
      rmSync(picturePath(file.path), { force: true });
    } catch (error) {
      throw databaseErrorOf(error, file.path);
    }
    this.#known().delete(file.id);
  }

  #requireFile(id: string): SnapshotFile {
    const file = listSnapshotFiles(this.#options.projectFolder).find((candidate) => candidate.id === id);
    if (!file) throw new CodedError('notFound', 'This version is not there any more.');
    return file;
  }

  #requireWritable(): void {
    if (this.#options.isReadOnly) {
      throw new CodedError(
        'readOnly',
        'The project is open for reading only, so its versions stay as they are.',
      );
    }
  }

  #snapshotOf(file: SnapshotFile, entry: IndexEntry): Snapshot {
    const { revision, shots, scenes, takes, lengthFrames, rate, problem, name } = entry;
    const { id, kind, createdAtMs, byteSize } = file;
    const facts = { revision, shots, scenes, takes, lengthFrames, rate, problem };
    return {
      id,
      kind,
      name,
      createdAtMs,
      byteSize,
      ...facts,
      hasPicture: existsSync(picturePath(file.path)),
    };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function entryOf(file: SnapshotFile, facts: SnapshotFacts, name: string): IndexEntry {
  const { byteSize, modifiedAtMs } = file;
  const { format, revision, lengthFrames, rate, counts } = facts;
  return {
    byteSize,
    modifiedAtMs,
    name,
    format,
    revision,
    shots: counts.shot ?? 0,
    scenes: counts.scene ?? 0,
    takes: counts.take ?? 0,
    lengthFrames,
    rate,
    problem: format > migrations.length ? 'It was made by a newer Ekonte.' : null,
  };
}

async function lookInto(file: SnapshotFile): Promise<IndexEntry> {
  try {
    return entryOf(file, await runSnapshotTask('facts', { path: file.path }), file.name);
  } catch {
    const nothing: SnapshotFacts = {
      format: 0,
      revision: 0,
      name: null,
      rate: null,
      counts: {},
      lengthFrames: 0,
    };
    return { ...entryOf(file, nothing, file.name), problem: 'Its file is damaged.' };
  }
}
