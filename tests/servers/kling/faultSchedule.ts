import type { ShotId } from '@shared/document/ids';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { KlingAccount } from '@shared/generation/kling/account';
import { createRandom, type Random } from '@shared/testing/random';
import type { Database, Statement } from 'better-sqlite3';
import { JobQueue } from '../../../electron/worker/jobs/jobQueue';
import { Ledger } from '../../../electron/worker/jobs/ledger';
import { RemoteAssetTable } from '../../../electron/worker/jobs/remoteAssets';
import { SegmentStore } from '../../../electron/worker/jobs/segmentStore';
import { shotIdAt, TestProject } from '../../../electron/worker/jobs/testing/testProject';
import type { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { readResultFile } from '../../../electron/worker/media/resultFile';
import { KlingProvider } from '../../../electron/worker/providers/kling/klingProvider';
import { apiKey, type Fault, KlingServer, type SeenRequest } from './klingServer';

/*
 * A run of the queue on Kling's test server in which lines break, answers go astray, the vendor says no, and the
 * program is killed: at any write to its database, at any request. Everything comes from one seed.
 */

export interface ScheduleResult {
  readonly seed: number;
  readonly kills: number;
  readonly faults: number;
  readonly jobs: number;
  /** What is wrong at the end; [] = nothing. */
  readonly problems: readonly string[];
}

class Killed extends Error {
  constructor() {
    super('Killed.');
  }
}

/** One run of the program: everything it can do to the world stops at once. */
class Life {
  isOver = false;
  #left: number;
  readonly #onDeath: () => void;

  constructor(events: number, onDeath: () => void) {
    this.#left = events;
    this.#onDeath = onDeath;
  }

  /** Something durable is about to happen. @throws Killed */
  step(): void {
    if (!this.isOver) {
      this.#left -= 1;
      if (this.#left > 0) return;
      this.isOver = true;
      this.#onDeath();
    }
    throw new Killed();
  }
}

const transient: readonly Fault[] = [
  { type: 'loseAnswer' },
  { type: 'loseAnswer' },
  { type: 'loseAnswer' },
  { type: 'dropBefore' },
  { type: 'html' },
  { type: 'truncated' },
  { type: 'wrongType' },
  { type: 'huge' },
  { type: 'code', status: 429, code: 1303 },
  { type: 'code', status: 429, code: 1302 },
  { type: 'code', status: 500, code: 5000 },
  { type: 'code', status: 503, code: 5001 },
  { type: 'code', status: 504, code: 5002 },
];
const lasting: readonly Fault[] = [
  { type: 'code', status: 400, code: 1200 },
  { type: 'code', status: 400, code: 1301 },
  { type: 'code', status: 403, code: 1103 },
];
const forPersons: readonly Fault[] = [
  { type: 'code', status: 401, code: 1002 },
  { type: 'code', status: 429, code: 1102 },
];
const ofFiles: readonly Fault[] = [
  { type: 'breakAfter', bytes: 700 },
  { type: 'breakAfter', bytes: 1 },
  { type: 'dropBefore' },
  { type: 'expired' },
  { type: 'html' },
];

function faultFor({ kind }: SeenRequest, random: Random): Fault | null {
  if (kind === 'file') return random.chance(0.35) ? (random.pick(ofFiles) ?? null) : null;
  if (kind === 'create') {
    if (random.chance(0.35)) return random.pick(transient) ?? null;
    if (random.chance(0.05)) return random.pick(lasting) ?? null;
    return random.chance(0.05) ? (random.pick(forPersons) ?? null) : null;
  }
  if (random.chance(0.2)) return random.pick(transient) ?? null;
  return random.chance(0.02) ? (random.pick(forPersons) ?? null) : null;
}

/** The world of one schedule, and its present life. */
class World {
  readonly project = new TestProject(5);
  readonly server: KlingServer;
  readonly random: Random;
  readonly account: KlingAccount;
  readonly threads: MediaThreads;
  skippedMs = 0;
  kills = 0;
  faults = 0;
  isCalm = false;
  life: Life;
  queue: JobQueue;

  constructor(random: Random, server: KlingServer, threads: MediaThreads) {
    this.random = random;
    this.server = server;
    this.threads = threads;
    this.account = { region: 'own', address: server.address, auth: { type: 'apiKey', key: apiKey } };
    Object.defineProperty(this.project, 'nowMs', { get: () => Date.now() + this.skippedMs });
    server.options = {
      ...server.options,
      fault: (request) => {
        if (this.isCalm) return null;
        // At the very moment when the request is there: what comes of it, nobody hears.
        if (request.kind !== 'query' && random.chance(0.12) && this.kills < 12 && !this.life.isOver) {
          this.life.isOver = true;
          this.kills += 1;
        }
        const fault = faultFor(request, random);
        if (fault) this.faults += 1;
        return fault;
      },
    };
    this.life = new Life(Number.POSITIVE_INFINITY, () => undefined);
    this.queue = this.#newQueue();
  }

  /** The program is started again; the life before it can do nothing more. */
  async restart(): Promise<void> {
    this.life.isOver = true;
    await this.queue.dispose().catch(() => undefined);
    const mayDie = !this.isCalm && this.kills < 12;
    this.life = new Life(mayDie ? this.random.int(2, 30) : Number.POSITIVE_INFINITY, () => {
      this.kills += 1;
    });
    this.queue = this.#newQueue();
    await this.queue.start().catch(passKilled);
  }

  /** Lets time pass until the test is true, starting the program again whenever it was killed. */
  async until(isReached: () => boolean, nudge: () => void): Promise<boolean> {
    for (let turn = 0; turn < 40_000; turn += 1) {
      if (this.life.isOver) await this.restart();
      if (isReached()) return true;
      if (turn % 25 === 24) nudge();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return false;
  }

  #newQueue(): JobQueue {
    const { project, life } = this;
    const database = mortal(project.database, life);
    const schedule = (delayMs: number, run: () => void): (() => void) => {
      const timer = setTimeout(() => {
        if (life.isOver) return;
        this.skippedMs += delayMs;
        run();
      }, 1);
      return () => clearTimeout(timer);
    };
    const now = (): number => project.nowMs;
    const provider = new KlingProvider({
      account: () => {
        // Asked for at every call: a request is an event, too.
        life.step();
        return this.account;
      },
      now,
      pictures: { load: () => Promise.reject(new Error('No pictures here.')) },
      makeFit: () => Promise.reject(new Error('No pictures here.')),
      assets: new RemoteAssetTable(database),
      ledger: new Ledger(database),
      folder: `${project.projectFolder}/cache/kling`,
      lookInside: (path, wants, signal) => readResultFile(this.threads, path, wants, signal),
      schedule,
    });
    const segments = new SegmentStore({
      folder: `${project.projectFolder}/cache/segments`,
      renderer: {
        renderSegment: () => Promise.reject(new Error()),
        renderSound: () => Promise.reject(new Error()),
      },
      mediaBase: () => '',
      parallel: 1,
    });
    return new JobQueue({
      document: project.document,
      runCommands: async (calls, options) => {
        life.step();
        return project.runCommands(calls, options);
      },
      database,
      projectFolder: project.projectFolder,
      emit: () => undefined,
      providers: [provider],
      segments,
      joiner: null,
      mediaBase: () => '',
      runsJobs: true,
      now,
      schedule,
    });
  }
}

function passKilled(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}

/** A database handle that dies with its program. What a transaction had written is then taken back, as after a crash. */
function mortal(database: Database, life: Life): Database {
  const statement = (inner: Statement): Statement =>
    new Proxy(inner, {
      get(target, name) {
        const value = Reflect.get(target, name, target) as unknown;
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'run') life.step();
          else if (life.isOver) throw new Killed();
          return (value as (...args: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  return new Proxy(database, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (name === 'prepare') return (sql: string) => statement(target.prepare(sql));
      if (name === 'transaction') {
        return (work: () => unknown) => {
          const inner = target.transaction(work);
          return () => {
            if (life.isOver) throw new Killed();
            const result = inner();
            return result;
          };
        };
      }
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Runs one schedule to its end. */
export async function runSchedule(seed: number, threads: MediaThreads): Promise<ScheduleResult> {
  const random = createRandom(seed);
  const server = new KlingServer({
    looksToDone: random.int(1, 5),
    ...(random.chance(0.5) ? { slots: 2 } : {}),
  });
  await server.start();
  const world = new World(random, server, threads);
  const { project } = world;
  try {
    for (let shot = 0; shot < 5; shot += 1) {
      await project.runCommand(
        'shot.edit',
        { shotIds: [shotIdAt(shot)], fields: { action: `Shot ${shot}.` } },
        { source: 'user' },
      );
    }
    await world.queue.start();
    const wanted = random.int(1, 4);
    let asked = 0;
    let cancelled = 0;
    let retried = 0;
    const ask = async (): Promise<void> => {
      const shotIds = [
        shotIdAt(asked),
        ...(random.chance(0.3) ? [shotIdAt((asked + 1) % 5)] : []),
      ] as ShotId[];
      const settings = { resolution: '720p', firstFrame: 'none', seconds: {}, style: `Run ${asked}.` };
      await world.queue.submitClips({ shotIds, provider: 'kling', preset: 'full', settings });
      asked += 1;
    };
    // The first life is mortal, too.
    await world.restart();
    const nudge = (): void => {
      try {
        if (world.life.isOver) return;
        const jobs = world.queue.list();
        world.queue.approve(jobs.filter(({ wait }) => wait?.reason === 'approval').map(({ id }) => id));
        // A person sees to keys, packages and jobs that were begun too often.
        world.queue.resume(jobs.filter(({ wait }) => wait && wait.untilMs === null).map(({ id }) => id));
        const running = jobs.filter(({ state }) => !endedJobStates.includes(state));
        if (cancelled === 0 && running.length > 1 && random.chance(0.02)) {
          cancelled += 1;
          void world.queue.cancel(running[0]?.id as string).catch(() => undefined);
        }
        const failed = jobs.find(({ state }) => state === 'failed' || (state === 'cancelled' && retried < 2));
        if (failed && retried < 6) {
          retried += 1;
          void world.queue.retry(failed.id).catch(() => undefined);
        }
        if (asked < wanted && random.chance(0.2)) void ask().catch(() => undefined);
        if (world.kills >= 10 || retried >= 6) world.isCalm = true;
      } catch (error) {
        passKilled(error);
      }
    };
    const isOver = (): boolean => {
      const jobs = listOf(world);
      if (!jobs || asked < wanted || jobs.some(({ state }) => !endedJobStates.includes(state))) return false;
      return new Ledger(project.database).reserved().length === 0;
    };
    const isEnded = await world.until(isOver, nudge);
    return {
      seed,
      kills: world.kills,
      faults: world.faults,
      jobs: asked,
      problems: [...(isEnded ? [] : [`It never came to an end: ${stateOf(world)}`]), ...problemsOf(world)],
    };
  } finally {
    world.life.isOver = true;
    await world.queue.dispose().catch(() => undefined);
    await server.stop();
    project.dispose();
  }
}

function listOf(world: World): Job[] | null {
  try {
    return world.queue.list();
  } catch (error) {
    passKilled(error);
    return null;
  }
}

function stateOf(world: World): string {
  const jobs = listOf(world)?.map(({ state, wait, error }) => [
    state,
    wait?.reason,
    wait?.message,
    error?.message,
  ]);
  return JSON.stringify({ jobs, reserved: new Ledger(world.project.database).reserved() });
}

/** What must hold whatever happened. */
function problemsOf({ project, server, queue }: World): string[] {
  const problems: string[] = [];
  for (const [name, times] of server.timesByExternalId) {
    if (times > 1) problems.push(`${name} was made ${times} times.`);
  }
  if (server.twins > 0) problems.push(`${server.twins} submissions were sent again without a look.`);
  const entries = new Ledger(project.database).list();
  const known = new Set(entries.map(({ submissionId }) => submissionId));
  for (const { externalId } of server.made) {
    if (externalId === null || !known.has(externalId))
      problems.push(`${externalId} was made and stands in no ledger.`);
  }
  const ledgerUnits =
    Math.round(entries.reduce((sum, { charged }) => sum + (charged?.amount ?? 0), 0) * 1e6) / 1e6;
  if (ledgerUnits !== server.chargedUnits) {
    problems.push(`The ledger says ${ledgerUnits} units, the server ${server.chargedUnits}.`);
  }
  const takes = project.document.list('take');
  for (const job of queue.list()) {
    const own = takes.filter(({ jobId }) => jobId === job.id);
    if (job.state === 'done' && new Set(own.map(({ shotId }) => shotId)).size !== job.shotIds.length) {
      problems.push(`${job.id} is done and has brought ${own.length} takes for ${job.shotIds.length} shots.`);
    }
    if (own.length > job.shotIds.length) problems.push(`${job.id} brought ${own.length} takes.`);
  }
  return problems;
}
