import { type FileHandle, open } from 'node:fs/promises';
import type { StreamTargetChunk } from 'mediabunny';
import { syncEveryBytes } from '../../syncPace.ts';
import { writeAll } from '../../writeAll.ts';

/** The file of a film as a stream of pieces at positions, synced as it grows. */
export class FilmFile {
  readonly writable: WritableStream<StreamTargetChunk>;
  readonly #handle: FileHandle;
  #isClosed = false;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
    let unsynced = 0;
    this.writable = new WritableStream<StreamTargetChunk>({
      async write({ data, position }) {
        unsynced += await writeAll(handle, [data], position);
        if (unsynced < syncEveryBytes) return;
        unsynced = 0;
        await handle.datasync();
      },
    });
  }

  /** @throws errors of the file system */
  static async create(path: string): Promise<FilmFile> {
    return new FilmFile(await open(path, 'w'));
  }

  /** Harmless when it is closed already. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }
}
