import type { Snapshots } from './snapshots';

export interface SnapshotClockOptions {
  readonly snapshots: Snapshots;
  /** The revision of the document now. */
  readonly revision: () => number;
  readonly now: () => number;
  /** A version could not be made; told once until one can. */
  readonly onFailure: (error: unknown) => void;
}

/** After an opening: what was left last time is kept before it is worked on, and not while the window is coming up. ms */
const firstDelayMs = 3_000;
const minuteMs = 60_000;

/** Makes a version every so many minutes while there are edits, and one of what was left when the project was closed. */
export class SnapshotClock {
  readonly #options: SnapshotClockOptions;
  #timer: NodeJS.Timeout | undefined;
  #dueAtMs = Number.POSITIVE_INFINITY;
  #keptRevision = -1;
  #keptAtMs = Number.NEGATIVE_INFINITY;
  #hasFailed = false;
  #isEnded = false;

  constructor(options: SnapshotClockOptions) {
    this.#options = options;
  }

  /** Once, after the opening. */
  async start(): Promise<void> {
    const [newest] = await this.#options.snapshots.list();
    if (this.#isEnded) return;
    this.#keptRevision = newest?.revision ?? 0;
    this.#keptAtMs = newest?.createdAtMs ?? Number.NEGATIVE_INFINITY;
    if (this.#options.revision() !== this.#keptRevision) this.#plan(firstDelayMs);
  }

  /** An edit was committed. */
  noteEdit(): void {
    const { everyMinutes } = this.#options.snapshots.settings;
    if (everyMinutes === null) return;
    const waitMs = everyMinutes * minuteMs;
    // The first edit after a while begins a new stretch of work; what was there before it has been kept at its end.
    const sinceMs = this.#options.now() - this.#keptAtMs;
    this.#plan(sinceMs < waitMs ? waitMs - sinceMs : waitMs);
  }

  /** A version of this revision was made for another reason. */
  noteKept(revision: number): void {
    this.#keptRevision = revision;
    this.#keptAtMs = this.#options.now();
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
  }

  /** One that is due sooner stays. */
  #plan(inMs: number): void {
    const dueAtMs = this.#options.now() + inMs;
    if (this.#isEnded || dueAtMs >= this.#dueAtMs) return;
    clearTimeout(this.#timer);
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => void this.#keep(), inMs);
    this.#timer.unref();
  }

  async #keep(): Promise<void> {
    const { snapshots, revision, onFailure } = this.#options;
    this.#dueAtMs = Number.POSITIVE_INFINITY;
    if (snapshots.settings.everyMinutes === null || revision() === this.#keptRevision) return;
    try {
      this.noteKept((await snapshots.create('auto')).revision);
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) onFailure(error);
      this.#hasFailed = true;
      this.#keptAtMs = this.#options.now();
    }
    // Edits that came meanwhile.
    if (revision() !== this.#keptRevision) this.noteEdit();
  }
}
