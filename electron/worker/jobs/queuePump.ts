import { brokenCap, type JobSettings } from '@shared/generation/ledger';
import { startOfDay } from '@shared/time/startOfDay';
import { nanoid } from 'nanoid';
import type { Provider } from '../providers/provider';
import { describeFailure } from './describeFailure';
import { clipRequestOf } from './jobRequests';
import { ended, filmLane, type JobRunner, resumed, waiting } from './jobRunner';
import type { JobSettingsTable } from './jobSettingsTable';
import type { JobRow, JobTable } from './jobTable';
import type { Ledger } from './ledger';
import type { JobQueueOptions } from './queueOptions';

/** Begun this often without coming further, a job is taken for the cause of the crashes. */
const attemptLimit = 3;
/** After the database refused to note a beginning. */
const pumpAgainMs = 30_000;

export interface QueuePumpOptions extends Pick<JobQueueOptions, 'emit' | 'now' | 'joiner'> {
  readonly table: JobTable;
  readonly ledger: Ledger;
  readonly settings: JobSettingsTable;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly runner: JobRunner;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
}

/**
 * Begins jobs in the queue's order, within each provider's limit and the person's caps, and goes on with those that have
 * waited long enough.
 */
export class QueuePump {
  readonly #options: QueuePumpOptions;
  readonly #leaseOwner = nanoid();
  #cancelTimer: (() => void) | null = null;
  #isRunning = false;

  constructor(options: QueuePumpOptions) {
    this.#options = options;
  }

  /** Takes up what an earlier run of the program left under way, then begins with the rest. */
  start(): void {
    this.#isRunning = true;
    for (const row of this.#options.table.inStates(['submitting', 'running', 'collecting']))
      this.#takeUp(row);
    this.pump();
  }

  /** Nothing is begun any more. */
  stop(): void {
    this.#isRunning = false;
    this.#cancelTimer?.();
  }

  /** Begins what may begin. What stands in the way of all (a full disk) is told, and tried again later. */
  pump(): void {
    if (!this.#isRunning) return;
    try {
      this.#beginNext();
    } catch (error) {
      this.#options.emit('problem.raised', describeFailure(error));
      this.#cancelTimer?.();
      this.#cancelTimer = this.#options.schedule(pumpAgainMs, () => this.pump());
    }
  }

  #beginNext(): void {
    this.#resumeDue();
    const settings = this.#options.settings.load();
    if (settings.isPaused) return;
    for (const [id, provider] of this.#options.providers) {
      const { parallelJobs, needsRenderer } = provider.describe();
      if (needsRenderer && this.#options.joiner === null) continue;
      this.#fill(id, 'clip', id, settings.parallelJobs[id] ?? parallelJobs, settings);
    }
    if (this.#options.joiner) this.#fill(filmLane, 'film', 'local', 1, settings);
  }

  /** Goes on with what has waited long enough, and sees that somebody comes back for the rest. */
  #resumeDue(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const nowMs = this.#options.now();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const row of this.#options.table.inStates(['waiting', 'running'])) {
      if (row.state === 'running') {
        // Followed again after a wait; what was sent takes no place of ours.
        if (!this.#options.runner.has(row.id) && row.remoteId !== null)
          this.#options.runner.begin(row, this.#leaseOwner);
      } else if (row.waitUntilMs === null) {
      } else if (row.waitUntilMs > nowMs) nextMs = Math.min(nextMs, row.waitUntilMs);
      else {
        const next = this.#options.runner.change(row.id, resumed(row));
        if (next.state === 'running') this.#options.runner.begin(next, this.#leaseOwner);
      }
    }
    if (nextMs === Number.POSITIVE_INFINITY) return;
    this.#cancelTimer = this.#options.schedule(nextMs - nowMs, () => this.pump());
  }

  #fill(lane: string, type: JobRow['type'], provider: string, limit: number, settings: JobSettings): void {
    let free = limit - this.#options.runner.countOf(lane);
    if (free <= 0) return;
    for (const row of this.#options.table.nextQueued(type, provider, Number.MAX_SAFE_INTEGER)) {
      if (free <= 0) return;
      const broken = this.#brokenCap(row, settings);
      if (broken !== null) {
        const nowMs = this.#options.now();
        const held = waiting(row, { reason: 'cap', message: broken }, nowMs);
        // A new day may have room.
        const tomorrowMs = startOfDay(nowMs) + 86_400_000;
        this.#options.runner.change(row.id, { ...held, attempt: row.attempt, waitUntilMs: tomorrowMs });
        continue;
      }
      this.#options.runner.begin(row, this.#leaseOwner);
      free -= 1;
    }
  }

  /** null where nothing is paid, or it was reserved before. */
  #brokenCap(row: JobRow, { caps }: JobSettings): string | null {
    if (row.type !== 'clip' || !row.estimate) return null;
    if (this.#options.ledger.get(clipRequestOf(row).submissionId)) return null;
    const { money } = row.estimate;
    const amount = money?.currency === caps.currency ? money.amount : 0;
    return brokenCap(
      caps,
      amount,
      this.#options.ledger.spent(caps.currency, startOfDay(this.#options.now())),
    );
  }

  #takeUp(row: JobRow): void {
    const provider = this.#options.providers.get(row.provider);
    const isElsewhere = row.type === 'clip' && provider?.describe().runsElsewhere === true;
    if (row.attempt >= attemptLimit) {
      const message = `This job was begun ${row.attempt} times and never came to an end. Try again by hand.`;
      // What was sent is not given up: the person resumes it.
      const stopped = isElsewhere
        ? waiting(row, { reason: 'paused', message }, this.#options.now())
        : { ...ended('failed', this.#options.now()), errorCode: 'internal', errorMessage: message };
      this.#options.runner.change(row.id, stopped);
    } else if (isElsewhere) {
      this.#options.runner.begin(row, this.#leaseOwner);
    } else {
      this.#options.runner.change(row.id, { state: 'queued', leaseOwner: null });
    }
  }
}
