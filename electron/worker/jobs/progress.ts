/** How far a job is: 0 … 1, frames to show, seconds left where it can be said. */
export interface Progress {
  readonly fraction: number;
  readonly framesDone: number;
  readonly secondsLeft: number | null;
  /** What is being done now; absent = not said. */
  readonly words?: string | null;
}

/** A moment that the pace is measured from. */
interface Mark {
  readonly atMs: number;
  readonly done: number;
}

/** The pace is that of so many marks, at least a second apart each. */
const marksKept = 20;
const markEveryMs = 1_000;

/**
 * Turns work done into a share and a time left: what is left takes as long a unit as what was done of late. The start, with what
 * is slow only then or had been made before, is forgotten. Says nothing about time in the first second, when it would be guesswork.
 */
export class ProgressMeter {
  readonly #now: () => number;
  readonly #startedAtMs: number;
  readonly #total: number;
  /** The oldest first. */
  readonly #marks: Mark[];

  /** @param total work in units of the caller's choice, what was done before not counted */
  constructor(total: number, now: () => number) {
    this.#total = total;
    this.#now = now;
    this.#startedAtMs = now();
    this.#marks = [{ atMs: this.#startedAtMs, done: 0 }];
  }

  measure(done: number): Omit<Progress, 'framesDone'> {
    if (this.#total <= 0) return { fraction: 1, secondsLeft: 0 };
    const fraction = Math.min(Math.max(done / this.#total, 0), 1);
    const atMs = this.#now();
    const [from] = this.#marks as [Mark, ...Mark[]];
    const [units, spentMs] = [done - from.done, atMs - from.atMs];
    this.#note({ atMs, done });
    if (atMs - this.#startedAtMs < 1000 || units <= 0) return { fraction, secondsLeft: null };
    return { fraction, secondsLeft: Math.max(0, ((spentMs / units) * (this.#total - done)) / 1000) };
  }

  #note(mark: Mark): void {
    const last = this.#marks.at(-1) as Mark;
    if (mark.atMs - last.atMs < markEveryMs || mark.done <= last.done) return;
    this.#marks.push(mark);
    if (this.#marks.length > marksKept) this.#marks.shift();
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
