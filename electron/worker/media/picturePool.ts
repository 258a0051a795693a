import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import { sourceErrorOf } from './sourceError';
import type { PictureFacts, PictureTask } from './thread/pictureTask.ts';
import type { ThreadReply } from './thread/pictureThread.ts';

/** A picture within the limits is decoded in seconds; one that is not by then is made to hang. */
const taskTimeoutMs = 90_000;

interface Waiting {
  readonly task: PictureTask;
  readonly name: string;
  readonly resolve: (facts: PictureFacts) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Threads that decode pictures, so that the worker stays responsive and a picture that hangs or crashes its thread
 * costs itself only. Threads start with the first task and do not keep the process alive.
 */
export class PicturePool {
  readonly #size: number;
  readonly #queue: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Set<Worker>();
  #isDisposed = false;

  constructor(size = 2) {
    this.#size = size;
  }

  /**
   * @param name what the person calls the file
   * @throws CodedError `unreadable`, `tooLarge`, `unsupported`, beginning with the file's name
   */
  run(task: PictureTask, name: string): Promise<PictureFacts> {
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) {
        reject(closedError());
        return;
      }
      this.#queue.push({ task, name, resolve, reject });
      this.#next();
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const { reject } of this.#queue.splice(0)) reject(closedError());
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const thread = this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined);
    if (!thread) return;
    this.#give(thread, this.#queue.shift() as Waiting);
  }

  #start(): Worker {
    const thread = new Worker(threadFile(), { execArgv: [] });
    // A thread that dies while it has nothing to do is forgotten; one with a task is seen to in #give.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return thread;
  }

  #give(thread: Worker, { task, name, resolve, reject }: Waiting): void {
    this.#busy.add(thread);
    thread.ref();
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      thread.off('message', onMessage);
      thread.off('exit', onExit);
      this.#busy.delete(thread);
      settle();
      this.#next();
    };
    const onMessage = (reply: ThreadReply): void => {
      thread.unref();
      if (!this.#isDisposed) this.#idle.push(thread);
      finish(() => (reply.ok ? resolve(reply.facts) : reject(refusalOf(reply, name))));
    };
    const onExit = (): void => {
      finish(() => reject(this.#isDisposed ? closedError() : damagedError(name)));
    };
    const timer = setTimeout(() => {
      void thread.terminate();
      finish(() => reject(new CodedError('unreadable', `"${name}" takes too long to draw.`)));
    }, taskTimeoutMs);
    thread.on('message', onMessage);
    thread.on('exit', onExit);
    thread.postMessage(task);
  }
}

const closedError = (): CodedError => new CodedError('cancelled', 'The project was closed.');
const damagedError = (name: string): CodedError =>
  new CodedError('unreadable', `"${name}" is damaged: it cannot be drawn.`);

function refusalOf(reply: Extract<ThreadReply, { ok: false }>, name: string): CodedError {
  if (reply.code !== 'fileError') return new CodedError(reply.code, `"${name}" ${reply.problem}`);
  const error = new Error(reply.message);
  return sourceErrorOf(reply.errno === null ? error : Object.assign(error, { code: reply.errno }), name);
}

/** Beside this file in the source; in a build an entry of its own, beside the others, with shared code one folder deeper. */
function threadFile(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./thread/pictureThread.ts', here);
  const beside = new URL('./pictureThread.js', here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL('../pictureThread.js', here);
}
