import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { syncEveryBytes } from '../../syncPace.ts';
import { writeAll } from '../../writeAll.ts';

/** A new file as a stream, synced as it grows; whole, on the disk and closed when it has finished. */
export class SyncedFile extends Writable {
  readonly #handle: FileHandle;
  #unsynced = 0;
  #position = 0;
  #isClosed = false;

  constructor(handle: FileHandle) {
    super({ highWaterMark: 1024 * 1024 });
    this.#handle = handle;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#put([chunk]).then(() => done(), done);
  }

  override _writev(pieces: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#put(pieces.map(({ chunk }) => chunk)).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#handle
      .sync()
      .then(() => this.#close())
      .then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#close().then(
      () => done(error),
      () => done(error),
    );
  }

  async #put(chunks: readonly Buffer[]): Promise<void> {
    const bytes = await writeAll(this.#handle, chunks, this.#position);
    this.#position += bytes;
    this.#unsynced += bytes;
    if (this.#unsynced < syncEveryBytes) return;
    this.#unsynced = 0;
    await this.#handle.datasync();
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }
}
