import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { pathBelow } from '../../media/mediaPlaces.ts';
import { ArchiveProblem, errnoOf, readingProblem } from './archiveProblem.ts';
import type { MediaFacts } from './copyDatabase.ts';
import { archiveLimits, placeOf } from './layout.ts';
import type { PackTask } from './task.ts';
import type { SourceFile } from './zipWriter.ts';

export interface PlannedFile extends SourceFile {
  readonly size: number;
}

export interface PlannedMedia extends PlannedFile {
  /** SHA-256 its name promises. */
  readonly hash: string;
}

/** A linked file that is to come along. */
export interface LinkedFile {
  readonly media: MediaFacts;
  readonly path: string;
}

export interface PackPlan {
  readonly media: readonly PlannedMedia[];
  readonly snapshots: readonly PlannedFile[];
  readonly linked: readonly LinkedFile[];
  /** Names of linked media whose file is not there, or not what it was. */
  readonly leftLinked: readonly string[];
}

type PlanTask = Pick<PackTask, 'projectFolder' | 'includeLinked' | 'linkedRoots'>;

/** What a project has to be packed besides its database. Reads folders and sizes only. */
export async function planPack(task: PlanTask, records: readonly MediaFacts[]): Promise<PackPlan> {
  const copied = records.filter(({ storage }) => storage.mode === 'copied');
  const titles = new Map(copied.map(({ storage, name }) => [storage.path, name]));
  const media: PlannedMedia[] = [];
  const snapshots: PlannedFile[] = [];
  for (const { name, path, size } of await projectFiles(task.projectFolder)) {
    const place = placeOf(name);
    const file = { name, path, size, title: titles.get(name) ?? name };
    if (place?.kind === 'media') media.push({ ...file, hash: place.hash });
    else if (place?.kind === 'snapshot') snapshots.push(file);
  }
  return { media, snapshots, ...(await planLinked(task, records)) };
}

async function planLinked(
  { includeLinked, linkedRoots }: PlanTask,
  records: readonly MediaFacts[],
): Promise<Pick<PackPlan, 'linked' | 'leftLinked'>> {
  const linked: LinkedFile[] = [];
  const leftLinked: string[] = [];
  if (!includeLinked) return { linked, leftLinked };
  for (const media of records) {
    if (media.storage.mode !== 'linked') continue;
    const path = linkedPath(media, linkedRoots);
    const facts = path === undefined ? undefined : await statFile(path);
    if (path !== undefined && facts?.size === media.byteSize) linked.push({ media, path });
    else leftLinked.push(media.name);
  }
  return { linked, leftLinked };
}

/** undefined where the root's folder is not known on this machine. */
function linkedPath({ storage }: MediaFacts, roots: PackTask['linkedRoots']): string | undefined {
  if (storage.rootId == null) return isAbsolute(storage.path) ? storage.path : undefined;
  const root = roots[storage.rootId];
  return root === undefined ? undefined : pathBelow(root, storage.path);
}

/** Files of a project folder that may be its own, in order of their names; links are not followed. */
async function projectFiles(projectFolder: string): Promise<Omit<PlannedFile, 'title'>[]> {
  const folders = (await entriesOf(projectFolder, 'media')).filter((entry) => entry.isDirectory());
  const names = await Promise.all(
    [...folders.map(({ name }) => `media/${name}`), 'snapshots'].map(async (below) =>
      (await entriesOf(projectFolder, below))
        .filter((entry) => entry.isFile())
        .map((entry) => `${below}/${entry.name}`),
    ),
  );
  const files: Omit<PlannedFile, 'title'>[] = [];
  for (const name of names.flat().sort()) {
    if (!placeOf(name)) continue;
    const path = join(projectFolder, ...name.split('/'));
    const facts = await statFile(path);
    if (facts) files.push({ path, name, size: facts.size });
  }
  return files;
}

/** Empty where there is no such folder. */
async function entriesOf(projectFolder: string, below: string): Promise<Dirent[]> {
  try {
    return await readdir(join(projectFolder, below), { withFileTypes: true });
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return [];
    throw readingProblem(error, below);
  }
}

/** undefined where there is no ordinary file that can be seen. */
async function statFile(path: string): Promise<Stats | undefined> {
  const facts = await stat(path).catch(() => undefined);
  return facts?.isFile() ? facts : undefined;
}

/** What could not be unpacked again is not packed. @throws ArchiveProblem `tooLarge` */
export function requireLimits(files: readonly PlannedFile[], totalBytes: number): void {
  const tooMany = files.length + 1 > archiveLimits.entries;
  const tooLarge = files.find(({ size }) => size > archiveLimits.mediaBytes);
  if (!tooMany && !tooLarge && totalBytes <= archiveLimits.totalBytes) return;
  const what = tooMany
    ? `${files.length.toLocaleString('en-US')} files`
    : (tooLarge?.title ?? 'all of its media');
  throw new ArchiveProblem(
    'tooLarge',
    `This project is too large for one file (${what}). Copy its folder instead: it is the whole project.`,
  );
}
