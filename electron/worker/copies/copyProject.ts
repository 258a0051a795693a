import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { newFolderErrorOf, requireFreePlace, syncFolder } from '../database/newFolder';
import { openReadableFile } from '../database/openProject';
import { draftPath, sweepDrafts } from '../database/ownDrafts';
import { projectPaths } from '../database/projectFolder';
import { runSnapshotTask } from '../snapshots/runSnapshotTask';
import { listSnapshotFiles, picturePath } from '../snapshots/snapshotFiles';
import { takeFile } from './copyFile';

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
  /** Bytes of media and versions that are done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
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
  // What a copy left that ended with its program goes first: it takes room.
  await sweepDrafts(dirname(target));
  const draft = draftPath(dirname(target));
  try {
    mkdirSync(draft);
    const paths = projectPaths(draft);
    mkdirSync(paths.media);
    writeFileSync(paths.lock, '');
    await copyDatabase(options, paths.database);
    const media = await mediaFiles(options, draft);
    await takeFiles([...media, ...versionFiles(options)], draft, options);
    if (signal?.aborted) throw cancelled();
    renameSync(draft, target);
    syncFolder(dirname(target));
    return {
      mediaCount: media.length,
      missingMedia: media.filter(({ byteSize }) => byteSize === null).length,
    };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw signal?.aborted ? cancelled() : copyErrorOf(error, target);
  }
}

function copyErrorOf(error: unknown, target: string): Error {
  const known = newFolderErrorOf(error, target);
  return known instanceof CodedError && known.code === 'diskFull'
    ? new CodedError(
        'diskFull',
        `The disk of "${dirname(target)}" is full. Nothing of the copy was kept there; make room, or choose another place.`,
      )
    : known;
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

interface Taken {
  readonly from: string;
  /** Below the project folder. */
  readonly path: string;
  /** null = there is no such file. */
  readonly byteSize: number | null;
}

async function mediaFiles({ projectFolder }: CopyOptions, draft: string): Promise<Taken[]> {
  const all = await runSnapshotTask('media', { path: projectPaths(draft).database });
  const copied = all.filter(({ mode, path }) => mode === 'copied' && copiedPath.test(path));
  return [...new Set(copied.map(({ path }) => path))].map((path) => takenFrom(projectFolder, path));
}

/** Versions with their pictures; their index is made anew. */
function versionFiles({ projectFolder, withVersions }: CopyOptions): Taken[] {
  if (!withVersions) return [];
  return listSnapshotFiles(projectFolder)
    .flatMap(({ path }) => [path, picturePath(path)])
    .map((file) => takenFrom(projectFolder, relative(projectFolder, file)));
}

function takenFrom(projectFolder: string, path: string): Taken {
  const from = join(projectFolder, path);
  const facts = statSync(from, { throwIfNoEntry: false });
  return { from, path, byteSize: facts?.isFile() ? facts.size : null };
}

async function takeFiles(files: readonly Taken[], draft: string, options: CopyOptions): Promise<void> {
  const { signal = new AbortController().signal, onProgress } = options;
  const total = files.reduce((sum, { byteSize }) => sum + (byteSize ?? 0), 0);
  let before = 0;
  for (const { from, path, byteSize } of files) {
    signal.throwIfAborted();
    onProgress?.(before, total);
    let done = before;
    const onBytes = (count: number): void => {
      done += count;
      onProgress?.(Math.min(done, total), total);
    };
    if (byteSize !== null) await takeFile(from, join(draft, path), { signal, onBytes });
    before += byteSize ?? 0;
  }
  onProgress?.(total, total);
}

/** As the record's schema says: a database of a stranger must not reach for files elsewhere. */
const copiedPath = /^media\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/;
