import { CodedError } from '@shared/rpc/result';
import type { KlingTask } from './messages';

export interface TaskPollerOptions {
  /** Asks about at most `batch` tasks at once; unknown ones are left out of the answer. */
  readonly ask: (keys: readonly string[], signal: AbortSignal) => Promise<ReadonlyMap<string, KlingTask>>;
  readonly batch: number;
  readonly intervalMs: number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
}

interface Watch {
  readonly key: string;
  readonly onTask: (task: KlingTask | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** Asks about all tasks that are watched together, in as few calls as the vendor allows. Asks only while one is watched. */
export class TaskPoller {
  readonly #options: TaskPollerOptions;
  readonly #watches = new Set<Watch>();
  #abort = new AbortController();
  #cancelTimer: (() => void) | null = null;
  #isAsking = false;

  constructor(options: TaskPollerOptions) {
    this.#options = options;
  }

  /**
   * Follows a task to its end, telling every look at it.
   * @param onLook undefined = the vendor did not name it
   * @returns the task as it ended
   * @throws what `ask` and `onLook` throw; CodedError `cancelled`
   */
  follow(
    key: string,
    signal: AbortSignal,
    onLook: (task: KlingTask | undefined) => void,
  ): Promise<KlingTask> {
    if (signal.aborted) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        signal.removeEventListener('abort', onAbort);
        this.#watches.delete(watch);
        if (this.#watches.size === 0) this.#stop();
        settle();
      };
      const onAbort = (): void => end(() => reject(cancelled()));
      const watch: Watch = {
        key,
        onTask: (task) => {
          try {
            onLook(task);
          } catch (error) {
            end(() => reject(error));
            return;
          }
          if (task?.state === 'succeeded' || task?.state === 'failed') end(() => resolve(task));
        },
        onError: (error) => end(() => reject(error)),
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#watches.add(watch);
      this.#askSoon(0);
    });
  }

  #stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  #askSoon(delayMs: number): void {
    if (this.#isAsking) return;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.schedule(delayMs, () => void this.#askAll());
  }

  async #askAll(): Promise<void> {
    const { ask, batch, intervalMs } = this.#options;
    this.#cancelTimer = null;
    if (this.#isAsking) return;
    this.#isAsking = true;
    const { signal } = this.#abort;
    try {
      const watches = [...this.#watches];
      const keys = [...new Set(watches.map(({ key }) => key))];
      for (let at = 0; at < keys.length; at += batch) {
        const some = keys.slice(at, at + batch);
        const concerned = watches.filter(({ key }) => some.includes(key));
        try {
          const tasks = await ask(some, signal);
          for (const watch of concerned) if (this.#watches.has(watch)) watch.onTask(tasks.get(watch.key));
        } catch (error) {
          for (const watch of concerned) if (this.#watches.has(watch)) watch.onError(error);
        }
      }
    } finally {
      this.#isAsking = false;
    }
    if (this.#watches.size > 0) this.#askSoon(intervalMs);
  }
}

const cancelled = (): CodedError => new CodedError('cancelled', 'Cancelled.');
