import type { FromHost, ToHost } from '@shared/compositor/hostProtocol';

export type RenderRequest = Extract<ToHost, { spec: unknown }>;

/** Somebody who paints one task at a time: a worker, or the page itself. */
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
  /** Tasks whose renderer has taken, or may take, the next. */
  readonly #ending = new Map<string, Renderer>();

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
    this.#ending.get(message.taskId)?.post(message);
    for (const [renderer, taskId] of this.#busy) if (taskId === message.taskId) renderer.post(message);
  }

  /** All of a task is painted: its renderer takes the next while this one is brought to its end. */
  painted(renderer: Renderer, taskId: string): void {
    if (this.#busy.get(renderer) !== taskId) return;
    this.#busy.delete(renderer);
    this.#ending.set(taskId, renderer);
    this.#deal();
  }

  /** A task has ended, in whatever way. */
  ended(renderer: Renderer, taskId: string): void {
    if (this.#busy.get(renderer) === taskId) this.#busy.delete(renderer);
    this.#ending.delete(taskId);
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
