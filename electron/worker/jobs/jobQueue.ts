import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ShotId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import { endedJobStates, type Job, type JobId, jobStates, type WaitReason } from '@shared/generation/job';
import type { JobRequestView } from '@shared/generation/jobRequestView';
import type { JobSettings, LedgerEntry } from '@shared/generation/ledger';
import { CodedError } from '@shared/rpc/result';
import type { PlanOptions, Provider } from '../providers/provider';
import { groupsOf, planClipRow } from './clipPlanner';
import { type ClipWish, covers, landingOf } from './clipWish';
import {
  type CutWish,
  type FilmWish,
  fileRowAnew,
  planCutRow,
  planFilmRow,
  planSheetRow,
  type SheetWish,
} from './fileJobs';
import { clipRequestOf, isSameJob } from './jobRequests';
import { ended, JobRunner, resumed, waiting } from './jobRunner';
import { JobSettingsTable } from './jobSettingsTable';
import { type JobRow, JobTable } from './jobTable';
import { Ledger } from './ledger';
import { LedgerKeeper } from './ledgerKeeper';
import type { JobQueueOptions } from './queueOptions';
import { QueuePump } from './queuePump';
import { timer } from './queueRules';
import { requestView } from './requestView';

/** The list is for looking back a while; takes keep what was asked for. */
const endedJobsKept = 500;

const activeStates = jobStates.filter((state) => !endedJobStates.includes(state));

