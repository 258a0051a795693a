/** `soon`: somebody looks at it now. `idle`: nice to have. */
export type Priority = 'soon' | 'idle';

interface Waiting {
  readonly priority: Priority;
  readonly start: () => void;
}

/** Turns among the loads that may run at once: what somebody looks at before the rest, else in the order of asking. */
export class LoadTurns {
  readonly #limit: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  /** @param limit loads that run at once */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves when it is one's turn; `end` has to follow. */
  take(priority: Priority): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ priority, start: resolve });
      this.#startNext();
    });
  }

  /** One that had a turn is done with it. */
  end(): void {
    this.#running -= 1;
    this.#startNext();
  }

  /** Everyone's turn: whoever waited sees that there is nothing left to do. */
  release(): void {
    for (const { start } of this.#waiting.splice(0)) start();
  }

  #startNext(): void {
    while (this.#running < this.#limit && this.#waiting.length > 0) {
      const soon = this.#waiting.findIndex(({ priority }) => priority === 'soon');
      const [next] = this.#waiting.splice(Math.max(0, soon), 1);
      this.#running += 1;
      next?.start();
    }
  }
}
