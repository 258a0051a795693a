import { constants } from 'node:fs';
import { access, copyFile, link, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import { fingerprintFile } from '../media/storeFile';
import { syncFolder } from '../syncFolder';
import { fileErrorOf } from './fileError';

/**
 * A folder that pictures may be written to.
 * @returns its real path
 * @throws CodedError `badRequest` (a file, inside the project's own folders), `notFound`, `readOnly`
 */
export async function checkPictureFolder(path: string, projectFolder: string): Promise<string> {
  const absolute = resolve(path);
  const folder = await realpath(absolute).catch((error: unknown) => {
    throw fileErrorOf(error, absolute);
  });
  if (!(await stat(folder)).isDirectory())
    throw new CodedError('badRequest', `"${folder}" is a file. Choose a folder.`);
  const project = await realpath(projectFolder);
  for (const name of ['cache', 'media', 'backups']) {
    const below = relative(join(project, name), folder);
    if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) continue;
    throw new CodedError(
      'badRequest',
      `The project's own "${name}" folder is no place for pictures. Choose another one.`,
    );
  }
  await access(folder, constants.W_OK).catch(() => {
    throw new CodedError('readOnly', `The folder "${folder}" cannot be written to. Choose another place.`);
  });
  return folder;
}

/** Which of these names a folder has already, whatever the case of their letters. */
export async function namesThere(folder: string, names: readonly string[]): Promise<string[]> {
  const present = new Set((await readdir(folder)).map((name) => name.toUpperCase()));
  return names.filter((name) => present.has(name.toUpperCase()));
}

export interface PictureFile {
  readonly from: string;
  /** With its ending, without a folder. */
  readonly name: string;
}

/**
 * Puts a picture into a folder, whole under its name or not there. Where there is a file of that name that may not be replaced,
 * it comes beside it as "name (2).png"; the very same picture there is left as it is, so that this may be repeated.
 * @returns the name it got
 * @throws CodedError `notFound`, `readOnly`, `diskFull`
 */
export async function putPicture(
  folder: string,
  { from, name }: PictureFile,
  mayReplace: boolean,
  signal: AbortSignal,
): Promise<string> {
  const temporary = join(folder, `.${nanoid(12)}.part`);
  try {
    await copyFile(from, temporary, constants.COPYFILE_FICLONE);
    const handle = await open(temporary, 'r+');
    await handle.sync();
    await handle.close();
    if (mayReplace) {
      await rename(temporary, join(folder, name));
      await syncFolder(folder);
      return name;
    }
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : beside(name, count);
      if (await takeFreeName(temporary, join(folder, candidate))) {
        await syncFolder(folder);
        return candidate;
      }
      if (await isSameFile(from, join(folder, candidate), signal)) return candidate;
    }
  } catch (error) {
    throw fileErrorOf(error, join(folder, name));
  } finally {
    await rm(temporary, { force: true });
  }
}

function beside(name: string, count: number): string {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)} (${count})${extension}`;
}

/** Whether the name was free and now is the file's. */
async function takeFreeName(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (isThere(error)) return false;
  }
  // A file system without links.
  try {
    await copyFile(temporary, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isThere(error)) return false;
    throw error;
  }
}

const isThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

async function isSameFile(a: string, b: string, signal: AbortSignal): Promise<boolean> {
  const [ofA, ofB] = await Promise.all([stat(a), stat(b)]);
  if (!ofB.isFile() || ofA.size !== ofB.size) return false;
  const read = (path: string) => fingerprintFile(path, path, { signal, onProgress: () => undefined });
  const [printA, printB] = await Promise.all([read(a), read(b)]);
  return printA.fingerprint === printB.fingerprint;
}
