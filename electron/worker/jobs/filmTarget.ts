import { constants } from 'node:fs';
import { access, realpath, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { SheetSettings } from '@shared/sheets/settings';
import { syncFolder } from '../syncFolder';
import { fileErrorOf } from './fileError';

/** Where a film, or another file that a job makes, goes; looked at before any work is done. */
export interface FilmTarget {
  readonly path: string;
  /** Beside the target, so that taking its name is one step on one disk; the same for every attempt of a job. */
  readonly temporaryPath: string;
}

/** A kind of file that is written out of the project. */
export interface TargetKind {
  /** With its dot. */
  readonly extension: string;
  /** "The film is written as MP4". */
  readonly words: string;
}

const filmKind: TargetKind = { extension: '.mp4', words: 'The film is written as MP4' };

/**
 * @throws CodedError `badRequest` (another ending, a folder, inside the project's own folders), `notFound`, `readOnly`
 */
export async function checkFilmTarget(
  path: string,
  jobId: string,
  projectFolder: string,
  { extension, words }: TargetKind = filmKind,
): Promise<FilmTarget> {
  const absolute = resolve(path);
  if (extname(absolute).toLowerCase() !== extension) {
    throw new CodedError('badRequest', `${words}: "${basename(path)}" should end with ${extension}.`);
  }
  const folder = await realpath(dirname(absolute)).catch((error: unknown) => {
    throw fileErrorOf(error, absolute);
  });
  const target = join(folder, basename(absolute));
  await refuseProjectFolders(folder, projectFolder);
  const present = await stat(target).catch(() => undefined);
  if (present?.isDirectory())
    throw new CodedError('badRequest', `"${target}" is a folder. Choose a file name.`);
  await access(folder, constants.W_OK).catch(() => {
    throw new CodedError('readOnly', `The folder "${folder}" cannot be written to. Choose another place.`);
  });
  return { path: target, temporaryPath: join(folder, `.${basename(target, extension)}.${jobId}.part`) };
}

const sheetKinds = {
  pdf: { extension: '.pdf', words: 'The storyboard is written as PDF' },
  html: { extension: '.html', words: 'The storyboard is written as a web page' },
} as const satisfies Record<SheetSettings['format'], TargetKind>;

/** The same for a storyboard. */
export function checkSheetTarget(
  { path, settings }: { readonly path: string; readonly settings: Pick<SheetSettings, 'format'> },
  jobId: string,
  projectFolder: string,
): Promise<FilmTarget> {
  return checkFilmTarget(path, jobId, projectFolder, sheetKinds[settings.format]);
}

/** media/ and cache/ are the program's own: what is put there may be cleared away. */
async function refuseProjectFolders(folder: string, projectFolder: string): Promise<void> {
  const project = await realpath(projectFolder);
  for (const name of ['cache', 'media', 'backups']) {
    const path = relative(join(project, name), folder);
    const isOutside = path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
    if (!isOutside) {
      throw new CodedError(
        'badRequest',
        `The project's own "${name}" folder is no place for it. Choose another one.`,
      );
    }
  }
}

/** @throws CodedError `diskFull` with both numbers when the film cannot fit */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const megabytes = (count: number) => `${Math.ceil(count / 1_000_000)} MB`;
  throw new CodedError(
    'diskFull',
    `The film needs about ${megabytes(bytes)}, and "${folder}" has ${megabytes(free)} free. Make room there, or choose another disk.`,
  );
}

/** Gives the finished file its name, replacing an older one of that name; durable when it resolves. */
export async function takeName({ path, temporaryPath }: FilmTarget): Promise<void> {
  try {
    await rename(temporaryPath, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw fileErrorOf(error, path);
  }
}
