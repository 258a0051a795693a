import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { requireAtPlace } from '../database/projectPlace';
import { syncFolder } from '../syncFolder';
import { ImportJournal } from './importJournal';
import { sourceErrorOf } from './sourceError';
import { moveIntoPlace, realPathBelow, sizeOf } from './storeFile';

/** Where a file of a content lies in a project. */
export function storedPath(fingerprint: string, extension: string): string {
  return `media/${fingerprint.slice(0, 2)}/${fingerprint}.${extension}`;
}

/** Files that one import puts into the project's media folder: they stay when it is committed, and go when it is not. */
export class TakenFiles {
  readonly mediaFolder: string;
  readonly #projectFolder: string;
  readonly #journal: ImportJournal;
  /** Files that were not there before. */
  readonly #stored = new Set<string>();

  constructor(projectFolder: string) {
    this.#projectFolder = projectFolder;
    this.mediaFolder = join(projectFolder, 'media');
    this.#journal = new ImportJournal(this.mediaFolder);
  }

  /** @throws CodedError `readOnly`, `diskFull` */
  async prepareFolder(): Promise<void> {
    requireAtPlace(this.mediaFolder);
    await mkdir(this.mediaFolder, { recursive: true }).catch((error: unknown) => {
      throw sourceErrorOf(error, 'media');
    });
    // A link put in its place would lead the copies out of the project.
    if ((await realPathBelow(this.#projectFolder, this.mediaFolder)) !== undefined) return;
    throw new CodedError(
      'readOnly',
      'The media folder of the project leads out of the project folder. Nothing is written there.',
    );
  }

  /** Gives a finished copy its name in media/. */
  async takeIn(temporary: string, fingerprint: string, extension: string): Promise<Media['storage']> {
    const path = storedPath(fingerprint, extension);
    const target = join(this.#projectFolder, path);
    if ((await sizeOf(target)) === undefined) {
      this.#stored.add(target);
      await this.#journal.note(path);
    }
    await moveIntoPlace(temporary, target);
    return { mode: 'copied', path };
  }

  /** Folders last: a record must not outlive a power cut that its file's name did not. */
  async makeDurable(media: readonly Media[]): Promise<void> {
    const folders = new Set<string>();
    for (const { storage } of media)
      if (storage.mode === 'copied') folders.add(dirname(join(this.#projectFolder, storage.path)));
    if (folders.size > 0) folders.add(this.mediaFolder);
    for (const folder of folders) await syncFolder(folder);
  }

  /** The import is committed. */
  async keep(): Promise<void> {
    await this.#journal.close();
  }

  /** Nothing has come of the import. */
  async takeBack(): Promise<void> {
    await Promise.all([...this.#stored].map((path) => rm(path, { force: true })));
    await this.#journal.close();
  }
}
