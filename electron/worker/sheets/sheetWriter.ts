import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import { fileErrorOf } from '../jobs/fileError';
import { cancelledError } from '../jobs/renderHost';
import { threadFile } from '../threadFile';
import type { SheetReply, SheetSpec, ToSheetThread, WrittenPage } from './thread/sheetTask';

/** Writes a storyboard as a file of pages. */
export interface SheetWriter {
  /**
   * @param pages one after another, each asked for when the one before is written
   * @returns when the file is whole and durable; on a failure what is written of it is left to the caller
   * @throws CodedError `cancelled`, `diskFull`, `readOnly`, `notFound`, `internal`; what `pages` throws
   */
  write(
    spec: SheetSpec,
    pages: AsyncIterable<WrittenPage>,
    signal: AbortSignal,
  ): Promise<{ readonly strangeLetters: string }>;
}

/** Fonts are cut to the letters in use and everything is compressed: in a thread of its own, so that edits are answered meanwhile. */
export const sheetThread: SheetWriter = {
  async write(spec, pages, signal) {
    if (signal.aborted) throw cancelledError();
    const thread = new Worker(threadFile(import.meta.url, './thread/sheetThread.ts'), {
      execArgv: [],
      workerData: spec,
    });
    try {
      const answers = new Answers(thread, spec.target, signal);
      for await (const page of pages) {
        thread.postMessage({ type: 'page', page } satisfies ToSheetThread);
        await answers.next();
      }
      thread.postMessage({ type: 'end' } satisfies ToSheetThread);
      const last = await answers.next();
      if (last.type !== 'done') throw new Error('The thread ended without a file.');
      return { strangeLetters: last.strangeLetters };
    } finally {
      // Ended before anybody looks at the file or takes it away.
      await thread.terminate();
    }
  },
};

/** What the thread says, one answer a question. */
class Answers {
  #settle: { resolve: (reply: SheetReply) => void; reject: (error: Error) => void } | null = null;
  #early: SheetReply | null = null;
  #failure: Error | null = null;

  constructor(thread: Worker, target: string, signal: AbortSignal) {
    const fail = (error: Error): void => {
      this.#failure ??= error;
      this.#settle?.reject(this.#failure);
      this.#settle = null;
    };
    thread.on('message', (reply: SheetReply) => {
      if (reply.type === 'failed') fail(errorOf(reply, target));
      else if (this.#settle) this.#settle.resolve(reply);
      else this.#early = reply;
    });
    thread.on('error', fail);
    thread.on('exit', () => fail(new Error('The thread ended without an answer.')));
    signal.addEventListener('abort', () => fail(cancelledError()), { once: true });
  }

  async next(): Promise<SheetReply> {
    if (this.#failure) throw this.#failure;
    const early = this.#early;
    this.#early = null;
    if (early) return early;
    try {
      return await new Promise<SheetReply>((resolve, reject) => {
        this.#settle = { resolve, reject };
      });
    } finally {
      this.#settle = null;
    }
  }
}

function errorOf({ message, errno }: Extract<SheetReply, { type: 'failed' }>, target: string): Error {
  if (errno === null) return new CodedError('internal', message);
  return fileErrorOf(Object.assign(new Error(message), { code: errno }), target);
}
