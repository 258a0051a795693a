import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createProject as createProjectRecord } from '@shared/document/factories';
import { type Project, projectSchema } from '@shared/document/records';
import SQLite from 'better-sqlite3';
import { prepareForWriting } from './databaseFile';
import { migrate } from './migrate';
import { networkOf } from './networkDrive';
import { draftFolder, newFolderErrorOf, requireFreePlace, syncFolder } from './newFolder';
import { projectPaths } from './projectFolder';
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
  requireFreePlace(folder);
  const draft = draftFolder(folder);
  try {
    mkdirSync(draft);
    const paths = projectPaths(draft);
    mkdirSync(paths.media);
    writeFileSync(paths.lock, '');
    writeNewDatabase(paths.database, createProjectRecord(fields), nowMs);
    renameSync(draft, folder);
    syncFolder(dirname(folder));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw newFolderErrorOf(error, folder);
  }
}

function writeNewDatabase(path: string, project: Project, nowMs: number): void {
  const handle = new SQLite(path);
  try {
    handle.pragma(`application_id = ${projectApplicationId}`);
    prepareForWriting(handle, networkOf(dirname(path)) !== null);
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
