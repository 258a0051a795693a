import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { databaseErrorOf, errorCodeOf } from './databaseErrors';
import { folderExtension } from './projectFolder';

/**
 * Looks whether a project folder can be made at a place.
 * @throws CodedError `badRequest` (its name), `notFound` (the folder around it), `alreadyExists`
 */
export function requireFreePlace(folder: string): void {
  if (!basename(folder).toLowerCase().endsWith(folderExtension)) {
    throw new CodedError('badRequest', `The name of a project folder ends in "${folderExtension}".`);
  }
  const around = dirname(folder);
  if (!statSync(around, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CodedError('notFound', `There is no folder "${around}" to make the project in.`);
  }
  if (existsSync(folder)) {
    throw new CodedError('alreadyExists', `There is something at "${folder}" already. Choose another name.`);
  }
}

/** Where a project is built before it is moved to its place: beside it, on the same disk. */
export const draftFolder = (folder: string): string => join(dirname(folder), `.ekonte-new-${randomUUID()}`);

/** Makes a renaming durable, where the system lets folders be synced. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What went wrong while a project folder was made, in words. */
export function newFolderErrorOf(error: unknown, folder: string): Error {
  const code = errorCodeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new CodedError('readOnly', `"${dirname(folder)}" cannot be written to. Choose another folder.`);
  }
  return databaseErrorOf(error, folder);
}
