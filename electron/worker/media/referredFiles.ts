import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentView } from '@shared/document/document';
import SQLite, { type Database } from 'better-sqlite3';
import { projectPaths } from '../database/projectFolder';
import { mediaInSnapshots } from '../snapshots/snapshotMedia';

/** A copy's path wherever it stands: in a record, an edit of the history, a job's request. */
const storedPath = /media\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]{1,8}/g;

/** Rows read before others get their turn. */
const rowsPerTurn = 500;

export interface ReferredFiles {
  /** By records of the document as it stands. */
  readonly byDocument: ReadonlySet<string>;
  /** By edits that can be undone or redone, and by jobs. */
  readonly byHistory: ReadonlySet<string>;
  /** By versions, and by backups from before a migration. */
  readonly bySnapshots: ReadonlySet<string>;
  /** Versions and backups that could not be read: what they need is not known. */
  readonly unreadable: readonly string[];
}

/**
 * Every copied file that something in a project still needs, as paths below its folder (`media/ab/….png`). Looks at the
 * text of the rows, so that databases of any version tell.
 */
export async function referredFiles(handle: Database, projectFolder: string): Promise<ReferredFiles> {
  const byDocument = new Set<string>();
  const byHistory = new Set<string>();
  const bySnapshots = new Set<string>();
  for (const table of tablesOf(handle))
    await collect(handle, table, table.name === 'record' ? byDocument : byHistory);
  const versions = await mediaInSnapshots(projectFolder);
  for (const path of versions.paths) bySnapshots.add(path);
  const unreadable = [...versions.unreadable];
  for (const path of await databasesIn(projectPaths(projectFolder).backups)) {
    try {
      await collectAll(path, bySnapshots);
    } catch {
      unreadable.push(basename(path));
    }
  }
  return { byDocument, byHistory, bySnapshots, unreadable };
}

/** Where there is no history and no version: what the document refers to. */
export function referredByDocument(document: DocumentView): ReferredFiles {
  const none: ReadonlySet<string> = new Set();
  const paths = document.list('media').map(({ storage }) => storage.path);
  return { byDocument: new Set(paths), byHistory: none, bySnapshots: none, unreadable: [] };
}

/** All of them together. */
export function allReferred(files: ReferredFiles): ReadonlySet<string> {
  return new Set([...files.byDocument, ...files.byHistory, ...files.bySnapshots]);
}

async function collectAll(path: string, into: Set<string>): Promise<void> {
  const handle = new SQLite(path, { readonly: true, fileMustExist: true });
  try {
    for (const table of tablesOf(handle)) await collect(handle, table, into);
  } finally {
    handle.close();
  }
}

interface Table {
  readonly name: string;
  readonly hasRowId: boolean;
}

function tablesOf(handle: Database): Table[] {
  return handle
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name, wr }) => ({ name, hasRowId: wr === 0 }));
}

/** Reads by row id in slices: an open cursor would keep the database from being written to meanwhile. */
async function collect(handle: Database, { name, hasRowId }: Table, into: Set<string>): Promise<void> {
  const columns = handle
    .prepare<[string], { name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)')
    .all(name)
    .filter(({ type }) => type === 'TEXT' || type === 'ANY')
    .map((column) => `"${column.name}"`);
  if (columns.length === 0) return;
  // Tables without row ids are lists of settings: short.
  const slice = hasRowId ? `rowid, ${columns.join(', ')}` : `0, ${columns.join(', ')}`;
  const which = hasRowId ? `WHERE rowid > ? ORDER BY rowid LIMIT ${rowsPerTurn}` : 'WHERE 0 > ?';
  const read = handle
    .prepare<[number], [number, ...unknown[]]>(`SELECT ${slice} FROM "${name}" ${which}`)
    .raw();
  for (let last = -1; ; ) {
    const rows = read.all(last);
    for (const [rowid, ...values] of rows) {
      last = rowid;
      for (const value of values) {
        if (typeof value !== 'string') continue;
        for (const [path] of value.matchAll(storedPath)) into.add(path);
      }
    }
    if (!hasRowId || rows.length < rowsPerTurn) return;
    await nextTurn();
  }
}

async function databasesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.db'))
    .map((entry) => join(folder, entry.name));
}
