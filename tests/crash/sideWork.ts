import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '@shared/testing/random';
import { openProject } from '../../electron/worker/database/openProject';
import { allReferred, referredFiles } from '../../electron/worker/media/referredFiles';
import { plainPng } from '../../electron/worker/media/testing/pictures';
import type { CrashReport } from './crashRun';
import type { RunningTarget } from './crashTarget';

/** A call that runs beside the edits of a step. */
export interface Beside {
  readonly request: readonly [channel: string, request: unknown];
  /** Commits it makes at the most. */
  readonly commits: number;
  readonly counts: keyof Pick<CrashReport, 'snapshots' | 'imports'>;
}

/** What else goes on in a program while its person edits: versions are kept, files come in. */
export class SideWork {
  readonly #folder: string;
  #files = 0;
  /** What went wrong in a call that nobody waited for. */
  failure: string | undefined;

  /** The files to import lie in a folder beside the project. */
  constructor(projectPath: string) {
    this.#folder = join(dirname(projectPath), 'card');
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Only where commits are heard of as they come can imports run: their place among the edits is not known before. */
  next(running: RunningTarget, random: Random): Beside | undefined {
    const roll = random.next();
    if (roll < 0.2) {
      const name = random.chance(0.5) ? null : `Version ${random.text(4)}`;
      return { request: ['snapshots.create', { name }], commits: 0, counts: 'snapshots' };
    }
    if (roll < 0.4 && running.takeCommits) {
      const paths = Array.from({ length: random.int(1, 3) }, () => this.newPicture());
      return { request: importOf(paths), commits: 1, counts: 'imports' };
    }
    return undefined;
  }

  /** Each another one: the bytes follow from the size. */
  newPicture(): string {
    this.#files += 1;
    const path = join(this.#folder, `picture ${this.#files}.png`);
    writeFileSync(path, plainPng(8 + (this.#files % 500), 8 + Math.floor(this.#files / 500)));
    return path;
  }
}

const importOf = (paths: readonly string[]): Beside['request'] => [
  'media.importPaths',
  { paths, target: { as: 'media' }, link: false },
];

/**
 * Whatever was killed, in the media folder lies nothing that neither the document nor its history nor a version refers to or has
 * referred to, once the next opening has swept up.
 * @param leftovers what the film has referred to at some time, as paths below the project folder
 * @throws Error that names the strays
 */
export async function requireNoStrayMedia(
  running: RunningTarget,
  projectPath: string,
  side: SideWork,
  leftovers: ReadonlySet<string>,
): Promise<void> {
  if (!running.takeCommits) return;
  // An import waits for the sweep that opening begins with.
  const imported = await running.call(...importOf([side.newPicture()]));
  if (!imported.ok) throw new Error(`The last import failed: ${imported.error.message}`);
  const opened = openProject(projectPath, { now: Date.now, onCommitted: () => {}, readOnly: true });
  try {
    const referred = allReferred(await referredFiles(opened.database.handle, projectPath));
    const strays = readdirSync(join(projectPath, 'media'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `media/${entry.parentPath.split(/[\\/]/).at(-1)}/${entry.name}`)
      .filter((path) => !referred.has(path) && !leftovers.has(path));
    if (strays.length > 0) throw new Error(`Nothing refers to ${strays.join(', ')}.`);
  } finally {
    opened.close();
  }
}
