import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { MediaId } from '@shared/document/ids';
import { CodedError } from '@shared/rpc/result';
import type { RecentProject } from '@shared/rpc/table';
import { selectSequence } from '@shared/shots/sequence';
import { projectPaths } from './database/projectFolder';
import type { LibraryDatabase } from './libraryDatabase';
import type { ProjectSession } from './projectSession';

/** The list of the welcome screen. Pictures are copies in the library folder, so that they show while a disk is away. */
export class RecentProjects {
  readonly #library: LibraryDatabase;
  readonly #now: () => number;

  constructor(library: LibraryDatabase, now: () => number) {
    this.#library = library;
    this.#now = now;
  }

  list(): RecentProject[] {
    return this.#library.recents().map((entry) => ({
      id: entry.id,
      name: entry.name,
      location: entry.path,
      openedAtMs: entry.openedAtMs,
      shotCount: entry.shotCount,
      lengthFrames: entry.lengthFrames,
      rate: entry.rate,
      isMissing: !existsSync(projectPaths(entry.path).database),
      // The time makes the address new when the picture may be.
      pictureUrl: entry.picturePath ? `ekonte://recent/${entry.id}?at=${entry.openedAtMs}` : null,
    }));
  }

  /** @throws CodedError `notFound` */
  locate(id: string): { path: string } {
    return { path: this.#require(id).path };
  }

  /** @throws CodedError `notFound` */
  locatePicture(id: string): { path: string } {
    const { picturePath } = this.#require(id);
    if (!picturePath || !existsSync(picturePath))
      throw new CodedError('notFound', 'This project has no picture yet.');
    return { path: picturePath };
  }

  remove(id: string): void {
    const picturePath = this.#library.recent(id)?.picturePath;
    if (picturePath) rmSync(picturePath, { force: true });
    this.#library.removeRecent(id);
  }

  /** A project is no longer there, and is noted where it is. */
  forgetPath(path: string): void {
    const entry = this.#library.recents().find((recent) => recent.path === path);
    if (entry) this.remove(entry.id);
  }

  /** Notes how a project stands now: when it opens and when it closes. */
  async note(session: ProjectSession): Promise<void> {
    const { document, folder } = session;
    const sequence = selectSequence(document);
    const { name, rate } = document.project();
    const entry = {
      path: folder,
      name,
      openedAtMs: this.#now(),
      shotCount: sequence.shots.length,
      lengthFrames: sequence.lengthFrames,
      rate,
    };
    const noted = this.#library.noteProject({ ...entry, picturePath: null });
    // The window makes a better one as soon as it shows the film.
    const picturePath = noted.picturePath === null ? await this.#copyPicture(session, noted.id) : null;
    if (picturePath) this.#library.noteProject({ ...entry, picturePath });
  }

  /**
   * Keeps the window's picture of an open project.
   * @throws CodedError `unsupported` for anything but a JPEG, `notFound` for a project that is not in the list
   */
  savePicture(folder: string, picture: Uint8Array): void {
    if (picture[0] !== 0xff || picture[1] !== 0xd8)
      throw new CodedError('unsupported', 'This is no JPEG picture.');
    const entry = this.#library.recents().find(({ path }) => path === folder);
    if (!entry) throw new CodedError('notFound', 'This project is not in the list of recent ones.');
    const path = join(this.#pictureFolder(), `${entry.id}.jpg`);
    writeFileSync(path, picture);
    if (entry.picturePath !== null && entry.picturePath !== path) rmSync(entry.picturePath, { force: true });
    this.#library.noteProject({ ...entry, picturePath: path });
  }

  #pictureFolder(): string {
    const folder = join(this.#library.folder, 'recent-pictures');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async #copyPicture(session: ProjectSession, recentId: string): Promise<string | null> {
    const mediaId = firstPicture(session.document);
    if (!mediaId) return null;
    const { path } = await session.media.locate(mediaId, 'thumbnail');
    const copy = join(this.#pictureFolder(), recentId + extname(path));
    copyFileSync(path, copy);
    return copy;
  }

  #require(id: string) {
    const entry = this.#library.recent(id);
    if (!entry) throw new CodedError('notFound', 'This project is no longer in the list.');
    return entry;
  }
}

/** The picture furthest to the front of the first shot that has one. */
function firstPicture(document: DocumentView): MediaId | undefined {
  for (const { shot } of selectSequence(document).shots) {
    for (const layer of [...document.childrenOf('layer', shot.id)].reverse()) {
      if (layer.content.type === 'image' && !layer.isHidden) return layer.content.mediaId;
    }
  }
  return undefined;
}
