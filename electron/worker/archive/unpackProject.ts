import { constants } from 'node:fs';
import { access, lstat, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { openProject } from '../database/openProject';
import { draftPath, sweepDrafts } from '../database/ownDrafts';
import { folderExtension } from '../database/projectFolder';
import { fileErrorOf } from '../jobs/fileError';
import { sizeOf } from '../media/storeFile';
import { syncFolder } from '../syncFolder';
import { type RunArchiveTask, runArchiveTask } from './runArchiveTask';
import type { ArchiveWork } from './thread/task.ts';

export interface UnpackRequest {
  readonly archivePath: string;
  /** The project folder to make, `Name.ekonte`: there must be nothing of that name. */
  readonly folder: string;
}

export interface UnpackReport {
  /** The film's name. */
  readonly name: string;
  readonly byteSize: number;
  readonly mediaCount: number;
  /** Names of media whose file is not in the project: damaged in the archive, or never packed. */
  readonly missing: readonly string[];
  /** Snapshots that were damaged and left out. */
  readonly lostSnapshots: number;
}

/**
 * Unpacks a project into a new folder. The list of files is checked before anything is written; all is built in a hidden
 * folder beside the place, opened once as a project, and then takes its name. Otherwise nothing of it is left.
 * @throws CodedError `badRequest`, `notFound`, `alreadyExists`, `readOnly`, `diskFull`, `notAProject`, `projectDamaged`,
 *   `projectNewer`, `unsafeArchive`, `unsupported`, `tooLarge`, `unreadable`, `cancelled`
 */
export async function unpackProject(
  request: UnpackRequest,
  work: ArchiveWork,
  run: RunArchiveTask = runArchiveTask,
): Promise<UnpackReport> {
  const archivePath = resolve(request.archivePath);
  const archiveName = basename(archivePath);
  const target = await checkTarget(request.folder);
  const around = dirname(target);
  await sweepDrafts(around);
  const draft = draftPath(around);
  try {
    const task = { kind: 'unpack', archivePath, archiveName, draft } as const;
    const { byteSize, mediaCount, damaged } = await run(task, work);
    const { name, missing } = await lookInside(draft, archiveName);
    if (work.signal.aborted) throw new CodedError('cancelled', 'It was cancelled. Nothing was unpacked.');
    await refuseTaken(target);
    try {
      await rename(draft, target);
      await syncFolder(around);
    } catch (error) {
      throw fileErrorOf(error, target);
    }
    const lostSnapshots = damaged.filter((file) => file.startsWith('snapshots/')).length;
    return { name, byteSize, mediaCount, missing, lostSnapshots };
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function checkTarget(path: string): Promise<string> {
  const absolute = resolve(path);
  if (!basename(absolute).toLowerCase().endsWith(folderExtension)) {
    throw new CodedError('badRequest', `The name of a project folder ends in "${folderExtension}".`);
  }
  const around = await realpath(dirname(absolute)).catch(() => {
    throw new CodedError('notFound', `There is no folder "${dirname(absolute)}" to unpack the project in.`);
  });
  const target = join(around, basename(absolute));
  await refuseTaken(target);
  await access(around, constants.W_OK).catch(() => {
    throw new CodedError('readOnly', `"${around}" cannot be written to. Choose another folder.`);
  });
  return target;
}

async function refuseTaken(target: string): Promise<void> {
  const present = await lstat(target).catch(() => undefined);
  if (!present) return;
  throw new CodedError('alreadyExists', `There is something at "${target}" already. Choose another name.`);
}

/** Opens the unpacked project as it will be opened: header, tables, records. Then its media are counted. */
async function lookInside(folder: string, archiveName: string): Promise<{ name: string; missing: string[] }> {
  try {
    const opened = openProject(folder, { now: Date.now, onCommitted: () => undefined, readOnly: true });
    try {
      const { document } = opened.database;
      const missing: string[] = [];
      for (const { name, storage } of document.list('media')) {
        if (storage.mode !== 'copied') continue;
        if ((await sizeOf(join(folder, storage.path))) === undefined) missing.push(name);
      }
      return { name: document.project().name, missing };
    } finally {
      opened.close();
    }
  } catch (error) {
    throw insideError(error, archiveName);
  }
}

/** The folder that the message names is gone by the time it is read. */
function insideError(error: unknown, archiveName: string): unknown {
  if (!(error instanceof CodedError)) return error;
  switch (error.code) {
    case 'projectNewer':
      return new CodedError(
        'projectNewer',
        `"${archiveName}" was packed by a newer Ekonte. Update Ekonte to open it. Nothing was unpacked.`,
      );
    case 'notAProject':
      return new CodedError(
        'notAProject',
        `The database in "${archiveName}" is one of another program. Nothing was unpacked.`,
      );
    case 'projectDamaged': {
      const detail = /\(([^()]+)\)/.exec(error.message)?.[1];
      const why = detail === undefined ? '' : ` (${detail})`;
      return new CodedError(
        'projectDamaged',
        `The project in "${archiveName}" is damaged${why}. Nothing was unpacked. Fetch or copy it again.`,
      );
    }
    default:
      return error;
  }
}
