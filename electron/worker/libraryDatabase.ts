import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { Rate } from '@shared/time/rate';
import SQLite, { type Database } from 'better-sqlite3';
import { nanoid } from 'nanoid';
import { databaseErrorOf, errorCodeOf } from './database/databaseErrors';
import { LibraryFiles } from './libraryFiles';
import type { MachineFiles } from './media/machineFiles';

/** "Ekol" in ASCII. */
const libraryApplicationId = 0x456b_6f6c;
/** More than the welcome screen shows. */
const recentsCap = 50;
/** Files whose fingerprints are kept; those not met for longest go. */
const filesCap = 200_000;

export interface RecentEntry {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly openedAtMs: number;
  readonly shotCount: number;
  readonly lengthFrames: number;
  readonly rate: Rate;
  /** File of a small picture in the library folder, or null. */
  readonly picturePath: string | null;
}

interface Row {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly opened_at_ms: number;
  readonly shot_count: number;
  readonly length_frames: number;
  readonly rate_num: number;
  readonly rate_den: number;
  readonly picture_path: string | null;
}

/** Step n brings version n to n + 1. */
const steps: readonly string[] = [
  `
  CREATE TABLE recent (
    id TEXT NOT NULL PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    opened_at_ms INTEGER NOT NULL,
    shot_count INTEGER NOT NULL,
    length_frames INTEGER NOT NULL,
    rate_num INTEGER NOT NULL,
    rate_den INTEGER NOT NULL,
    picture_path TEXT
  ) STRICT;
  CREATE TABLE settings (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    json TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE file (
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    byte_size INTEGER NOT NULL,
    modified_ns TEXT NOT NULL,
    fingerprint_of TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    look TEXT,
    seen_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, inode, byte_size, modified_ns, fingerprint_of)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_by_age ON file (seen_at_ms);
  CREATE TABLE root_place (
    root_id TEXT NOT NULL PRIMARY KEY,
    folder TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE item (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (type, id)
  ) STRICT;
  `,
];

/**
 * library.db in the person's data folder: recent projects and settings, shared by all windows. It holds nothing that a film
 * needs, so a damaged one is put aside and a new one begun.
 */
export class LibraryDatabase {
  readonly folder: string;
  readonly #handle: Database;
  #files: LibraryFiles | null = null;

  /** @throws CodedError `unsupported` for the library of a newer Ekonte, `unreadable`, `readOnly`, `diskFull` */
  constructor(folder: string) {
    this.folder = folder;
    const path = join(folder, 'library.db');
    try {
      mkdirSync(folder, { recursive: true });
      this.#handle = openOrReplace(path);
    } catch (error) {
      throw databaseErrorOf(error, path);
    }
  }

  /** Newest first. */
  recents(): RecentEntry[] {
    return this.#handle
      .prepare<[], Row>('SELECT * FROM recent ORDER BY opened_at_ms DESC, id')
      .all()
      .map(entryOf);
  }

  recent(id: string): RecentEntry | undefined {
    const row = this.#handle.prepare<[string], Row>('SELECT * FROM recent WHERE id = ?').get(id);
    return row && entryOf(row);
  }

  /** Adds a project or brings its entry up to date. */
  noteProject(entry: Omit<RecentEntry, 'id'>): RecentEntry {
    this.#handle
      .prepare(
        `INSERT INTO recent (id, path, name, opened_at_ms, shot_count, length_frames, rate_num, rate_den, picture_path)
         VALUES (@id, @path, @name, @openedAtMs, @shotCount, @lengthFrames, @num, @den, @picturePath)
         ON CONFLICT (path) DO UPDATE SET name = excluded.name, opened_at_ms = excluded.opened_at_ms,
           shot_count = excluded.shot_count, length_frames = excluded.length_frames,
           rate_num = excluded.rate_num, rate_den = excluded.rate_den,
           picture_path = coalesce(excluded.picture_path, picture_path)`,
      )
      .run({ ...entry, ...entry.rate, id: nanoid(), rate: undefined });
    this.#handle
      .prepare(
        'DELETE FROM recent WHERE id NOT IN (SELECT id FROM recent ORDER BY opened_at_ms DESC, id LIMIT ?)',
      )
      .run(recentsCap);
    return entryOf(
      this.#handle.prepare<[string], Row>('SELECT * FROM recent WHERE path = ?').get(entry.path) as Row,
    );
  }

  removeRecent(id: string): void {
    this.#handle.prepare('DELETE FROM recent WHERE id = ?').run(id);
  }

  /** undefined = none saved. */
  loadSettings(): string | undefined {
    return this.#handle.prepare<[], { json: string }>('SELECT json FROM settings WHERE id = 1').get()?.json;
  }

  saveSettings(json: string): void {
    this.#handle
      .prepare(
        'INSERT INTO settings (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
      )
      .run(json);
  }

  /** Things a person has set up, by type, as JSON, the oldest first. */
  items(type: string): readonly string[] {
    return this.#handle
      .prepare<[string], { json: string }>('SELECT json FROM item WHERE type = ? ORDER BY rowid')
      .all(type)
      .map(({ json }) => json);
  }

  saveItem(type: string, id: string, json: string): void {
    this.#handle
      .prepare(
        'INSERT INTO item (type, id, json) VALUES (?, ?, ?) ON CONFLICT (type, id) DO UPDATE SET json = excluded.json',
      )
      .run(type, id, json);
  }

  removeItem(type: string, id: string): void {
    this.#handle.prepare('DELETE FROM item WHERE type = ? AND id = ?').run(type, id);
  }

  /** What is known of files and media folders of this machine. */
  get files(): MachineFiles {
    this.#files ??= new LibraryFiles(this.#handle, filesCap);
    return this.#files;
  }

  close(): void {
    this.#handle.close();
  }
}

function openOrReplace(path: string): Database {
  try {
    return openLibrary(path);
  } catch (error) {
    const code = errorCodeOf(error) ?? '';
    if (!code.startsWith('SQLITE_CORRUPT') && code !== 'SQLITE_NOTADB') throw error;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.damaged${suffix}`);
    }
    return openLibrary(path);
  }
}

function openLibrary(path: string): Database {
  const handle = new SQLite(path, { timeout: 2_000 });
  try {
    handle.pragma('journal_mode = WAL');
    handle.pragma('synchronous = NORMAL');
    handle.pragma('trusted_schema = OFF');
    handle.transaction(() => prepareSchema(handle)).immediate();
    return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
}

function prepareSchema(handle: Database): void {
  const version = handle.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) {
    throw new CodedError(
      'unsupported',
      'Recent projects and settings were written by a newer Ekonte. Update Ekonte to use them.',
    );
  }
  if (version === steps.length) return;
  for (const step of steps.slice(version)) handle.exec(step);
  handle.pragma(`application_id = ${libraryApplicationId}`);
  handle.pragma(`user_version = ${steps.length}`);
}

function entryOf(row: Row): RecentEntry {
  return {
    id: row.id,
    path: row.path,
    name: row.name,
    openedAtMs: row.opened_at_ms,
    shotCount: row.shot_count,
    lengthFrames: row.length_frames,
    rate: { num: row.rate_num, den: row.rate_den },
    picturePath: row.picture_path,
  };
}
