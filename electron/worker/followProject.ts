import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSameJson } from '@shared/document/diff';
import type { Document, DocumentView } from '@shared/document/document';
import type { IdOf, Kind } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { openProject } from './database/openProject';
import type { ProjectDatabase } from './database/projectDatabase';
import { writeDatabase } from './database/writeDatabase';

/**
 * Looks whether a folder holds the project that is open, as it is now: the copy of a folder has the same records and revision.
 * @throws CodedError `refused`, and as openProject
 */
export function requireSameProject(folder: string, open: ProjectDatabase): void {
  const found = openProject(folder, { now: Date.now, onCommitted: () => {}, readOnly: true });
  try {
    const { database } = found;
    if (database.revision === open.revision && isSameDocument(database.document, open.document)) return;
  } finally {
    found.close();
  }
  throw new CodedError(
    'refused',
    `The project in "${folder}" is another one, or an older or newer state of this one. To work on it, open it as a project of its own.`,
  );
}

function isSameDocument(a: Document, b: DocumentView & { count(): number }): boolean {
  return (
    a.count() === b.count() &&
    a.records().every((record) => isSameJson(record, b.get(record.kind, record.id as IdOf<Kind>)))
  );
}

/**
 * The open project as a database in the folder for temporary files: from its own file as long as that can be read, which it can
 * after its folder was deleted, too; else from memory, without its history.
 */
export function copyOfOpen(database: ProjectDatabase): { readonly path: string; dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'ekonte-'));
  const path = join(folder, 'project.db');
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    try {
      database.handle.prepare('VACUUM INTO ?').run(path);
    } catch {
      rmSync(path, { force: true });
      writeDatabase(path, database.document.records(), database.revision);
    }
    return { path, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
