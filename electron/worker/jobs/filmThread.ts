import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import { threadFile } from '../threadFile';
import { fileErrorOf } from './fileError';
import { cancelledError, type RenderOptions } from './renderHost';
import type { FilmReply, FilmSpec } from './thread/filmTask.ts';

/** Joins the clips and the sound of a film into its file. */
export interface FilmJoiner {
  /**
   * @returns when the file is whole and durable; on a failure what is written of it is left to the caller
   * @throws CodedError `cancelled`, `diskFull`, `readOnly`, `notFound`, `internal`
   */
  join(spec: FilmSpec, options: RenderOptions): Promise<void>;
}

/** Hundreds of megabytes go from file to file: in a thread of its own, so that edits are answered meanwhile. */
export const filmThread: FilmJoiner = {
  join: (spec, { signal, onProgress }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(cancelledError());
        return;
      }
      const file = threadFile(import.meta.url, './thread/filmThread.ts');
      const thread = new Worker(file, { execArgv: [], workerData: spec });
      const finish = (settle: () => void): void => {
        signal.removeEventListener('abort', onAbort);
        thread.removeAllListeners();
        // Ended before anybody looks at the file or takes it away.
        void thread.terminate().then(settle);
      };
      const onAbort = (): void => finish(() => reject(cancelledError()));
      thread.on('message', (reply: FilmReply) => {
        if (reply.type === 'progress') onProgress(reply.framesDone);
        else if (reply.type === 'done') finish(resolve);
        else finish(() => reject(errorOf(reply, spec.target)));
      });
      thread.on('error', (error) => finish(() => reject(error)));
      thread.on('exit', () => finish(() => reject(new Error('The thread ended without an answer.'))));
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};

function errorOf({ message, errno }: Extract<FilmReply, { type: 'failed' }>, target: string): Error {
  if (errno === null) return new CodedError('internal', message);
  return fileErrorOf(Object.assign(new Error(message), { code: errno }), target);
}
