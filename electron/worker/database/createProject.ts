import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createProject as createProjectRecord } from '@shared/document/factories';
import { type Project, projectSchema } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import SQLite from 'better-sqlite3';
import { databaseErrorOf, errorCodeOf } from './databaseErrors';
import { prepareForWriting } from './databaseFile';
import { migrate } from './migrate';
import { folderExtension, projectPaths } from './projectFolder';
import { projectApplicationId } from './schema';

export interface NewProject {
  readonly name: string;
  readonly rate: Project['rate'];
  readonly frameSize: Project['frameSize'];
}

/**
 * Makes the folder of a new project. It is built beside its place and then moved there, so a project is there whole or not
 * at all.
 * @throws CodedError `alreadyExists`, `badRequest`, `notFound` (the folder around it), `diskFull`, `readOnly`
 */
export function createProject(folder: string, fields: NewProject, nowMs: number): void {
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
  let draft: string | undefined;
  try {
    draft = join(around, `.ekonte-new-${randomUUID()}`);
    mkdirSync(draft);
    const paths = projectPaths(draft);
    mkdirSync(paths.media);
    writeFileSync(paths.lock, '');
    writeNewDatabase(paths.database, createProjectRecord(fields), nowMs);
    renameSync(draft, folder);
    syncFolder(around);
  } catch (error) {
    if (draft) rmSync(draft, { recursive: true, force: true });
    const code = errorCodeOf(error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new CodedError('readOnly', `"${around}" cannot be written to. Choose another folder.`);
    }
    throw databaseErrorOf(error, folder);
  }
}

function writeNewDatabase(path: string, project: Project, nowMs: number): void {
  const handle = new SQLite(path);
  try {
    handle.pragma(`application_id = ${projectApplicationId}`);
    prepareForWriting(handle);
    migrate(handle, { backups: null, nowMs });
    const record = projectSchema.parse(project);
    handle
      .prepare('INSERT INTO record (id, kind, json) VALUES (?, ?, ?)')
      .run(record.id, record.kind, JSON.stringify(record));
  } finally {
    // The last connection writes the log back into the file.
    handle.close();
  }
}

/** Makes a renaming durable, where the system lets folders be synced. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
