import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { factsOf } from './readSnapshot.ts';
import type { SnapshotFacts, SnapshotTasks } from './snapshotTask.ts';

/** As long as a commit of the open project may take, ms. */
const patienceMs = 10_000;

/**
 * Copies a database that may be in use. The queue stays out: a copy must never send a job a second time. So does the undo
 * line of a version: restoring is an edit of its own, and it would make the file several times as large.
 * @throws errors of SQLite and of the file system; then nothing is left at `target`
 */
export function makeSnapshot({
  source,
  target,
  withHistory,
}: SnapshotTasks['make']['request']): SnapshotFacts {
  const draft = `${target}.new`;
  try {
    rmSync(draft, { force: true });
    copyDatabase(source, draft);
    const facts = slim(draft, withHistory);
    sync(draft);
    renameSync(draft, target);
    if (process.platform !== 'win32') sync(dirname(target));
    return facts;
  } catch (error) {
    for (const suffix of ['', '-journal']) rmSync(draft + suffix, { force: true });
    throw error;
  }
}

function copyDatabase(source: string, draft: string): void {
  // A reader of its own: in WAL mode it holds up no commit.
  const handle = new SQLite(source, { readonly: true, fileMustExist: true, timeout: patienceMs });
  try {
    handle.prepare('VACUUM INTO ?').run(draft);
  } finally {
    handle.close();
  }
}

function slim(draft: string, withHistory: boolean): SnapshotFacts {
  const handle = new SQLite(draft, { fileMustExist: true });
  try {
    // It is thrown away if anything goes wrong, and synced as a whole when it is done.
    handle.pragma('journal_mode = OFF');
    handle.pragma('synchronous = OFF');
    let dropped = handle.prepare('DELETE FROM job').run().changes;
    if (!withHistory) {
      dropped += handle.prepare('DELETE FROM history').run().changes;
      handle.prepare(`UPDATE meta SET value = 0 WHERE key = 'cursor'`).run();
    }
    if (dropped > 0) handle.exec('VACUUM');
    // A file of its own, without a log beside it: it can be read where nothing can be written.
    handle.pragma('journal_mode = DELETE');
    return factsOf(handle);
  } finally {
    handle.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
