import { constants, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, link, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { errorCodeOf } from '../database/databaseErrors';
import { draftFolder, newFolderErrorOf, requireFreePlace, syncFolder } from '../database/newFolder';
import { openReadableFile } from '../database/openProject';
import { projectPaths } from '../database/projectFolder';
import { runSnapshotTask } from '../snapshots/runSnapshotTask';
import { listSnapshotFiles, picturePath } from '../snapshots/snapshotFiles';

export interface CopyOptions {
  /** A database of the project: the present one or one of its versions. It is read only. */
  readonly databasePath: string;
  /** Whose media are taken along. */
  readonly projectFolder: string;
  readonly target: string;
  /** With the undo line. */
  readonly withHistory: boolean;
  /** With the versions of the project. */
  readonly withVersions?: boolean;
  readonly signal?: AbortSignal;
  /** Files of media that are done, of how many, and the one that is next. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

export interface CopyReport {
  readonly mediaCount: number;
  /** Copied media whose files are not there: the copy shows them as missing, as the project does. */
  readonly missingMedia: number;
}

/**
 * Makes a project folder out of a database and the media it refers to. It is built beside its place and then moved there: it
 * is there whole or not at all. Media on the same disk are linked, not copied: their files are named by their content and
 * never written to again, so both projects may hold them.
 * @throws CodedError `badRequest`, `notFound`, `alreadyExists`, `readOnly`, `diskFull`, `projectDamaged`, `cancelled`
 */
export async function copyProject(options: CopyOptions): Promise<CopyReport> {
  const { target, signal } = options;
  requireFreePlace(target);
  const draft = draftFolder(target);
  try {
    mkdirSync(draft);
    const paths = projectPaths(draft);
    mkdirSync(paths.media);
    writeFileSync(paths.lock, '');
    await copyDatabase(options, paths.database);
    const report = await copyMedia(options, draft);
    if (options.withVersions) await copyVersions(options.projectFolder, draft);
    if (signal?.aborted) throw cancelled();
    renameSync(draft, target);
    syncFolder(dirname(target));
    return report;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw newFolderErrorOf(error, target);
  }
}

const cancelled = (): CodedError => new CodedError('cancelled', 'The copy was called off.');

async function copyDatabase({ databasePath, withHistory }: CopyOptions, target: string): Promise<void> {
  // Older formats are read by way of a copy of the present one.
  const source = openReadableFile(databasePath, false);
  try {
    await runSnapshotTask('make', { source: source.path, target, withHistory });
  } finally {
    source.dispose();
  }
}

async function copyMedia(options: CopyOptions, draft: string): Promise<CopyReport> {
  const { projectFolder, signal, onProgress } = options;
  const all = await runSnapshotTask('media', { path: projectPaths(draft).database });
  const copied = all.filter(({ mode, path }) => mode === 'copied' && copiedPath.test(path));
  const files = [...new Set(copied.map(({ path }) => path))];
  let missingMedia = 0;
  for (const [index, path] of files.entries()) {
    if (signal?.aborted) throw cancelled();
    onProgress?.(index, files.length, path);
    const isThere = await takeFile(join(projectFolder, path), join(draft, path));
    if (!isThere) missingMedia += 1;
  }
  onProgress?.(files.length, files.length, '');
  return { mediaCount: files.length, missingMedia };
}

/** Links take no room; the index is made anew. */
async function copyVersions(projectFolder: string, draft: string): Promise<void> {
  for (const { path } of listSnapshotFiles(projectFolder)) {
    for (const file of [path, picturePath(path)])
      await takeFile(file, join(draft, relative(projectFolder, file)));
  }
}

/** As the record's schema says: a database of a stranger must not reach for files elsewhere. */
const copiedPath = /^media\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/;

/** Codes of file systems that cannot link here, or not from there. */
const cannotLink = new Set([
  'EXDEV',
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'ENOSYS',
  'EACCES',
  'EINVAL',
]);

/** @returns false when there is no such file */
async function takeFile(source: string, target: string): Promise<boolean> {
  await mkdir(dirname(target), { recursive: true });
  try {
    await link(source, target);
    return true;
  } catch (error) {
    const code = errorCodeOf(error) ?? '';
    if (code === 'ENOENT') return false;
    if (!cannotLink.has(code)) throw error;
  }
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  return true;
}
