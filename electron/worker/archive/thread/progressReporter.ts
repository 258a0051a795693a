import type { ArchiveProgress } from './task.ts';

/** ms between two reports: enough to look alive. */
const intervalMs = 80;

/** Adds up bytes and passes the sum on, not for each of them. */
export class ProgressReporter {
  readonly #total: number;
  readonly #report: (progress: ArchiveProgress) => void;
  #done = 0;
  #reportedAtMs = 0;

  constructor(totalBytes: number, report: (progress: ArchiveProgress) => void) {
    this.#total = totalBytes;
    this.#report = report;
    report({ done: 0, total: totalBytes });
  }

  add(bytes: number): void {
    this.#done += bytes;
    const now = performance.now();
    if (now - this.#reportedAtMs < intervalMs && this.#done < this.#total) return;
    this.#reportedAtMs = now;
    // A file that was damaged and longer than it said is no more than all of it.
    this.#report({ done: Math.min(Math.round(this.#done), this.#total), total: this.#total });
  }
}
