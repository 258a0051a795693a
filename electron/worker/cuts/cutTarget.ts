import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { type CutFormat, cutExtensions } from '@shared/interchange/cutSettings';
import { CodedError } from '@shared/rpc/result';
import { fileErrorOf } from '../jobs/fileError';
import { checkFilmTarget, type FilmTarget } from '../jobs/filmTarget';
import { syncFolder } from '../syncFolder';

/** Where a timeline goes, and its media. */
export interface CutTarget extends FilmTarget {
  /** Name of the file without its ending. */
  readonly stem: string;
  readonly folder: string;
  /** Of the folder with its media, beside it. */
  readonly mediaName: string;
}

const kinds: Readonly<Record<CutFormat, string>> = {
  xmeml: 'The timeline is written as XML',
  otio: 'The timeline is written as OTIO',
  fcpxml: 'The timeline is written as FCPXML',
  edl: 'The timeline is written as EDL',
};

const stemOf = (path: string): string => basename(path, extname(path));

/** Name of the folder with a timeline's media, which lies beside it. @param path of the timeline */
export const cutMediaName = (path: string): string => `${stemOf(path)} media`;

/**
 * `temporaryPath` is a folder here, in which all is made.
 * @throws CodedError as checkFilmTarget; `refused` where the folder for its media is a stranger's
 */
export async function checkCutTarget(
  path: string,
  format: CutFormat,
  jobId: string,
  projectFolder: string,
): Promise<CutTarget> {
  const kind = { extension: cutExtensions[format], words: kinds[format] };
  const target = await checkFilmTarget(path, jobId, projectFolder, kind);
  const folder = dirname(target.path);
  const mediaName = cutMediaName(target.path);
  // Beside a timeline that is replaced, its media are: what has their names is replaced with it.
  if (!(await isThere(target.path)) && (await isThere(join(folder, mediaName))))
    throw new CodedError(
      'refused',
      `There is a folder "${mediaName}" already, in which the timeline's media would go. Choose another name.`,
    );
  return { ...target, stem: stemOf(target.path), folder, mediaName };
}

/** The folder in which a timeline is made, empty. @throws CodedError `diskFull`, `readOnly` … */
export async function beginCut({ temporaryPath, mediaName }: CutTarget): Promise<void> {
  try {
    await dropCut({ temporaryPath });
    await mkdir(join(temporaryPath, mediaName), { recursive: true });
  } catch (error) {
    throw fileErrorOf(error, temporaryPath);
  }
}

export async function dropCut({ temporaryPath }: Pick<CutTarget, 'temporaryPath'>): Promise<void> {
  await rm(temporaryPath, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Gives what is made its names: the media first, the timeline last, so that it never names what is not there.
 * @throws CodedError `refused` where a further list of a long cut would take a stranger's place; `diskFull`, `readOnly` …
 */
export async function takeCutNames(target: CutTarget): Promise<void> {
  const { temporaryPath, folder, mediaName } = target;
  try {
    await refuseStrangers(target);
    const made = join(temporaryPath, mediaName);
    const media = await readdir(made);
    if (media.length > 0) await moveAll(made, join(folder, mediaName), media);
    await rm(made, { recursive: true });
    await moveAll(temporaryPath, folder, await readdir(temporaryPath));
  } catch (error) {
    throw fileErrorOf(error, target.path);
  } finally {
    await dropCut(target);
  }
}

/** Beside a timeline that is replaced, its further lists are. */
async function refuseStrangers({ path, temporaryPath, folder, mediaName }: CutTarget): Promise<void> {
  if (await isThere(path)) return;
  for (const name of await readdir(temporaryPath)) {
    if (name === mediaName || !(await isThere(join(folder, name)))) continue;
    throw new CodedError(
      'refused',
      `The timeline needs several files, and there is another "${name}" already. Choose another name.`,
    );
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function moveAll(from: string, to: string, names: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of names) await rename(join(from, name), join(to, name));
  await syncFolder(to);
}
