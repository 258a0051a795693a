import { isAbsolute, join, relative, sep } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { MediaRootId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import type { MachineFiles } from './machineFiles';

type LinkedStorage = Extract<Media['storage'], { mode: 'linked' }>;

/** Where the files of media lie on this machine. */
export class MediaPlaces {
  readonly #projectFolder: string;
  readonly #document: Pick<DocumentView, 'list'>;
  readonly #machine: Pick<MachineFiles, 'rootPlace'>;

  constructor(
    projectFolder: string,
    document: Pick<DocumentView, 'list'>,
    machine: Pick<MachineFiles, 'rootPlace'>,
  ) {
    this.#projectFolder = projectFolder;
    this.#document = document;
    this.#machine = machine;
  }

  /** Absolute. undefined = the media folder it lies in has no place on this machine, or is gone from the project. */
  pathOf({ storage }: Pick<Media, 'storage'>): string | undefined {
    if (storage.mode === 'copied') return join(this.#projectFolder, storage.path);
    if (storage.rootId === null) return isAbsolute(storage.path) ? storage.path : undefined;
    const root = this.#machine.rootPlace(storage.rootId);
    return root === undefined ? undefined : pathBelow(root, storage.path);
  }

  /** The folders that the project's media roots are on this machine, by the id of the root. */
  rootPlaces(): Record<string, string> {
    const places: Record<string, string> = {};
    for (const { id } of this.#document.list('mediaRoot')) {
      const place = this.#machine.rootPlace(id);
      if (place !== undefined) places[id] = place;
    }
    return places;
  }

  /** How a record names a file that stays where it is: below the innermost media folder it lies in, else by its whole path. */
  linkTo(path: string, modifiedAtMs: number | null): LinkedStorage {
    let best: { readonly rootId: MediaRootId; readonly path: string } | null = null;
    for (const { id } of this.#document.list('mediaRoot')) {
      const place = this.#machine.rootPlace(id);
      const below = place === undefined ? undefined : relativeBelow(place, path);
      if (below !== undefined && (best === null || below.length < best.path.length))
        best = { rootId: id, path: below };
    }
    return { mode: 'linked', path: best?.path ?? path, rootId: best?.rootId ?? null, modifiedAtMs };
  }
}

/** A path of a record, with forward slashes, below a folder; undefined when it would lead out of it. */
export function pathBelow(folder: string, path: string): string | undefined {
  const parts = path.split('/');
  if (path === '' || isAbsolute(path) || parts.some((part) => part === '..' || part === '.' || part === ''))
    return undefined;
  return join(folder, ...parts);
}

/** The rest of a path that lies below a folder, with forward slashes; undefined when it does not. */
export function relativeBelow(folder: string, path: string): string | undefined {
  const rest = relative(folder, path);
  if (rest === '' || rest === '..' || rest.startsWith(`..${sep}`) || isAbsolute(rest)) return undefined;
  return rest.split(sep).join('/');
}
