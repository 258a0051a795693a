import { basename, join } from 'node:path';

/** Ending of a project folder's name. */
export const folderExtension = '.ekonte';

/** Where things lie in a project folder (design contract: project.db, media/, cache/). */
export interface ProjectPaths {
  readonly folder: string;
  readonly database: string;
  /** Held by whoever has the project open; its content means nothing. */
  readonly lock: string;
  readonly media: string;
  /** May be deleted at any time. */
  readonly cache: string;
  /** Copies of the database from before migrations. */
  readonly backups: string;
  /** Copied files that nothing refers to, put away by a person until they are deleted or wanted back. */
  readonly trash: string;
  /** Versions of the document, by the clock and by hand. */
  readonly snapshots: string;
}

export function projectPaths(folder: string): ProjectPaths {
  return {
    folder,
    database: join(folder, 'project.db'),
    lock: join(folder, 'project.lock'),
    media: join(folder, 'media'),
    cache: join(folder, 'cache'),
    backups: join(folder, 'backups'),
    trash: join(folder, 'trash'),
    snapshots: join(folder, 'snapshots'),
  };
}

/** The folder's name as a person reads it: without `.ekonte`. */
export function folderName(folder: string): string {
  const name = basename(folder);
  return name.toLowerCase().endsWith(folderExtension) ? name.slice(0, -folderExtension.length) : name;
}
