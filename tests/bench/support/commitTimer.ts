/** Commits an edit some fifty times a second, as a person who never rests. */
export class CommitTimer {
  readonly #commit: () => void;
  #times: number[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(commit: () => void) {
    this.#commit = commit;
  }

  start(): void {
    this.#timer = setInterval(() => {
      const from = performance.now();
      this.#commit();
      this.#times.push(performance.now() - from);
    }, 20);
  }

  /** @returns percentiles since the start, ms, and how many commits there were */
  stop(): { readonly p50: number; readonly p99: number; readonly count: number } {
    clearInterval(this.#timer);
    const sorted = this.#times.sort((a, b) => a - b);
    this.#times = [];
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
    return { p50: at(0.5), p99: at(0.99), count: sorted.length };
  }
}
