/** How far a job is: 0 … 1, frames to show, seconds left where it can be said. */
export interface Progress {
  readonly fraction: number;
  readonly framesDone: number;
  readonly secondsLeft: number | null;
  /** What is being done now; absent = not said. */
  readonly words?: string | null;
}

/**
 * Turns work done into a share and a time left: what is left takes as long a unit as what was done.
 * Says nothing about time in the first second, when it would be guesswork.
 */
export class ProgressMeter {
  readonly #now: () => number;
  readonly #startedAtMs: number;
  readonly #total: number;

  /** @param total work in units of the caller's choice, what was done before not counted */
  constructor(total: number, now: () => number) {
    this.#total = total;
    this.#now = now;
    this.#startedAtMs = now();
  }

  measure(done: number): Omit<Progress, 'framesDone'> {
    if (this.#total <= 0) return { fraction: 1, secondsLeft: 0 };
    const fraction = Math.min(Math.max(done / this.#total, 0), 1);
    const elapsedMs = this.#now() - this.#startedAtMs;
    const secondsLeft =
      elapsedMs < 1000 || done <= 0 ? null : ((elapsedMs / done) * (this.#total - done)) / 1000;
    return { fraction, secondsLeft: secondsLeft === null ? null : Math.max(0, secondsLeft) };
  }
}

/** Lets a job's progress through at most ten times a second; state changes go past it. */
export class Throttle {
  readonly #lastMs = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  mayPass(id: string): boolean {
    const now = this.#now();
    const last = this.#lastMs.get(id);
    if (last !== undefined && now - last < 100) return false;
    this.#lastMs.set(id, now);
    return true;
  }

  forget(id: string): void {
    this.#lastMs.delete(id);
  }
}
