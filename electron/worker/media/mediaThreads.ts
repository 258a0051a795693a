import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import { threadFile } from '../threadFile';
import { cancelledError, sourceErrorOf } from './sourceError';
import { storingError } from './storeFile';
import type { MediaTask, TaskResults, ThreadProgress, ThreadReply } from './thread/task.ts';

/** Longer than any file within the limits takes on a busy machine; one that does is made to hang. */
const defaultTimeoutMs = 90_000;

/** A file that unfolds without end takes its thread along, and not the worker. MB of JavaScript's own memory. */
const resourceLimits = { maxOldGenerationSizeMb: 1_024 };

export interface TaskOptions {
  /** What the person calls the file. */
  readonly name: string;
  /** Gives the task up, with the thread if it has begun. */
  readonly signal?: AbortSignal | undefined;
  /** From the beginning, or the last that was heard of its progress; null = it may take for ever. */
  readonly timeoutMs?: number | null | undefined;
  /** Of tasks that tell how far they are. */
  readonly onProgress?: ((progress: number) => void) | undefined;
}

interface Waiting {
  readonly task: MediaTask;
  readonly options: TaskOptions;
  readonly resolve: (value: TaskResults[keyof TaskResults]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Threads in which strange files are looked into, so that the worker stays responsive and a file that hangs or
 * crashes its thread costs itself only. Threads start with the first task; while they have none, they do not keep the
 * process alive.
 */
export class MediaThreads {
  readonly #size: number;
  readonly #queue: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Set<Worker>();
  #isDisposed = false;

  constructor(size = 2) {
    this.#size = size;
  }

  /**
   * @throws CodedError `unreadable`, `tooLarge`, `unsupported`, `notFound`, beginning with the file's name;
   * `cancelled` by the signal and by dispose
   */
  run<Kind extends keyof TaskResults>(
    task: Extract<MediaTask, { kind: Kind }>,
    options: TaskOptions,
  ): Promise<TaskResults[Kind]> {
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) {
        reject(closedError());
        return;
      }
      this.#queue.push({ task, options, resolve: resolve as Waiting['resolve'], reject });
      this.#next();
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const { reject } of this.#queue.splice(0)) reject(closedError());
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.terminate()));
  }

  #next(): void {
    const waiting = this.#queue[0];
    if (!waiting) return;
    if (waiting.options.signal?.aborted) {
      this.#queue.shift();
      waiting.reject(cancelledError());
      this.#next();
      return;
    }
    const thread = this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined);
    if (!thread) return;
    this.#queue.shift();
    this.#give(thread, waiting);
  }

  #start(): Worker {
    const thread = new Worker(threadFile(import.meta.url, './thread/mediaThread.ts'), {
      execArgv: [],
      resourceLimits,
    });
    // A thread that dies while it has nothing to do is forgotten; one with a task is seen to in #give.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return thread;
  }

  #give(thread: Worker, { task, options, resolve, reject }: Waiting): void {
    const { name, signal, timeoutMs = defaultTimeoutMs, onProgress } = options;
    this.#busy.add(thread);
    thread.ref();
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      thread.off('message', onMessage);
      thread.off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      this.#busy.delete(thread);
      settle();
      this.#next();
    };
    const giveUp = (error: CodedError): void => {
      void thread.terminate();
      finish(() => reject(error));
    };
    const onMessage = (reply: ThreadReply | ThreadProgress): void => {
      if ('progress' in reply) {
        timer?.refresh();
        onProgress?.(reply.progress);
        return;
      }
      thread.unref();
      if (!this.#isDisposed) this.#idle.push(thread);
      finish(() => (reply.ok ? resolve(reply.value) : reject(refusalOf(reply, name, task))));
    };
    const onExit = (): void => {
      const crashed = new CodedError('unreadable', `"${name}" is damaged: it cannot be read.`);
      finish(() => reject(this.#isDisposed ? closedError() : crashed));
    };
    const onAbort = (): void => giveUp(cancelledError());
    const timer =
      timeoutMs === null
        ? undefined
        : setTimeout(
            () =>
              giveUp(new CodedError('unreadable', `"${name}" takes too long to read: it may be damaged.`)),
            timeoutMs,
          );
    thread.on('message', onMessage);
    thread.on('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    thread.postMessage(task);
  }
}

const closedError = (): CodedError => new CodedError('cancelled', 'The project was closed.');

function refusalOf(reply: Extract<ThreadReply, { ok: false }>, name: string, task: MediaTask): CodedError {
  if (reply.code !== 'error') return new CodedError(reply.code, `"${name}" ${reply.problem}`);
  const plain = new Error(reply.message);
  const error = reply.errno === null ? plain : Object.assign(plain, { code: reply.errno });
  return reply.isOfTarget && task.kind === 'copy'
    ? storingError(error, task.target, name)
    : sourceErrorOf(error, name);
}