/**
 * The durable queue: rows in project.db, in the order a person gives them, within each provider's limit. A job that was
 * cut off by a crash or by closing the project starts over at the next opening, or is taken up where it stands
 * elsewhere; what was finished is not made again, what was paid for is not sent again, and a take arrives once.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #table: JobTable;
  readonly #ledger: Ledger;
  readonly #settings: JobSettingsTable;
  readonly #providers: ReadonlyMap<string, Provider>;
  readonly #runner: JobRunner;
  readonly #keeper: LedgerKeeper;
  readonly #pump: QueuePump;
  #isStarted = false;
  #isDisposed = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#table = new JobTable(options.database);
    this.#ledger = new Ledger(options.database);
    this.#settings = new JobSettingsTable(options.database);
    this.#providers = new Map(options.providers.map((provider) => [provider.describe().id, provider]));
    const schedule = options.schedule ?? timer;
    this.#runner = new JobRunner({
      ...options,
      table: this.#table,
      ledger: this.#ledger,
      providerOf: (id) => this.#provider(id),
      onFree: () => {
        this.#pump.pump();
        this.#keeper.wake();
      },
    });
    this.#keeper = new LedgerKeeper({
      ledger: this.#ledger,
      providers: this.#providers,
      isFollowed: ({ jobId, submissionId }) => this.#isFollowed(jobId, submissionId),
      onSettled: () => options.emit('ledger.changed', {}),
      now: options.now,
      schedule,
    });
    this.#pump = new QueuePump({
      emit: options.emit,
      now: options.now,
      joiner: options.joiner,
      table: this.#table,
      ledger: this.#ledger,
      settings: this.#settings,
      providers: this.#providers,
      runner: this.#runner,
      schedule,
    });
  }

  /** Takes up what an earlier run of the program left, then begins with the queue. */
  async start(): Promise<void> {
    if (this.#isStarted || !this.#options.runsJobs) return;
    await this.#options.segments.clearUnfinished();
    if (this.#isDisposed) return;
    this.#isStarted = true;
    this.#table.removeOldest(endedJobStates, endedJobsKept);
    this.#pump.start();
    this.#keeper.wake();
  }

  /** In the queue's order. */
  list(): Job[] {
    return this.#table.list().map((row) => this.#runner.view(row));
  }

  /** What jobs were frozen with; those that are gone are left out. */
  requests(jobIds: readonly string[]): JobRequestView[] {
    return jobIds.flatMap((id) => this.#table.get(id) ?? []).map(requestView);
  }

  ledger(): LedgerEntry[] {
    return this.#ledger.list();
  }

  settings(): JobSettings {
    return this.#settings.load();
  }

  /** What waited for a cap is looked at again. */
  setSettings(settings: JobSettings): void {
    this.#settings.save(settings);
    this.wake('cap');
  }

  /** What waits for this may go on: a key was given, a cap raised, the network is back. */
  wake(reason: WaitReason): void {
    for (const row of this.#table.inStates(['waiting'])) {
      if (row.waitReason === reason) this.#runner.change(row.id, resumed(row));
    }
    this.#pump.pump();
  }

  /**
   * One job a group of shots, as the provider groups them. A group that has the same request under way keeps that job.
   * What costs money waits for the person's yes, unless `approved` covers it.
   * @throws CodedError `badRequest` for a strange provider, `notFound` for a strange shot; what the provider's plan throws
   */
  async submitClips(wish: ClipWish): Promise<Job[]> {
    const provider = this.#provider(wish.provider);
    const { document, now } = this.#options;
    const options = { preset: wish.preset, settings: wish.settings ?? null };
    const underWay = this.#table.inStates(activeStates).filter((row) => row.type === 'clip');
    const made: JobRow[] = [];
    const answer: JobRow[] = [];
    for (const [index, group] of groupsOf(provider, document, wish.shotIds, options).entries()) {
      // Planning thousands of shots must not hold up the person's edits.
      if (index % 50 === 49) await nextTurn();
      const landing = landingOf(wish, group);
      const planned = planClipRow(provider, document, group, { ...options, landing }, now());
      const same = underWay.find((row) => isSameJob(row, planned));
      if (!same) made.push(planned);
      answer.push(same ?? planned);
    }
    const isApproved = covers(wish.approved ?? null, made);
    const rows = made.map((row) => (row.estimate ? this.#withConsent(row, isApproved) : row));
    this.#table.insertAll(rows);
    for (const row of rows) this.#runner.tell(row);
    this.#pump.pump();
    return answer.map((row) => this.#runner.view(this.#require(row.id)));
  }

  /** Whether a shot could be asked for as it is now; nothing is queued. @throws CodedError `badRequest` */
  tryPlan(
    providerId: string,
    shotId: ShotId,
    options: PlanOptions,
  ): { readonly model: string; readonly estimate: Cost | null; readonly refusal: string | null } {
    const provider = this.#provider(providerId);
    try {
      const { model, estimate } = provider.plan(this.#options.document, [shotId], options);
      return { model, estimate, refusal: null };
    } catch (error) {
      if (error instanceof CodedError) return { model: '', estimate: null, refusal: error.message };
      throw error;
    }
  }

  /** The person has seen what these jobs cost and says yes. */
  approve(jobIds: readonly string[]): void {
    for (const row of jobIds.map((id) => this.#require(id))) {
      if (row.waitReason !== 'approval') continue;
      this.#runner.change(row.id, { ...resumed(row), approvedAtMs: this.#options.now() });
    }
    this.#pump.pump();
  }

  /** Holds jobs back; what was sent elsewhere goes on there and is fetched after `resume`. */
  async pause(jobIds: readonly string[]): Promise<void> {
    for (const row of jobIds.map((id) => this.#require(id))) {
      if (this.#runner.has(row.id)) await this.#runner.stop(row.id, 'pause');
      else if (row.state === 'queued' || (row.state === 'waiting' && row.waitReason !== 'approval')) {
        const paused = waiting(row, { reason: 'paused', message: 'Paused.' }, this.#options.now());
        this.#runner.change(row.id, { ...paused, attempt: row.attempt });
      }
    }
    this.#pump.pump();
  }

  /** Goes on now with what waits, but for a yes to its cost. */
  resume(jobIds: readonly string[]): void {
    for (const row of jobIds.map((id) => this.#require(id))) {
      if (row.state === 'waiting' && row.waitReason !== 'approval')
        this.#runner.change(row.id, { ...resumed(row), tries: 0 });
    }
    this.#pump.pump();
  }

  /** Puts jobs before another one, in the order given; null = at the end. */
  move(jobIds: readonly string[], beforeId: string | null): void {
    const moved = new Set(jobIds);
    const rest = this.#table.list().filter(({ id }) => !moved.has(id));
    const at = beforeId === null ? rest.length : rest.findIndex(({ id }) => id === beforeId);
    if (at < 0) throw new CodedError('notFound', 'This job is no longer in the list.', beforeId ?? undefined);
    const order = [...rest.slice(0, at), ...jobIds.map((id) => this.#require(id)), ...rest.slice(at)];
    const changed = order.filter(({ rank }, index) => rank !== index + 1);
    this.#options.database.transaction(() => {
      for (const row of changed) this.#table.update(row.id, { rank: order.indexOf(row) + 1 });
    })();
    for (const { id } of changed) this.#runner.tell(this.#require(id));
  }

  /** Queues the film, or a part of it, to a file. @throws as planFilmRow */
  async exportFilm(wish: FilmWish): Promise<Job> {
    return this.#queueFile(await planFilmRow(wish, this.#options));
  }

  /** Queues a storyboard on pages to a file. @throws as planSheetRow */
  async exportSheets(wish: SheetWish): Promise<Job> {
    return this.#queueFile(await planSheetRow(wish, this.#options));
  }

  /** Queues a timeline for an editing program, with its media beside it. @throws as planCutRow */
  async exportCut(wish: CutWish): Promise<Job> {
    return this.#queueFile(await planCutRow(wish, this.#options));
  }

  #queueFile(row: JobRow): Job {
    this.#table.insertAll([row]);
    this.#runner.tell(row);
    this.#pump.pump();
    return this.#runner.view(row);
  }

  /** Ended jobs stay as they are. Resolves when nothing of the job goes on. What was sent and costs is still accounted for. */
  async cancel(jobId: string): Promise<void> {
    const row = this.#require(jobId);
    if (this.#runner.has(row.id)) {
      await this.#runner.stop(row.id, 'cancel');
    } else if (!endedJobStates.includes(row.state)) {
      const clip = row.mayBeSent && row.type === 'clip' ? clipRequestOf(row) : null;
      this.#runner.change(row.id, ended('cancelled', this.#options.now()));
      if (clip) {
        const task = { jobId: row.id, clip, remoteId: row.remoteId, mayBeSent: true };
        await this.#providers.get(row.provider)?.cancel(task);
      }
    }
    this.#keeper.wake();
  }

  /**
   * Puts a failed or cancelled job into the queue again. A clip is asked for as its shot is now, but for one that was
   * sent and paid for: that is fetched.
   * @throws CodedError `refused` when the job has not ended or is done; as submitClips and exportFilm
   */
  async retry(jobId: string): Promise<Job> {
    const row = this.#require(jobId);
    if (row.state !== 'failed' && row.state !== 'cancelled') {
      throw new CodedError('refused', 'Only a failed or cancelled job can be tried again.', jobId);
    }
    const fresh = {
      errorCode: null,
      errorMessage: null,
      startedAtMs: null,
      endedAtMs: null,
      outputPath: null,
      attempt: 0,
      tries: 0,
    };
    const isPaidAndSent = row.mayBeSent && row.estimate !== null;
    this.#runner.change(
      row.id,
      isPaidAndSent ? { ...fresh, ...resumed(row) } : { ...(await this.#askedAnew(row)), ...fresh },
    );
    this.#pump.pump();
    return this.#runner.view(this.#require(jobId));
  }

  /** Ended jobs leave the list; takes, files and the ledger stay. */
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

  /** Stops; what was running is queued again, or followed again, at the next start. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#pump.stop();
    await Promise.all([this.#runner.dispose(), this.#keeper.dispose()]);
  }

  #withConsent(row: JobRow, isApproved: boolean): JobRow {
    const { now } = this.#options;
    if (isApproved) return { ...row, approvedAtMs: now() };
    const message = 'It costs money: it begins when you have agreed to the price.';
    return { ...row, ...waiting(row, { reason: 'approval', message }, now()), tries: 0 };
  }

  async #askedAnew(row: JobRow): Promise<Partial<JobRow>> {
    const { document, now } = this.#options;
    if (row.type === 'film') return fileRowAnew(row, this.#options);
    const shotIds = row.shotIds.filter((id) => document.has('shot', id));
    if (shotIds.length === 0) throw new CodedError('notFound', 'This shot is gone.', row.id);
    const { settings, landing } = clipRequestOf(row);
    const options = { preset: row.preset, settings, landing };
    const planned = planClipRow(this.#provider(row.provider), document, shotIds, options, now());
    const { request, framesTotal, label, model, estimate } = planned;
    const asked = { request, framesTotal, label, model, estimate, shotIds, remoteId: null, mayBeSent: false };
    const consent = this.#withConsent(planned, false);
    return {
      ...asked,
      approvedAtMs: null,
      ...(estimate
        ? { state: consent.state, waitReason: consent.waitReason, waitMessage: consent.waitMessage }
        : { state: 'queued' as const }),
    };
  }

  #isFollowed(jobId: JobId, submissionId: string): boolean {
    const row = this.#table.get(jobId);
    return (
      row !== undefined &&
      !endedJobStates.includes(row.state) &&
      clipRequestOf(row).submissionId === submissionId
    );
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
