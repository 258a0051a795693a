import { closeSync, openSync, statSync } from 'node:fs';
import { CodedError } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import type { Database } from 'better-sqlite3';
import { listSnapshotFiles } from '../snapshots/snapshotFiles';
import { damagedError, databaseErrorOf } from './databaseErrors';
import {
  checkContent,
  checkContentOfCopy,
  checkHeader,
  hasLog,
  openCopy,
  openForReading,
  openForWriting,
  type ReadableDatabase,
  readVersion,
} from './databaseFile';
import { migrate } from './migrate';
import { networkOf } from './networkDrive';
import { ProjectDatabase } from './projectDatabase';
import { type ProjectPaths, projectPaths } from './projectFolder';
import { ProjectLock } from './projectLock';
import { ProjectPlace } from './projectPlace';
import type { ReadingOptions } from './readRecords';
import { migrations } from './schema';

export interface OpenOptions {
  readonly now: () => number;
  readonly onCommitted: (committed: Committed) => void;
  /** Hears of the records while they are read: see ReadingOptions. Nothing is known to be whole before openProject returns. */
  readonly sendTo?: ReadingOptions['sendTo'];
  /** What kind of network the folder is on; absent = it is found out. */
  readonly network?: string | null;
  /** To look only: takes no lock and writes nothing, so it works beside a window that has the project open. */
  readonly readOnly?: boolean;
}

export interface OpenedDatabase {
  readonly paths: ProjectPaths;
  readonly database: ProjectDatabase;
  /** Where it is, watched by whoever opened it; null for a project that is only looked at. */
  readonly place: ProjectPlace | null;
  /** What kind of network it is on, for a person to read; null = none. */
  readonly network: string | null;
  close(): void;
}

/**
 * Opens a project folder. Before anything is written the file is checked as it lies there; a project that cannot be
 * opened is left as it was. Where the folder cannot be written to, the project opens for reading.
 * @throws CodedError `notFound`, `notAProject`, `unreadable`, `projectNewer`, `projectDamaged`, `projectInUse`, `diskFull`
 */
export function openProject(folder: string, options: OpenOptions): OpenedDatabase {
  const paths = projectPaths(folder);
  try {
    requireDatabaseFile(paths);
    checkHeader(paths.database);
    return options.readOnly ? openReadOnly(paths, options) : openWritable(paths, options);
  } catch (error) {
    throw databaseErrorOf(error, paths.database);
  }
}

/** Long enough for a command that only looks to be done, short enough to hear that a window has the project. */
const lockPatienceMs = 500;

function openWritable(paths: ProjectPaths, options: OpenOptions): OpenedDatabase {
  const lock = isWritable(paths.database) ? ProjectLock.acquire(paths, lockPatienceMs) : undefined;
  if (!lock) return openReadOnly(paths, options);
  const network = networkFor(paths, options);
  let handle: Database | undefined;
  let place: ProjectPlace | undefined;
  try {
    place = new ProjectPlace(paths, network === null);
    if (network !== null && hasLog(paths.database)) checkContentOfCopy(paths.database);
    else checkContent(paths.database, true);
    handle = openForWriting(paths.database, network !== null);
    migrate(handle, { backups: paths.backups, nowMs: options.now() });
    const isHere = place;
    const database = new ProjectDatabase(handle, {
      ...options,
      path: paths.database,
      isReadOnly: false,
      requireHere: () => isHere.requireHere(),
    });
    return { paths, database, place, network, close: () => closeAll(database, lock, isHere) };
  } catch (error) {
    handle?.close();
    place?.release();
    lock.release();
    // The files may be writable and their folder not: then SQLite cannot make its log.
    const coded = databaseErrorOf(error, paths.database);
    if (isNotWritable(coded)) return openReadOnly(paths, options);
    throw coded;
  }
}

function isNotWritable(error: Error): boolean {
  return error instanceof CodedError && (error.code === 'readOnly' || error.code === 'unreadable');
}

function openReadOnly(paths: ProjectPaths, options: OpenOptions): OpenedDatabase {
  const source = openReadable(paths);
  try {
    const database = new ProjectDatabase(source.handle, {
      ...options,
      path: paths.database,
      isReadOnly: true,
    });
    return { paths, database, place: null, network: networkFor(paths, options), close: source.dispose };
  } catch (error) {
    source.dispose();
    throw error;
  }
}

function networkFor(paths: ProjectPaths, { network }: OpenOptions): string | null {
  return network === undefined ? networkOf(paths.folder) : network;
}

/** SQLite itself leaves the log alone where another file has our name now. */
function closeAll(database: ProjectDatabase, lock: ProjectLock, place: ProjectPlace): void {
  try {
    database.close();
  } finally {
    place.release();
    lock.release();
  }
}

function isWritable(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return true;
  } catch {
    return false;
  }
}

/**
 * The file itself where SQLite can read it there at the present version, else a private copy. Holds the lock meanwhile if
 * it is free.
 */
export function openReadable(paths: ProjectPaths): ReadableDatabase {
  const lock = acquireIfFree(paths);
  try {
    const source = openReadableFile(paths.database, lock !== undefined);
    return {
      ...source,
      dispose: () => {
        source.dispose();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/**
 * A database to look into: in its place where SQLite can read it there at the present version, else a private copy.
 * `isOurs`: nobody else has it open.
 */
export function openReadableFile(path: string, isOurs: boolean): ReadableDatabase {
  return openInPlace(path, isOurs) ?? openMigratedCopy(path, isOurs);
}

function acquireIfFree(paths: ProjectPaths): ProjectLock | undefined {
  try {
    return ProjectLock.acquire(paths, 0);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'projectInUse') return undefined;
    throw error;
  }
}

/** undefined where SQLite cannot read it in its folder, or not without migrating it. */
function openInPlace(path: string, isOurs: boolean): ReadableDatabase | undefined {
  try {
    checkContent(path, isOurs);
  } catch (error) {
    if (error instanceof Error && isNotWritable(error)) return undefined;
    throw error;
  }
  const source = openForReading(path, isOurs);
  if (readVersion(source.handle) === migrations.length) return source;
  source.dispose();
  return undefined;
}

function openMigratedCopy(path: string, isOurs: boolean): ReadableDatabase {
  const copy = openCopy(path, isOurs);
  try {
    checkContent(copy.path, true);
    migrate(copy.handle, { backups: null, nowMs: 0 });
    return copy;
  } catch (error) {
    copy.dispose();
    throw error;
  }
}

/** @throws CodedError `notFound`, `notAProject` */
export function requireDatabaseFile(paths: ProjectPaths): void {
  const folder = statSync(paths.folder, { throwIfNoEntry: false });
  if (!folder) {
    throw new CodedError(
      'notFound',
      `There is no project at "${paths.folder}". It may have been moved or renamed, or its disk is not connected.`,
    );
  }
  const notAProject = (reason: string) =>
    new CodedError('notAProject', `"${paths.folder}" is no Ekonte project: ${reason}.`);
  if (!folder.isDirectory()) throw notAProject('a project is a folder');
  const file = statSync(paths.database, { throwIfNoEntry: false });
  if (!file && listSnapshotFiles(paths.folder).length > 0)
    throw damagedError(paths.database, 'it is missing');
  if (!file) throw notAProject('there is no project.db in it');
  if (!file.isFile()) throw notAProject('its project.db is no file');
}
