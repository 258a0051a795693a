import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ShotId, TakeId } from '@shared/document/ids';
import { endedJobStates, type Job, type JobId, jobStates, type Preset } from '@shared/generation/job';
import { CodedError } from '@shared/rpc/result';
import { selectSequence } from '@shared/shots/sequence';
import type { Database } from 'better-sqlite3';
import { nanoid } from 'nanoid';
import type { DocumentPort, Emit } from '../documentPort';
import { type Provider, RetryableError } from '../providers/provider';
import { cancelReason, runClip } from './clipJob';
import { describeFailure } from './describeFailure';
import { type FilmRenderer, runFilm } from './filmJob';
import { planFilm } from './filmPlan';
import { checkFilmTarget } from './filmTarget';
import { clipRequestSchema, filmRequestSchema, isSameJob, jobView, newJobRow } from './jobRequests';
import { type JobChange, type JobRow, JobTable } from './jobTable';
import { type Progress, ProgressMeter, Throttle } from './progress';
import type { SegmentStore } from './segmentStore';

export interface JobQueueOptions extends Pick<DocumentPort, 'document' | 'runCommand'> {
  /** project.db; the queue touches its own table only. */
  readonly database: Database;
  readonly projectFolder: string;
  readonly emit: Emit;
  readonly providers: readonly Provider[];
  readonly segments: SegmentStore;
  /** null where there is no Electron: jobs can be listed and queued, and wait. */
  readonly renderer: FilmRenderer | null;
  readonly mediaBase: () => string;
  readonly now: () => number;
}

interface Running {
  readonly lane: string;
  readonly controller: AbortController;
  stopReason: 'cancel' | 'dispose' | null;
  progress: Progress;
  finished: Promise<void>;
}

/** Films go one after the other: each uses the whole machine. */
const filmLane = 'film';
/** Begun this often without ending, a job is taken for the cause of the crashes. */
const attemptLimit = 3;
/** The list is for looking back a while; takes keep what was asked for. */
const endedJobsKept = 500;
/** One more try by itself after a failure that may pass. */
const ownTries = 2;

