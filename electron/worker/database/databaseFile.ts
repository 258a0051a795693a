import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import SQLite, { type Database } from 'better-sqlite3';
import { damagedError, databaseErrorOf, errorCodeOf } from './databaseErrors';
import { migrations, projectApplicationId } from './schema';

const headerLength = 100;
const headerMagic = 'SQLite format 3\0';

/**
 * Looks at the first bytes of a database without SQLite, so that nothing at all is written beside a file that is not ours
 * to open. Format: sqlite.org/fileformat.html, "The Database Header".
 * @throws CodedError `projectDamaged`, `notAProject`, `projectNewer`
 */
export function checkHeader(path: string): void {
  const header = Buffer.alloc(headerLength);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, header, 0, headerLength, 0);
    if (length === 0) throw damagedError(path, 'the file is empty');
    if (length < headerLength) throw damagedError(path, 'the file is cut off');
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, 16) !== headerMagic) throw damagedError(path, 'it is no database');
  checkVersion(path, header.readUInt32BE(68), header.readUInt32BE(60));
}

function checkVersion(path: string, applicationId: number, version: number): void {
  if (applicationId !== projectApplicationId) {
    throw new CodedError('notAProject', `"${path}" is a database of another program, not an Ekonte project.`);
  }
  if (version > migrations.length) {
    throw new CodedError(
      'projectNewer',
      `"${path}" was made by a newer Ekonte (format ${version}; this one knows ${migrations.length}). Update Ekonte to open it. Nothing was changed.`,
    );
  }
}

/** Whether the file is one that has its newest content in a log beside it. */
export function hasLog(path: string): boolean {
  const header = Buffer.alloc(20);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  // "File format write and read version": 2 is WAL.
  return header[18] === 2 || header[19] === 2;
}

export function readVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/**
 * Checks the whole file read-only, what lies in the write-ahead log with it, before anyone may write.
 * @throws CodedError `projectDamaged`, `notAProject`, `projectNewer`, `unreadable`
 */
export function checkContent(path: string, isOurs: boolean): void {
  const { handle, dispose } = openForReading(path, isOurs);
  try {
    checkVersion(path, handle.pragma('application_id', { simple: true }) as number, readVersion(handle));
    keepFewPages(handle);
    const [first] = handle.pragma('quick_check(1)') as { quick_check: string }[];
    if (first?.quick_check !== 'ok') throw damagedError(path, first?.quick_check ?? 'no answer to the check');
    checkSchema(handle, path);
  } catch (error) {
    // The statements are ours and known to be right: what SQLite has against them is in the file ("unsupported file format").
    if (errorCodeOf(error) === 'SQLITE_ERROR') throw damagedError(path, (error as Error).message);
    throw databaseErrorOf(error, path);
  } finally {
    dispose();
  }
}

interface SchemaRow {
  readonly name: string;
  readonly sql: string;
}
const schemaQuery = `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name`;

/** A project from a stranger could bring triggers or views of its own: only our own tables are let in. */
function checkSchema(handle: Database, path: string): void {
  const model = new SQLite(':memory:');
  try {
    const version = readVersion(handle);
    for (const step of migrations.slice(0, version)) step(model);
    const expected = model.prepare<[], SchemaRow>(schemaQuery).all();
    const present = handle.prepare<[], SchemaRow>(schemaQuery).all();
    const inOneText = (rows: readonly SchemaRow[]) =>
      rows.map(({ name, sql }) => `${name}: ${sql}`).join('\n');
    if (version === 0 || inOneText(expected) !== inOneText(present))
      throw damagedError(path, 'its tables are not those of a project');
  } finally {
    model.close();
  }
}

/** A database to read, and what to call when done. */
export interface ReadableDatabase {
  readonly path: string;
  readonly handle: Database;
  dispose(): void;
}

/**
 * Opens for reading. SQLite makes files for its shared memory beside the database; `isOurs` (we hold the project's
 * lock) lets those that were not there before go again.
 */
export function openForReading(path: string, isOurs: boolean): ReadableDatabase {
  const made = ['-wal', '-shm'].map((suffix) => path + suffix).filter((name) => !existsSync(name));
  const handle = new SQLite(path, { readonly: true, fileMustExist: true });
  return {
    path,
    handle,
    dispose: () => {
      handle.close();
      if (isOurs) for (const name of made) rmSync(name, { force: true });
    },
  };
}

/**
 * For one pass over the whole file. Every page is read about once, and memory that is used for the first time can cost more
 * than reading a page again: some systems take over 10 µs for each 4 KB of it.
 */
