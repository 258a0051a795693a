import { constants } from 'node:fs';
import { access, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { endedJobStates } from '@shared/generation/job';
import { CodedError } from '@shared/rpc/result';
import { draftPath, sweepDrafts } from '../database/ownDrafts';
import { fileErrorOf } from '../jobs/fileError';
import { syncFolder } from '../syncFolder';
import { type RunArchiveTask, runArchiveTask } from './runArchiveTask';
import type { ArchiveWork, PackResult } from './thread/task.ts';

/** Ending of a packed project's name. */
export const archiveExtension = '.ekontez';

/** A project that is open, for writing or for reading. */
export interface PackSource {
  readonly folder: string;
  /** What SQLite has open for it. */
  readonly databasePath: string;
  /** Folders of this machine by the id of the media root they are. */
  readonly linkedRoots?: Readonly<Record<string, string>>;
}

export interface PackRequest {
  /** Where the archive goes, `Name.ekontez`. */
  readonly path: string;
  /** An older file of that name may be replaced: the person was asked. */
  readonly replace: boolean;
  /** Take linked media along as copied ones. */
  readonly includeLinked: boolean;
}

/**
 * Packs a project as one file. It is written under another name beside its place, made durable, and then takes its name;
 * otherwise nothing of it is left.
 * @throws CodedError `badRequest`, `notFound`, `alreadyExists`, `readOnly`, `diskFull`, `tooLarge`, `unreadable`, `cancelled`
 */
export async function packProject(
  source: PackSource,
  request: PackRequest,
  work: ArchiveWork,
  run: RunArchiveTask = runArchiveTask,
): Promise<PackResult> {
  const target = await checkTarget(request, source.folder);
  const around = dirname(target);
  await sweepDrafts(around);
  const draft = draftPath(around);
  try {
    await mkdir(draft).catch((error: unknown) => {
      throw fileErrorOf(error, target);
    });
    const output = join(draft, 'packed.zip');
    const result = await run(
      {
        kind: 'pack',
        databasePath: source.databasePath,
        projectFolder: source.folder,
        draft,
        output,
        includeLinked: request.includeLinked,
        linkedRoots: source.linkedRoots ?? {},
        endedJobStates,
      },
      work,
    );
    if (!request.replace) await refuseTaken(target);
    try {
      await rename(output, target);
      await syncFolder(around);
    } catch (error) {
      throw fileErrorOf(error, target);
    }
    return result;
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @returns the path with the links of its folder followed */
async function checkTarget({ path, replace }: PackRequest, projectFolder: string): Promise<string> {
  const absolute = resolve(path);
  if (extname(absolute).toLowerCase() !== archiveExtension) {
    throw new CodedError(
      'badRequest',
      `The name of a packed project ends in "${archiveExtension}": "${basename(path)}" does not.`,
    );
  }
  const folder = await realpath(dirname(absolute)).catch((error: unknown) => {
    throw fileErrorOf(error, absolute);
  });
  const target = join(folder, basename(absolute));
  const fromProject = relative(await realpath(projectFolder), folder);
  const isOutside = fromProject === '..' || fromProject.startsWith(`..${sep}`) || isAbsolute(fromProject);
  if (!isOutside) {
    throw new CodedError(
      'badRequest',
      'A packed project does not belong into the folder of the project itself. Choose a place beside it.',
    );
  }
  const present = await stat(target).catch(() => undefined);
  if (present?.isDirectory()) {
    throw new CodedError('badRequest', `"${target}" is a folder. Choose a file name.`);
  }
  if (!replace) await refuseTaken(target);
  await access(folder, constants.W_OK).catch(() => {
    throw new CodedError('readOnly', `The folder "${folder}" cannot be written to. Choose another place.`);
  });
  return target;
}

async function refuseTaken(target: string): Promise<void> {
  const present = await stat(target).catch(() => undefined);
  if (!present) return;
  throw new CodedError('alreadyExists', `There is something at "${target}" already. Choose another name.`);
}
