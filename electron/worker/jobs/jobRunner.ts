import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job, JobId, WaitReason } from '@shared/generation/job';
import {
  type ProgressDetail,
  type Provider,
  RetryableError,
  SettledFailure,
  WaitError,
} from '../providers/provider';
import { type ClipStage, cancelReason, runClip } from './clipJob';
import { describeFailure } from './describeFailure';
import { clipRequestOf, jobView } from './jobRequests';
import type { JobChange, JobRow, JobTable } from './jobTable';
import type { Ledger } from './ledger';
import { type Progress, ProgressMeter, Throttle } from './progress';
import type { JobQueueOptions } from './queueOptions';
import { waitUntil } from './queueRules';
import { runFileJob } from './runFileJob';

type StopReason = 'cancel' | 'pause' | 'dispose';

interface Running {
  readonly lane: string;
  readonly controller: AbortController;
  stopReason: StopReason | null;
  progress: Progress;
  finished: Promise<void>;
}

export interface JobRunnerOptions extends JobQueueOptions {
  readonly table: JobTable;
  readonly ledger: Ledger;
  readonly providerOf: (id: string) => Provider;
  /** A job has ended or waits: there is room for another. */
  readonly onFree: () => void;
}

/** Films go one after the other: each uses the whole machine. */
export const filmLane = 'film';
/** One more try by itself after a failure that may pass. */
const ownTries = 2;

