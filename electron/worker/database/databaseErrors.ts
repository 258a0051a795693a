import { CodedError } from '@shared/rpc/result';

/** The code of an error of SQLite (`SQLITE_FULL`) or of the file system (`ENOSPC`), or undefined. */
export function errorCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * What SQLite or the file system said about a database, in words a person can act on. Errors that are neither
 * pass through. `path`: the file it is about.
 */
export function databaseErrorOf(error: unknown, path: string): Error {
  if (error instanceof CodedError) return error;
  const code = errorCodeOf(error) ?? '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new CodedError(
      'diskFull',
      `The disk is full, so this was not saved and nothing has changed. Make room on the disk of "${path}" and try again.`,
    );
  }
  if (code === 'SQLITE_READONLY_DBMOVED') return movedError(path);
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return readOnlyError(path);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return damagedError(path, error instanceof Error ? error.message : String(error));
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return inUseError(path);
  if (code === 'EACCES' || code === 'EPERM' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_AUTH') {
    return new CodedError(
      'unreadable',
      `"${path}" cannot be read. Check the permissions of the file and its folder.`,
    );
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return new CodedError(
      'unreadable',
      `The disk reports an error at "${path}", so this was not saved (${code}).`,
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}

export function readOnlyError(path: string): CodedError {
  return new CodedError(
    'readOnly',
    `"${path}" cannot be written to, so the project is open for reading only.`,
  );
}

/** `path`: where it was. */
export function movedError(path: string): CodedError {
  return new CodedError(
    'projectMoved',
    `The project is not at "${path}" any more, so this was not saved. It was moved, renamed or deleted, or its disk is not connected.`,
  );
}

/** `path`: where it was. */
export function replacedError(path: string): CodedError {
  return new CodedError(
    'projectMoved',
    `There is another project at "${path}" now, so this was not saved. Put back the one that was there, or save a copy of this one.`,
  );
}

export function inUseError(path: string): CodedError {
  return new CodedError(
    'projectInUse',
    `"${path}" is open in another window or program. Close it there first.`,
  );
}

export function damagedError(path: string, detail: string): CodedError {
  return new CodedError(
    'projectDamaged',
    `The project file "${path}" is damaged (${detail}). Nothing was changed.`,
  );
}

/** `problem`: what is wrong with a version's file, as a sentence. */
export function damagedVersionError(problem: string): CodedError {
  return new CodedError(
    'projectDamaged',
    `This version cannot be used. ${problem} The project and its other versions are as they were.`,
  );
}