function keepFewPages(handle: Database): void {
  handle.pragma('cache_size = -256');
}

/** `read` is one pass over the whole file: see keepFewPages. */
export function withFewPages<T>(handle: Database, read: () => T): T {
  const size = handle.pragma('cache_size', { simple: true }) as number;
  keepFewPages(handle);
  try {
    return read();
  } finally {
    handle.pragma(`cache_size = ${size}`);
  }
}

/** Opens for writing with every commit on the disk before it returns. `onNetwork`: see networkDrive.ts. */
export function openForWriting(path: string, onNetwork = false): Database {
  const handle = new SQLite(path, { fileMustExist: true, timeout: 2_000 });
  try {
    if (onNetwork) {
      leaveLog(handle);
      // What a crash has left of the shared memory.
      rmSync(`${path}-shm`, { force: true });
    }
    prepareForWriting(handle, onNetwork);
    return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
}

/**
 * A log from a local disk is written back into the file without shared memory, which is not to be had across a network:
 * that takes sole use of the file (sqlite.org/wal.html, "Use of WAL Without Shared-Memory").
 */
function leaveLog(handle: Database): void {
  handle.pragma('locking_mode = EXCLUSIVE');
  handle.pragma('journal_mode = TRUNCATE');
  handle.pragma('locking_mode = NORMAL');
  // The lock is let go with the next reading.
  handle.prepare('SELECT count(*) FROM sqlite_schema').get();
}

export function prepareForWriting(handle: Database, onNetwork = false): void {
  // A journal that is emptied, not deleted, needs no change of its folder to be on the disk to make a commit last.
  handle.pragma(`journal_mode = ${onNetwork ? 'TRUNCATE' : 'WAL'}`);
  handle.pragma(`synchronous = ${onNetwork ? 'EXTRA' : 'FULL'}`);
  handle.pragma('foreign_keys = ON');
  handle.pragma('trusted_schema = OFF');
  handle.pragma('temp_store = MEMORY');
}

/**
 * Writes a transaction of many pages: none goes into the log before it is whole, which would write those twice that change
 * again; and the log is not written back into the file by the way, which takes as long again: `writeBack` does it later.
 */
export function writeManyPages<T>(handle: Database, write: () => T): T {
  const pages = handle.pragma('wal_autocheckpoint', { simple: true }) as number;
  handle.pragma('wal_autocheckpoint = 0');
  handle.pragma('cache_spill = OFF');
  try {
    return write();
  } finally {
    handle.pragma('cache_spill = ON');
    handle.pragma(`wal_autocheckpoint = ${pages}`);
  }
}

/** Writes the log back into the file. What cannot be written now is safe where it is, and is tried again with later commits. */
export function writeBack(handle: Database): void {
  try {
    handle.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // As SQLite does when it writes back by itself.
  }
}

/**
 * A private copy in the system's folder for temporary files: for media that cannot be written to, where SQLite
 * cannot keep its shared memory, and for older versions, which have to be migrated to be read.
 */
export function openCopy(path: string, isOurs: boolean): ReadableDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'ekonte-'));
  const copy = join(folder, 'project.db');
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    copyDatabase(path, copy, isOurs);
    const handle = openForWriting(copy);
    return {
      path: copy,
      handle,
      dispose: () => {
        handle.close();
        dispose();
      },
    };
  } catch (error) {
    dispose();
    throw databaseErrorOf(error, path);
  }
}

/**
 * Checks a file with its log on a network, where SQLite cannot read it in its place: a private copy is. Only while nobody
 * else may write to it.
 * @throws as checkContent
 */
export function checkContentOfCopy(path: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'ekonte-'));
  try {
    const copy = join(folder, 'project.db');
    copyFiles(path, copy);
    checkContent(copy, true);
  } catch (error) {
    throw databaseErrorOf(error, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A database with its log, byte by byte. */
export function copyFiles(path: string, copy: string): void {
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
}

function copyDatabase(path: string, copy: string, isOurs: boolean): void {
  try {
    const source = openForReading(path, isOurs);
    try {
      // Right even while another program writes to it.
      source.handle.prepare('VACUUM INTO ?').run(copy);
    } finally {
      source.dispose();
    }
  } catch (error) {
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test(errorCodeOf(error) ?? '')) throw error;
    // A log left behind on media that cannot be written to: SQLite reads it in a folder where it can.
    rmSync(copy, { force: true });
    copyFiles(path, copy);
  }
}
