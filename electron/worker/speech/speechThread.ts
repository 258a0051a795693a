import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import type { SpeechReply, SpeechTask } from './thread/speechTask.ts';

/** Longer than the longest line takes on a busy machine, ms. */
const longestLineMs = 60_000;
/** With the dictionary it holds over 100 MB: it ends when nobody has spoken for this long, and starts again in half a second. */
const idleMs = 120_000;

export interface Spoken {
  /** Mono, 16 bits. */
  readonly samples: Int16Array;
  /** Hz */
  readonly sampleRate: number;
  /** Words that could not be read and are left out. */
  readonly unread: readonly string[];
}

/** The synthesiser: starts with the first line, ends with `dispose`. Lines are spoken one after the other. */
export class SpeechThread {
  #thread: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;

  /** @throws CodedError `unsupported` for a voice there is not; `cancelled` by the signal and by dispose */
  speak(line: Omit<SpeechTask, 'id'>, signal: AbortSignal): Promise<Spoken> {
    const spoken = this.#last.then(() => this.#speakNow(line, signal));
    this.#last = spoken.catch(() => undefined);
    return spoken;
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }

  #speakNow(line: Omit<SpeechTask, 'id'>, signal: AbortSignal): Promise<Spoken> {
    if (signal.aborted) return Promise.reject(cancelled());
    clearTimeout(this.#idle);
    this.#thread ??= new Worker(threadFile(), { execArgv: [] });
    const thread = this.#thread;
    thread.unref();
    const task: SpeechTask = { ...line, id: this.#nextId };
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(limit);
        this.#idle = setTimeout(() => void this.dispose(), idleMs).unref();
        signal.removeEventListener('abort', onAbort);
        thread.off('message', onReply).off('error', onError).off('exit', onExit);
      };
      const giveUp = (error: Error): void => {
        end();
        // In the middle of a line it cannot be stopped in any other way.
        if (this.#thread === thread) this.#thread = null;
        void thread.terminate();
        reject(error);
      };
      const onAbort = (): void => giveUp(cancelled());
      const onError = (error: unknown): void =>
        giveUp(new CodedError('internal', `The synthesiser failed: ${String(error)}`));
      const onExit = (): void => giveUp(cancelled());
      const onReply = (reply: SpeechReply): void => {
        if (reply.id !== task.id) return;
        end();
        if (reply.ok) resolve(reply);
        else reject(new CodedError('unsupported', reply.message));
      };
      const limit = setTimeout(
        () => giveUp(new CodedError('internal', 'The synthesiser does not come to an end.')),
        longestLineMs,
      );
      signal.addEventListener('abort', onAbort);
      thread.on('message', onReply).on('error', onError).on('exit', onExit);
      thread.postMessage(task);
    });
  }
}

const cancelled = (): CodedError => new CodedError('cancelled', 'Speaking was cancelled.');

/** Beside this file in the source; in a build an entry of its own, beside the others, with shared code one folder deeper. */
function threadFile(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./thread/speechThread.ts', here);
  const beside = new URL('./speechThread.js', here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL('../speechThread.js', here);
}