/** Has jobs in hand: takes each from where it stands to its end, and notes every stage before the next begins. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #running = new Map<JobId, Running>();
  readonly #throttle: Throttle;
  readonly #previews: Throttle;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#throttle = new Throttle(options.now);
    this.#previews = new Throttle(options.now);
  }

  countOf(lane: string): number {
    return [...this.#running.values()].filter((running) => running.lane === lane).length;
  }

  has(id: JobId): boolean {
    return this.#running.has(id);
  }

  view(row: JobRow): Job {
    return jobView(row, this.#running.get(row.id)?.progress);
  }

  change(id: JobId, change: JobChange): JobRow {
    const row = this.#options.table.update(id, change);
    this.tell(row);
    return row;
  }

  tell(row: JobRow): void {
    this.#options.emit('jobs.changed', { job: this.view(row) });
  }

  /** Takes up a queued job, or one that stands at a later stage elsewhere. A paid one has its place in the ledger before. */
  begin(row: JobRow, leaseOwner: string): void {
    const { database, now } = this.#options;
    const running: Running = {
      lane: row.type === 'film' ? filmLane : row.provider,
      controller: new AbortController(),
      stopReason: null,
      progress: { fraction: 0, framesDone: 0, secondsLeft: null },
      finished: Promise.resolve(),
    };
    const mayBeSent = row.mayBeSent;
    const state = row.state === 'queued' ? (row.type === 'clip' ? 'submitting' : 'running') : row.state;
    const begun = database.transaction(() => {
      if (state === 'submitting') this.#reserve(row);
      return this.#options.table.update(row.id, {
        state,
        attempt: row.attempt + 1,
        leaseOwner,
        startedAtMs: row.state === 'queued' ? now() : (row.startedAtMs ?? now()),
        ...notWaiting,
        // Durable before anything is sent: whatever happens now, the next attempt looks first.
        ...(state === 'submitting' ? { mayBeSent: true } : {}),
      });
    })();
    // Only now: a job whose beginning could not be noted is not under way.
    this.#running.set(row.id, running);
    this.tell(begun);
    running.finished = this.#work(begun, mayBeSent, running);
  }

  /** Resolves when nothing of the job goes on. */
  async stop(id: JobId, reason: StopReason): Promise<void> {
    const running = this.#running.get(id);
    if (!running) return;
    running.stopReason ??= reason;
    running.controller.abort(reason === 'cancel' ? cancelReason : undefined);
    await running.finished;
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id, 'dispose')));
  }

  #reserve(row: JobRow): void {
    const { ledger, now } = this.#options;
    if (!row.estimate) return;
    const { submissionId, parts } = clipRequestOf(row);
    ledger.reserve({
      submissionId,
      jobId: row.id,
      provider: row.provider,
      model: row.model,
      purpose: this.#options.providerOf(row.provider).describe().purpose ?? 'clip',
      label: row.label,
      takeIds: parts.map(({ takeId }) => takeId),
      estimate: row.estimate,
      reservedAtMs: now(),
    });
  }

  async #work(row: JobRow, mayBeSent: boolean, running: Running): Promise<void> {
    const { database, now } = this.#options;
    let outcome: () => JobChange;
    try {
      // The caller of begin goes on first: a job never ends within the call that began it.
      await nextTurn();
      const outputPath =
        row.type === 'film'
          ? await this.#runFile(row, running)
          : await this.#runClip(row, mayBeSent, running);
      // What was asked for lies with the take now; the row is only to be read.
      outcome = () => ({ ...ended('done', now()), outputPath, request: 'null' });
    } catch (error) {
      outcome = () => this.#outcomeOf(error, row.id, running);
    }
    this.#running.delete(row.id);
    this.#throttle.forget(row.id);
    this.#previews.forget(row.id);
    try {
      this.tell(database.transaction(() => this.#options.table.update(row.id, outcome()))());
      this.#options.onFree();
    } catch (error) {
      // The database refuses (a full disk): the row still says "running" and is taken up at the next start.
      this.#options.emit('problem.raised', describeFailure(error));
    }
  }

  #outcomeOf(error: unknown, jobId: JobId, { stopReason }: Running): JobChange {
    const { now, ledger, providerOf } = this.#options;
    const row = this.#require(jobId);
    const isElsewhere = row.type === 'clip' && providerOf(row.provider).describe().runsElsewhere;
    if (error instanceof SettledFailure && row.estimate) {
      ledger.settle(clipRequestOf(row).submissionId, error.charged, now());
    }
    if (stopReason === 'dispose') {
      return { state: isElsewhere ? row.state : 'queued', leaseOwner: null, attempt: row.attempt - 1 };
    }
    if (stopReason === 'cancel') return ended('cancelled', now());
    if (stopReason === 'pause') return waiting(row, new WaitError('paused', 'Paused.'), now());
    if (error instanceof WaitError) return waiting(row, error, now());
    if (error instanceof RetryableError) {
      // What was sent may go on elsewhere: the job keeps its place there.
      if (isElsewhere) return waiting(row, new WaitError('network', error.message), now());
      if (row.attempt < ownTries) return { state: 'queued', leaseOwner: null };
    }
    const { code, message } = describeFailure(error);
    return {
      ...ended('failed', now()),
      errorCode: code,
      errorMessage: message,
      // Over at the provider: trying again is a new submission.
      ...(error instanceof SettledFailure ? { remoteId: null, mayBeSent: false } : {}),
    };
  }

  async #runClip(row: JobRow, mayBeSent: boolean, running: Running): Promise<null> {
    const { document, runCommands, projectFolder, now, ledger, providerOf, table } = this.#options;
    const clip = clipRequestOf(row);
    const { runsElsewhere } = providerOf(row.provider).describe();
    let meter = new ProgressMeter(row.framesTotal, now);
    await runClip({
      row,
      clip,
      mayBeSent,
      provider: providerOf(row.provider),
      projectFolder,
      port: { document, runCommands },
      signal: running.controller.signal,
      now,
      onStage: (stage) => {
        if (stage.state === 'running') meter = new ProgressMeter(row.framesTotal, now);
        this.#reach(row, clip.submissionId, stage);
      },
      onProgress: (framesDone, { words, preview }) => {
        // Heard of where it goes on: crashes before this did not come from it.
        if (runsElsewhere && this.#require(row.id).attempt > 1) table.update(row.id, { attempt: 1 });
        if (preview) this.#preview(row.id, preview);
        this.#progress(row.id, running, {
          ...meter.measure(framesDone),
          framesDone,
          words: words === undefined ? (running.progress.words ?? null) : words,
        });
      },
      costOf: () => ledger.get(clip.submissionId)?.charged ?? null,
    });
    if (row.estimate) {
      const brought = document.list('take').filter(({ jobId }) => jobId === row.id);
      ledger.noteTakes(
        clip.submissionId,
        brought.map(({ id }) => id),
      );
    }
    return null;
  }

  /** Job and ledger in one transaction: neither knows more than the other. */
  #reach(row: JobRow, submissionId: string, stage: ClipStage): void {
    const { database, ledger, now, table, providerOf } = this.#options;
    const { runsElsewhere } = providerOf(row.provider).describe();
    const reached = database.transaction(() => {
      if (stage.state === 'running') {
        if (row.estimate && stage.remoteId !== null) ledger.noteRemoteId(submissionId, stage.remoteId);
        // Begun often by crashes and yet further now: the count begins anew.
        const elsewhere = runsElsewhere ? { remoteId: stage.remoteId, attempt: 1 } : {};
        return table.update(row.id, { state: 'running', tries: 0, ...elsewhere });
      }
      if (row.estimate) ledger.settle(submissionId, stage.charged, now());
      return table.update(row.id, { state: 'collecting' });
    })();
    this.tell(reached);
  }

  #runFile(row: JobRow, running: Running): Promise<string> {
    return runFileJob({
      row,
      options: this.#options,
      signal: running.controller.signal,
      onProgress: (progress) => this.#progress(row.id, running, progress),
      onTotal: (framesTotal) => void this.change(row.id, { framesTotal }),
    });
  }

  #progress(id: JobId, running: Running, progress: Progress): void {
    running.progress = progress;
    if (this.#throttle.mayPass(id)) this.tell(this.#require(id));
  }

  #preview(jobId: JobId, { mimeType, bytes }: NonNullable<ProgressDetail['preview']>): void {
    if (this.#previews.mayPass(jobId)) this.#options.emit('jobs.preview', { jobId, mimeType, bytes });
  }

  #require(id: JobId): JobRow {
    const row = this.#options.table.get(id);
    if (!row) throw new Error(`The job ${id} is gone.`);
    return row;
  }
}

const notWaiting = { waitReason: null, waitMessage: null, waitUntilMs: null } as const;

export function ended(state: 'done' | 'failed' | 'cancelled', nowMs: number): JobChange {
  return { state, endedAtMs: nowMs, leaseOwner: null, ...notWaiting };
}

/** The queue again, or where it stands elsewhere. */
export function resumed({ remoteId }: Pick<JobRow, 'remoteId'>): JobChange {
  return { state: remoteId === null ? 'queued' : 'running', leaseOwner: null, ...notWaiting };
}

export function waiting(
  row: Pick<JobRow, 'tries' | 'attempt'>,
  error: { readonly reason: WaitReason; readonly message: string; readonly retryAfterMs?: number | null },
  nowMs: number,
): JobChange {
  return {
    state: 'waiting',
    leaseOwner: null,
    // It did not crash: the attempt does not count.
    attempt: Math.max(0, row.attempt - 1),
    tries: row.tries + 1,
    waitReason: error.reason,
    waitMessage: error.message,
    waitUntilMs: waitUntil(error.reason, row.tries, error.retryAfterMs ?? null, nowMs),
  };
}
