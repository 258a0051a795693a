import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { createProject } from '../../database/createProject';
import { openProject } from '../../database/openProject';
import type { ProjectDatabase } from '../../database/projectDatabase';
import { runEdit } from '../../database/testing/edits';
import { newFilm, testNowMs } from '../../testing/projects';
import type { ArchiveWork } from '../thread/task.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Work that nobody follows or calls off. */
export const quietWork: ArchiveWork = { signal: new AbortController().signal, onProgress: () => undefined };

/** An empty project with nothing in it but its name. @returns its folder */
export function makeProject(around: string, name = 'Film'): string {
  const folder = join(around, `${name}.ekonte`);
  createProject(folder, { ...newFilm, name }, testNowMs);
  return folder;
}

/** The project.db of a project, in one file. */
export function databaseBytes(): Buffer {
  const around = mkdtempSync(join(tmpdir(), 'ekonte-test-'));
  try {
    const folder = makeProject(around);
    changeProject(folder, ({ handle }) => void handle.pragma('journal_mode = DELETE'));
    return readFileSync(join(folder, 'project.db'));
  } finally {
    rmSync(around, { recursive: true });
  }
}

/** Changes a project and closes it again. */
export function changeProject(folder: string, change: (database: ProjectDatabase) => void): void {
  const opened = openProject(folder, { now: () => testNowMs, onCommitted: () => undefined });
  try {
    change(opened.database);
  } finally {
    opened.close();
  }
}

/** Puts a file into the project's media folder and its record into the document, as an import does. */
export function addCopied(folder: string, database: ProjectDatabase, name: string, bytes: Buffer): Media {
  const fingerprint = sha256(bytes);
  const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.${name.split('.').at(-1)}`;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return addMedia(database, name, bytes, { mode: 'copied', path });
}

/** Writes a file and links it. */
export function addLinked(
  database: ProjectDatabase,
  path: string,
  bytes: Buffer,
  fields: Partial<Media> = {},
): Media {
  writeFileSync(path, bytes);
  const name = path.split('/').at(-1) as string;
  return addMedia(database, name, bytes, { mode: 'linked', path, rootId: null, modifiedAtMs: null }, fields);
}

let count = 0;

function addMedia(
  database: ProjectDatabase,
  name: string,
  bytes: Buffer,
  storage: Media['storage'],
  fields: Partial<Media> = {},
): Media {
  count += 1;
  const media: Media = {
    kind: 'media',
    id: `med_archive${String(count).padStart(5, '0')}` as MediaId,
    name,
    fingerprint: sha256(bytes),
    fingerprintOf: 'whole',
    byteSize: bytes.length,
    mimeType: 'image/png',
    importedAtMs: testNowMs,
    storage,
    content: { type: 'image', width: 8, height: 8, hasAlpha: false },
    ...fields,
  };
  runEdit(database, 'media.add', { media: [media] });
  return media;
}