/**
 * The durable queue: rows in project.db, first come first served within each provider's limit. A job that was cut off
 * by a crash or by closing the project starts over at the next opening; what was finished is not made again, and a
 * take arrives once.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #table: JobTable;
  readonly #providers: ReadonlyMap<string, Provider>;
  readonly #running = new Map<JobId, Running>();
  readonly #throttle: Throttle;
  readonly #leaseOwner = nanoid();
  #isStarted = false;
  #isDisposed = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#table = new JobTable(options.database);
    this.#providers = new Map(options.providers.map((provider) => [provider.describe().id, provider]));
    this.#throttle = new Throttle(options.now);
  }

  /** Takes up what an earlier run of the program left, then begins with the queue. Without a renderer: does nothing. */
  async start(): Promise<void> {
    if (this.#options.renderer === null || this.#isStarted) return;
    await this.#options.segments.clearUnfinished();
    if (this.#isDisposed) return;
    this.#isStarted = true;
    this.#table.removeOldest(endedJobStates, endedJobsKept);
    for (const row of this.#table.inStates(['submitting', 'running', 'collecting'])) {
      const provider = this.#providers.get(row.provider);
      if (row.attempt >= attemptLimit) {
        const message = `This job was begun ${row.attempt} times and never came to an end. Try again by hand.`;
        this.#change(row.id, {
          ...ended('failed', this.#options.now()),
          errorCode: 'internal',
          errorMessage: message,
        });
      } else if (row.type === 'clip' && provider?.describe().runsElsewhere) {
        this.#begin(row);
      } else {
        this.#change(row.id, { state: 'queued', leaseOwner: null });
      }
    }
    this.#pump();
  }

  /** In order of creation. */
  list(): Job[] {
    return this.#table.list().map((row) => this.#view(row));
  }

  /**
   * One job a shot. A shot that has the same request under way keeps that job.
   * @throws CodedError `badRequest` for a strange provider, `notFound` for a strange shot; what the provider's plan throws
   */
  async submitClips(request: {
    shotIds: readonly ShotId[];
    provider: string;
    preset: Preset;
  }): Promise<Job[]> {
    const provider = this.#provider(request.provider);
    const underWay = this.#table.inStates(activeStates).filter((row) => row.type === 'clip');
    const made: JobRow[] = [];
    const answer: JobRow[] = [];
    for (const [index, shotId] of [...new Set(request.shotIds)].entries()) {
      // Planning thousands of shots must not hold up the person's edits.
      if (index % 50 === 49) await nextTurn();
      const planned = this.#planClip(provider, shotId, request.preset);
      const same = underWay.find((row) => isSameJob(row, planned));
      if (!same) made.push(planned);
      answer.push(same ?? planned);
    }
    this.#table.insertAll(made);
    for (const row of made) this.#tell(row);
    this.#pump();
    return answer.map((row) => this.#view(row));
  }

  /**
   * Queues the film, or a part of it, to a file.
   * @param request.shotIds null = all shots
   * @throws CodedError as checkFilmTarget and planFilm
   */
  async exportFilm(request: { path: string; shotIds: readonly ShotId[] | null }): Promise<Job> {
    const { document, now, projectFolder } = this.#options;
    const plan = planFilm(document, request.shotIds);
    const row = newJobRow('film', 'local', 'full', now());
    const target = await checkFilmTarget(request.path, row.id, projectFolder);
    const film: JobRow = {
      ...row,
      label: target.path.split(/[\\/]/).at(-1) ?? '',
      request: JSON.stringify({ path: target.path, shotIds: request.shotIds }),
      framesTotal: plan.lengthFrames,
    };
    this.#table.insertAll([film]);
    this.#tell(film);
    this.#pump();
    return this.#view(film);
  }

  /** Ended jobs stay as they are. Resolves when nothing of the job goes on. */
  async cancel(jobId: string): Promise<void> {
    const row = this.#require(jobId);
    const running = this.#running.get(row.id);
    if (running) {
      running.stopReason ??= 'cancel';
      running.controller.abort(cancelReason);
      await running.finished;
    } else if (!endedJobStates.includes(row.state)) {
      this.#change(row.id, ended('cancelled', this.#options.now()));
    }
  }

  /**
   * Puts a failed or cancelled job into the queue again; a clip is asked for as its shot is now.
   * @throws CodedError `refused` when the job has not ended or is done; as submitClips and exportFilm
   */
  async retry(jobId: string): Promise<Job> {
    const { document, projectFolder } = this.#options;
    const row = this.#require(jobId);
    if (row.state !== 'failed' && row.state !== 'cancelled') {
      throw new CodedError('refused', 'Only a failed or cancelled job can be tried again.', jobId);
    }
    let { request, framesTotal } = row;
    if (row.type === 'film') {
      const film = filmRequestSchema.parse(JSON.parse(row.request));
      framesTotal = planFilm(document, film.shotIds).lengthFrames;
      await checkFilmTarget(film.path, row.id, projectFolder);
    } else {
      if (row.shotId === null) throw new CodedError('notFound', 'This shot is gone.', jobId);
      ({ request, framesTotal } = this.#planClip(this.#provider(row.provider), row.shotId, row.preset));
    }
    const fresh = {
      errorCode: null,
      errorMessage: null,
      startedAtMs: null,
      endedAtMs: null,
      outputPath: null,
    };
    this.#change(row.id, { ...fresh, state: 'queued', attempt: 0, remoteId: null, request, framesTotal });
    this.#pump();
    return this.#view(this.#require(jobId));
  }

  /** Ended jobs leave the list; takes and files stay. */
  clearEnded(): void {
    const jobIds = this.#table.inStates(endedJobStates).map((row) => row.id);
    if (jobIds.length === 0) return;
    this.#table.removeAll(jobIds);
    this.#options.emit('jobs.removed', { jobIds });
  }

  /** Where a film job's finished file lies. @throws CodedError `notFound` */
  locateOutput(jobId: string): { path: string } {
    const { outputPath } = this.#require(jobId);
    if (outputPath === null) throw new CodedError('notFound', 'This job has made no file.', jobId);
    return { path: outputPath };
  }

  /** Where a cached segment lies. @throws CodedError `notFound` */
  locateSegment(hash: string): { path: string } {
    if (!this.#options.segments.has(hash)) throw new CodedError('notFound', 'There is no such segment.');
    return { path: this.#options.segments.pathOf(hash) };
  }

  /** Stops; what was running is queued again at the next start. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const all = [...this.#running.values()];
    for (const running of all) {
      running.stopReason ??= 'dispose';
      running.controller.abort();
    }
    await Promise.all(all.map((running) => running.finished));
  }

  #planClip(provider: Provider, shotId: ShotId, preset: Preset): JobRow {
    const { document, now } = this.#options;
    const entry = selectSequence(document).byShotId.get(shotId);
    if (!entry) throw new CodedError('notFound', 'This shot is gone.', shotId);
    const clip = { ...provider.plan(document, shotId, preset), takeId: `tak_${nanoid()}` as TakeId };
    return {
      ...newJobRow('clip', provider.describe().id, preset, now()),
      shotId,
      label: entry.label,
      request: JSON.stringify(clip),
      framesTotal: clip.lengthFrames,
    };
  }

  #pump(): void {
    if (!this.#isStarted || this.#isDisposed) return;
    for (const [id, provider] of this.#providers)
      this.#fill(id, 'clip', id, provider.describe().parallelJobs);
    this.#fill(filmLane, 'film', 'local', 1);
  }

  #fill(lane: string, type: JobRow['type'], provider: string, limit: number): void {
    const busy = [...this.#running.values()].filter((running) => running.lane === lane).length;
    if (busy >= limit) return;
    for (const row of this.#table.nextQueued(type, provider, limit - busy)) this.#begin(row);
  }

  #begin(row: JobRow): void {
    const running: Running = {
      lane: row.type === 'film' ? filmLane : row.provider,
      controller: new AbortController(),
      stopReason: null,
      progress: { fraction: 0, framesDone: 0, secondsLeft: null },
      finished: Promise.resolve(),
    };
    this.#running.set(row.id, running);
    const begun = this.#change(row.id, {
      // A job that runs elsewhere is taken up where it stood.
      state: row.state === 'queued' ? (row.type === 'clip' ? 'submitting' : 'running') : row.state,
      attempt: row.attempt + 1,
      leaseOwner: this.#leaseOwner,
      startedAtMs: this.#options.now(),
    });
    running.finished = this.#work(begun, running);
  }

  async #work(row: JobRow, running: Running): Promise<void> {
    const { now } = this.#options;
    let outcome: JobChange;
    try {
      // The caller of #begin goes on first: a job never ends within the call that began it.
      await nextTurn();
      const outputPath =
        row.type === 'film' ? await this.#runFilm(row, running) : await this.#runClip(row, running);
      // What was asked for lies with the take now; the row is only to be read.
      outcome = { ...ended('done', now()), outputPath, request: 'null' };
    } catch (error) {
      outcome = this.#outcomeOf(error, row.id, running);
    }
    this.#running.delete(row.id);
    this.#throttle.forget(row.id);
    try {
      this.#change(row.id, outcome);
      this.#pump();
    } catch (error) {
      // The database refuses (a full disk): the row still says "running" and is taken up at the next start.
      this.#options.emit('problem.raised', describeFailure(error));
    }
  }

  #outcomeOf(error: unknown, jobId: JobId, { stopReason }: Running): JobChange {
    const { now } = this.#options;
    const row = this.#require(jobId);
    const isElsewhere = row.type === 'clip' && this.#provider(row.provider).describe().runsElsewhere;
    if (stopReason === 'dispose') {
      return { state: isElsewhere ? row.state : 'queued', leaseOwner: null, attempt: row.attempt - 1 };
    }
    if (stopReason === 'cancel') return ended('cancelled', now());
    if (error instanceof RetryableError && row.attempt < ownTries)
      return { state: 'queued', leaseOwner: null };
    const { code, message } = describeFailure(error);
    return { ...ended('failed', now()), errorCode: code, errorMessage: message };
  }

  async #runClip(row: JobRow, running: Running): Promise<null> {
    const { document, runCommand, projectFolder, now } = this.#options;
    let meter = new ProgressMeter(row.framesTotal, now);
    await runClip({
      row,
      clip: clipRequestSchema.parse(JSON.parse(row.request)),
      provider: this.#provider(row.provider),
      projectFolder,
      port: { document, runCommand },
      signal: running.controller.signal,
      now,
      onStage: (change) => {
        if (change.state === 'running') meter = new ProgressMeter(row.framesTotal, now);
        this.#change(row.id, change);
      },
      onProgress: (framesDone) =>
        this.#progress(row.id, running, { ...meter.measure(framesDone), framesDone }),
    });
    return null;
  }

  async #runFilm(row: JobRow, running: Running): Promise<string> {
    const { document, segments, renderer, projectFolder, mediaBase, now } = this.#options;
    if (!renderer) throw new RetryableError('There is no renderer here.');
    const request = filmRequestSchema.parse(JSON.parse(row.request));
    const target = await checkFilmTarget(request.path, row.id, projectFolder);
    const plan = planFilm(document, request.shotIds);
    this.#change(row.id, { framesTotal: plan.lengthFrames });
    await runFilm({
      document,
      plan,
      target,
      segments,
      renderer,
      projectFolder,
      mediaBase: mediaBase(),
      signal: running.controller.signal,
      now,
      onProgress: (progress) => this.#progress(row.id, running, progress),
    });
    return target.path;
  }

  #progress(id: JobId, running: Running, progress: Progress): void {
    running.progress = progress;
    if (this.#throttle.mayPass(id)) this.#tell(this.#require(id));
  }

  #change(id: JobId, change: JobChange): JobRow {
    const row = this.#table.update(id, change);
    this.#tell(row);
    return row;
  }

  #tell(row: JobRow): void {
    this.#options.emit('jobs.changed', { job: this.#view(row) });
  }

  #view(row: JobRow): Job {
    return jobView(row, this.#running.get(row.id)?.progress);
  }

  #provider(id: string): Provider {
    const provider = this.#providers.get(id);
    if (!provider) {
      const known = [...this.#providers.keys()].join(', ');
      throw new CodedError('badRequest', `There is no provider "${id}". Known: ${known}.`);
    }
    return provider;
  }

  #require(jobId: string): JobRow {
    const row = this.#table.get(jobId);
    if (!row) throw new CodedError('notFound', 'This job is no longer in the list.', jobId);
    return row;
  }
}

const activeStates = jobStates.filter((state) => !endedJobStates.includes(state));

function ended(state: 'done' | 'failed' | 'cancelled', nowMs: number): JobChange {
  return { state, endedAtMs: nowMs, leaseOwner: null };
}
