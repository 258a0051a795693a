import SQLite, { type Database } from 'better-sqlite3';
import { errorCodeOf, inUseError } from './databaseErrors';
import type { ProjectPaths } from './projectFolder';

/**
 * The right to write a project, held by one process at a time. It is a lock of the operating system on a file of
 * its own, taken through SQLite, so it ends with the process however that ends; a file with a process id would not.
 * The file stays: taking it away would let two programs hold locks on two files of one name.
 */
export class ProjectLock {
  readonly #handle: Database;

  private constructor(handle: Database) {
    this.#handle = handle;
  }

  /**
   * `patienceMs`: how long to wait for someone who has it, as a command that only looks.
   * @returns undefined where the folder cannot be written to.
   * @throws CodedError `projectInUse` when someone else holds it.
   */
  static acquire(paths: ProjectPaths, patienceMs: number): ProjectLock | undefined {
    let handle: Database | undefined;
    try {
      handle = new SQLite(paths.lock, { timeout: patienceMs });
      // No journal beside the lock: nothing is ever written into it.
      handle.pragma('journal_mode = MEMORY');
      handle.exec('BEGIN EXCLUSIVE');
      return new ProjectLock(handle);
    } catch (error) {
      handle?.close();
      const code = errorCodeOf(error) ?? '';
      if (code.startsWith('SQLITE_BUSY')) throw inUseError(paths.folder);
      if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return undefined;
      throw error;
    }
  }

  release(): void {
    this.#handle.close();
  }
}
