import type { Emit } from '../documentPort';

/** What a file costs besides its bytes: opening, looking inside, decoding. In bytes that would take as long to copy. */
const bytesPerFile = 4_000_000;
/** Before that a time left would be guesswork. */
const firstSecondsMs = 1_500;
/** Some twenty reports a second are enough to look alive. */
const reportEveryMs = 50;

/** How far an import is, in files, bytes and time, told to the window. */
export class ImportMeter {
  readonly #sizes: readonly number[];
  readonly #emit: Emit;
  readonly #now: () => number;
  /** 0 … 1 by file. */
  readonly #shares: number[];
  readonly #totalBytes: number;
  readonly #totalWork: number;
  readonly #startedAtMs: number;
  #done = 0;
  #doneBytes = 0;
  #reportedAt = 0;

  /** @param sizes bytes of each file; of one that is not read, 0 */
  constructor(sizes: readonly number[], emit: Emit, now: () => number) {
    this.#sizes = sizes;
    this.#emit = emit;
    this.#now = now;
    this.#shares = sizes.map(() => 0);
    this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    this.#totalWork = this.#totalBytes + sizes.length * bytesPerFile;
    this.#startedAtMs = now();
  }

  /** While folders are looked through: nothing can be said of an end. */
  found(files: number): void {
    if (!this.#isDue()) return;
    const bytes = { doneBytes: 0, totalBytes: 0, secondsLeft: null };
    this.#emit('import.progress', {
      done: 0,
      total: 0,
      name: `${files.toLocaleString('en-US')} files`,
      ...bytes,
    });
  }

  /** @param share of the file, 0 … 1 */
  report(index: number, share: number, name: string, isDone: boolean): void {
    const more = share - (this.#shares[index] ?? 0);
    this.#shares[index] = share;
    this.#done += more;
    this.#doneBytes += more * (this.#sizes[index] ?? 0);
    if (!isDone && !this.#isDue()) return;
    this.#reportedAt = this.#now();
    this.#emit('import.progress', {
      // Sums of shares round: three files done are three.
      done: Math.round(this.#done * 1e6) / 1e6,
      total: this.#sizes.length,
      name,
      doneBytes: Math.round(this.#doneBytes),
      totalBytes: this.#totalBytes,
      secondsLeft: this.#secondsLeft(),
    });
  }

  #secondsLeft(): number | null {
    const elapsedMs = this.#now() - this.#startedAtMs;
    const work = this.#doneBytes + this.#done * bytesPerFile;
    if (elapsedMs < firstSecondsMs || work <= 0) return null;
    return Math.max(0, ((elapsedMs / work) * (this.#totalWork - work)) / 1_000);
  }

  #isDue(): boolean {
    const now = this.#now();
    if (now - this.#reportedAt < reportEveryMs) return false;
    this.#reportedAt = now;
    return true;
  }
}
