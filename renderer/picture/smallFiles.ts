import type { SmallFile } from '@shared/rpc/mediaChannels';

/** Reads so many files at once, in their order; null for one that has to be asked for by its address. */
export type ReadSmallFiles = (files: readonly SmallFile[]) => Promise<readonly (Uint8Array | null)[]>;

/** What one answer brings at the most: the first are on the screen before the last are read. */
const maxTogether = 24;

interface Waiting {
  readonly file: SmallFile;
  readonly resolve: (bytes: Uint8Array | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Files of small pictures, asked for together: a shot needs a handful at the same moment, and each asking has its price. */
export class SmallFiles {
  readonly #read: ReadSmallFiles;
  #waiting: Waiting[] = [];

  constructor(read: ReadSmallFiles) {
    this.#read = read;
  }

  /** Together with all that is asked for in the same task. Rejects as the reader does. */
  load(file: SmallFile): Promise<Uint8Array | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ file, resolve, reject });
      if (this.#waiting.length === 1) queueMicrotask(() => this.#send());
    });
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += maxTogether)
      void this.#ask(waiting.slice(start, start + maxTogether));
  }

  async #ask(asked: readonly Waiting[]): Promise<void> {
    try {
      const files = await this.#read(asked.map(({ file }) => file));
      for (const [index, { resolve }] of asked.entries()) resolve(files[index] ?? null);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
