import { closeSync, openSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { errorCodeOf, movedError, replacedError } from './databaseErrors';
import type { ProjectPaths } from './projectFolder';

/**
 * Where an open project is. `here`: at its place. `gone`: nothing is there; `replaced`: something else is. Then nothing is
 * written by path any more, and no edit is taken.
 */
export type PlaceState = 'here' | 'gone' | 'replaced';

/** A file as the file system knows it, whatever it is called. */
interface Identity {
  readonly device: bigint;
  readonly inode: bigint;
}

/** How often the place is looked at while nothing is edited, ms. */
const pollMs = 2_000;

const openPlaces = new Map<string, ProjectPlace>();

/**
 * The place of an open project, watched: a folder may be moved, renamed or deleted, its disk taken away, or another put in its
 * place, while we hold its files open. Open files go along with a folder; everything that is made by path does not.
 */
export class ProjectPlace {
  readonly folder: string;
  readonly #database: string;
  readonly #folderIdentity: Identity;
  readonly #databaseIdentity: Identity;
  /** On Linux the kernel says where a folder that is held open is now. */
  readonly #handle: number | undefined;
  /** File systems of networks do not always keep their numbers: there only what is missing counts. */
  readonly #hasFirmNumbers: boolean;
  #state: PlaceState = 'here';
  #timer: NodeJS.Timeout | undefined;

  /** @throws errors of the file system */
  constructor(paths: ProjectPaths, hasFirmNumbers: boolean) {
    this.folder = paths.folder;
    this.#database = paths.database;
    this.#hasFirmNumbers = hasFirmNumbers;
    this.#folderIdentity = identityOf(paths.folder);
    this.#databaseIdentity = identityOf(paths.database);
    this.#handle = process.platform === 'linux' ? openSync(paths.folder, 'r') : undefined;
    openPlaces.set(this.folder, this);
  }

  get state(): PlaceState {
    return this.#state;
  }

  /** Tells of every change; also of one that an edit has found before. */
  watch(onChange: (state: PlaceState) => void): void {
    let told = this.#state;
    const look = (): void => {
      this.check();
      if (this.#state === told) return;
      told = this.#state;
      onChange(told);
    };
    this.#timer = setInterval(look, pollMs);
    this.#timer.unref();
  }

  /** Looks now. A few microseconds on a local disk. */
  check(): PlaceState {
    this.#state = this.#look();
    return this.#state;
  }

  /** @throws CodedError `projectMoved` when the project is not at its place */
  requireHere(): void {
    const state = this.check();
    if (state === 'gone') throw movedError(this.folder);
    if (state === 'replaced') throw replacedError(this.folder);
  }

  /** Where the folder is now, if the file system proves it to be the same; undefined = not to be found. */
  find(): string | undefined {
    return [...this.#candidates()].find((folder) => this.#isOurs(folder));
  }

  release(): void {
    clearInterval(this.#timer);
    if (openPlaces.get(this.folder) === this) openPlaces.delete(this.folder);
    if (this.#handle !== undefined) closeSync(this.#handle);
  }

  #look(): PlaceState {
    try {
      const stat = statSync(this.#database, { bigint: true, throwIfNoEntry: false });
      if (!stat) return 'gone';
      if (!this.#hasFirmNumbers) return 'here';
      const { device, inode } = this.#databaseIdentity;
      return stat.dev === device && stat.ino === inode ? 'here' : 'replaced';
    } catch (error) {
      // A disk that answers with errors is told of by the edit that meets them.
      return errorCodeOf(error) === 'ENOTDIR' ? 'gone' : this.#state;
    }
  }

  *#candidates(): Generator<string> {
    if (this.#handle !== undefined) {
      try {
        yield readlinkSync(`/proc/self/fd/${this.#handle}`);
      } catch {
        // Without /proc the folder around is looked through.
      }
    }
    const around = dirname(this.folder);
    try {
      for (const name of readdirSync(around)) yield join(around, name);
    } catch {
      return;
    }
  }

  #isOurs(folder: string): boolean {
    try {
      return (
        folder !== this.folder &&
        isSame(identityOf(folder), this.#folderIdentity) &&
        isSame(identityOf(join(folder, basename(this.#database))), this.#databaseIdentity)
      );
    } catch {
      return false;
    }
  }
}

function identityOf(path: string): Identity {
  const { dev, ino } = statSync(path, { bigint: true });
  return { device: dev, inode: ino };
}

const isSame = (a: Identity, b: Identity): boolean => a.device === b.device && a.inode === b.inode;

/**
 * Before a file is made in the folder of an open project: a folder that has moved must not come into being again, nor a
 * stranger's be written to. Paths of no open project pass.
 * @throws CodedError `projectMoved`
 */
export function requireAtPlace(path: string): void {
  for (const [folder, place] of openPlaces) {
    if (path === folder || path.startsWith(folder + sep)) place.requireHere();
  }
}
