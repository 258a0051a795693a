import type { FileHandle } from 'node:fs/promises';
import { CodedError } from '@shared/rpc/result';
import { syncEveryBytes } from '../syncPace';
import { fileErrorOf } from './fileError';

/** A file that is written in pieces at positions, in the order they come (a later piece may mend an earlier one). */
export class TaskFile {
  readonly #handle: FileHandle;
  readonly #path: string;
  #queue: Promise<void> = Promise.resolve();
  #end = 0;
  #unsynced = 0;

  constructor(handle: FileHandle, path: string) {
    this.#handle = handle;
    this.#path = path;
  }

  /** @throws CodedError when the disk is full or refuses */
  write(bytes: Uint8Array, position: number): Promise<void> {
    const written = this.#queue.then(async () => {
      let done = 0;
      while (done < bytes.byteLength) {
        const { bytesWritten } = await this.#handle.write(
          bytes,
          done,
          bytes.byteLength - done,
          position + done,
        );
        done += bytesWritten;
      }
      this.#end = Math.max(this.#end, position + bytes.byteLength);
      this.#unsynced += bytes.byteLength;
      if (this.#unsynced < syncEveryBytes) return;
      this.#unsynced = 0;
      await this.#handle.datasync();
    });
    // A failure is told to whoever waits for this piece, and again by `finish`.
    this.#queue = written;
    return written.catch((error: unknown) => {
      throw fileErrorOf(error, this.#path);
    });
  }

  /**
   * Waits for all pieces, makes them durable, closes.
   * @param byteSize what the writer says the file holds
   */
  async finish(byteSize: number): Promise<void> {
    try {
      await this.#queue;
      if (this.#end !== byteSize) {
        throw new CodedError('internal', `The renderer wrote ${this.#end} bytes and says ${byteSize}.`);
      }
      await this.#handle.sync();
    } catch (error) {
      throw fileErrorOf(error, this.#path);
    }
    await this.#handle.close();
  }

  /** Closes without caring for the content. */
  async abandon(): Promise<void> {
    await this.#queue.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
  }
}
