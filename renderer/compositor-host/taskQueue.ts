import type { FromHost, ToHost } from '@shared/compositor/hostProtocol';

export type RenderRequest = Extract<ToHost, { spec: unknown }>;

/** Somebody who renders one task at a time: a worker, or the page itself. */
export interface Renderer {
  readonly accepts: RenderRequest['type'];
  post(message: ToHost): void;
}

/**
 * Deals tasks out to renderers, first come first served, and routes what is said about a task to who has it.
 * A task that waits is cancelled at once.
 */
export class TaskQueue {
  readonly #renderers: readonly Renderer[];
  readonly #send: (message: FromHost) => void;
  readonly #waiting: RenderRequest[] = [];
  readonly #busy = new Map<Renderer, string>();

  constructor(renderers: readonly Renderer[], send: (message: FromHost) => void) {
    this.#renderers = renderers;
    this.#send = send;
  }

  receive(message: ToHost): void {
    if ('spec' in message) {
      this.#waiting.push(message);
      this.#deal();
      return;
    }
    const waiting = this.#waiting.findIndex(({ taskId }) => taskId === message.taskId);
    if (waiting !== -1 && message.type === 'cancel') {
      this.#waiting.splice(waiting, 1);
      this.#send({ type: 'failed', taskId: message.taskId, code: 'cancelled', message: 'Cancelled.' });
      return;
    }
    for (const [renderer, taskId] of this.#busy) if (taskId === message.taskId) renderer.post(message);
  }

  /** A renderer says that its task has ended, in whatever way. */
  ended(renderer: Renderer): void {
    this.#busy.delete(renderer);
    this.#deal();
  }

  #deal(): void {
    for (const renderer of this.#renderers) {
      if (this.#busy.has(renderer)) continue;
      const next = this.#waiting.findIndex(({ type }) => type === renderer.accepts);
      const [task] = next === -1 ? [] : this.#waiting.splice(next, 1);
      if (!task) continue;
      this.#busy.set(renderer, task.taskId);
      renderer.post(task);
    }
  }
}
