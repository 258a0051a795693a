import { type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { storingError } from './storeFile';

/*
 * media/.import-<id>.journal: the files, one a line, that an import is about to give their names. It is written before
 * they get them and goes with the commit, so that what an import that was killed has brought in is known afterwards.
 */

const ending = '.journal';
const beginning = '.import-';
const storedPath = /^[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/;

/** What one import has put into media/. */
export class ImportJournal {
  readonly #path: string;
  #file: Promise<FileHandle> | null = null;

  constructor(mediaFolder: string) {
    this.#path = join(mediaFolder, `${beginning}${nanoid(12)}${ending}`);
  }

  /** @param stored path below the project folder, `media/ab/….png` @throws CodedError `diskFull`, `readOnly` */
  async note(stored: string): Promise<void> {
    try {
      this.#file ??= open(this.#path, 'a');
      const file = await this.#file;
      await file.appendFile(`${stored.slice('media/'.length)}\n`);
    } catch (error) {
      throw storingError(error, this.#path, 'the import');
    }
  }

  /** The import is committed, or taken back. */
  async close(): Promise<void> {
    const file = await this.#file?.catch(() => undefined);
    await file?.close();
    if (this.#file) await rm(this.#path, { force: true });
  }
}

/**
 * Removes what killed imports have left: copies without a record. Nobody else may be importing into the folder.
 * @param referredFiles what anything in the project refers to, as paths below the project folder; asked only when there is
 * something to ask about
 */
export async function sweepJournals(
  mediaFolder: string,
  referredFiles: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  const journals = await journalsIn(mediaFolder);
  if (journals.length === 0) return;
  const referred = await referredFiles();
  for (const journal of journals) {
    for (const line of await linesOf(journal)) {
      if (referred.has(`media/${line}`)) continue;
      await rm(join(mediaFolder, line), { force: true });
    }
    await rm(journal, { force: true });
  }
}

/** Files that journals name, as paths below the project folder: an import is at work on them, or the next opening sweeps them. */
export async function journaledFiles(mediaFolder: string): Promise<ReadonlySet<string>> {
  const lines = await Promise.all((await journalsIn(mediaFolder)).map(linesOf));
  return new Set(lines.flat().map((line) => `media/${line}`));
}

async function journalsIn(mediaFolder: string): Promise<string[]> {
  const entries = await readdir(mediaFolder).catch(() => []);
  return entries
    .filter((entry) => entry.startsWith(beginning) && entry.endsWith(ending))
    .map((entry) => join(mediaFolder, entry));
}

async function linesOf(journal: string): Promise<string[]> {
  const lines = (await readFile(journal, 'utf8').catch(() => '')).split('\n');
  // The last line may have been cut off.
  return lines.filter((line) => storedPath.test(line));
}
