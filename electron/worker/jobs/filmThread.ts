import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import { threadFile } from '../threadFile';
import { fileErrorOf } from './fileError';
import { cancelledError, type RenderOptions } from './renderHost';
import type { FilmReply, FilmSpec } from './thread/filmTask.ts';

/** Joins the clips and the sound of films into their files. */
export interface FilmJoiner {
  /** Makes itself ready for one film, so that it loses no time when the clips are there. */
  open(): OpenJoiner;
}

/** Ready for one film; to be closed whatever comes. */
export interface OpenJoiner {
  /**
   * @returns when the file is whole and durable; on a failure what is written of it is left to the caller
   * @throws CodedError `cancelled`, `diskFull`, `readOnly`, `notFound`, `internal`
   */
  join(spec: FilmSpec, options: RenderOptions): Promise<void>;
  close(): Promise<void>;
}

/** Hundreds of megabytes go from file to file: in a thread of its own, so that edits are answered meanwhile. */
export const filmThread: FilmJoiner = { open: () => new FilmThread() };

class FilmThread implements OpenJoiner {
  readonly #thread = new Worker(threadFile(import.meta.url, './thread/filmThread.ts'), { execArgv: [] });
  /** Why it ended before it was asked for anything. */
  #failure: Error | null = null;

  constructor() {
    this.#thread.once('error', (error) => {
      this.#failure = error;
    });
    this.#thread.once('exit', () => {
      this.#failure ??= new Error('The thread ended without an answer.');
    });
  }

  join(spec: FilmSpec, { signal, onProgress }: RenderOptions): Promise<void> {
    const thread = this.#thread;
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(cancelledError());
        return;
      }
      if (this.#failure) {
        reject(this.#failure);
        return;
      }
      const finish = (settle: () => void): void => {
        signal.removeEventListener('abort', onAbort);
        // Ended before anybody looks at the file or takes it away.
        void this.close().then(settle);
      };
      const onAbort = (): void => finish(() => reject(cancelledError()));
      thread.on('message', (reply: FilmReply) => {
        if (reply.type === 'progress') onProgress(reply.framesDone);
        else if (reply.type === 'done') finish(resolve);
        else finish(() => reject(errorOf(reply, spec.target)));
      });
      thread.once('error', (error) => finish(() => reject(error)));
      thread.once('exit', () => finish(() => reject(this.#failure)));
      signal.addEventListener('abort', onAbort, { once: true });
      thread.postMessage(spec);
    });
  }

  async close(): Promise<void> {
    this.#thread.removeAllListeners();
    await this.#thread.terminate();
  }
}

function errorOf({ message, errno }: Extract<FilmReply, { type: 'failed' }>, target: string): Error {
  if (errno === null) return new CodedError('internal', message);
  return fileErrorOf(Object.assign(new Error(message), { code: errno }), target);
}
