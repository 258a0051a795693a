import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KlingAccount } from '@shared/generation/kling/account';
import type { Random } from '@shared/testing/random';
import type { Database, Statement } from 'better-sqlite3';
import { JobQueue } from '../../../electron/worker/jobs/jobQueue';
import { Ledger } from '../../../electron/worker/jobs/ledger';
import { RemoteAssetTable } from '../../../electron/worker/jobs/remoteAssets';
import { SegmentStore } from '../../../electron/worker/jobs/segmentStore';
import { TestProject } from '../../../electron/worker/jobs/testing/testProject';
import type { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { readResultFile } from '../../../electron/worker/media/resultFile';
import { KlingLipSync } from '../../../electron/worker/providers/kling/klingLipSync';
import { KlingProvider } from '../../../electron/worker/providers/kling/klingProvider';
import { KlingSpeech } from '../../../electron/worker/providers/kling/klingSpeech';
import type { Fault } from './klingFaults';
import { apiKey, type KlingServer, type SeenRequest } from './klingServer';

/*
 * The program on Kling's test server, with lines that break, answers that go astray, a vendor that says no, and kills: at any write to its
 * database, at any request. Everything comes from one seed.
 */

export class Killed extends Error {
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

/** Calls that are paid for at once and cannot be asked about. */
const routesInDoubt = /^v1\/(audio\/tts|videos\/identify-face)$/;

/** Not carried out, and to the program as if it might have been. */
function isDoubtful(fault: Fault): boolean {
  if (fault.type === 'code') return fault.code === 5000 || fault.code === 5002;
  return ['dropBefore', 'html', 'truncated', 'wrongType', 'huge'].includes(fault.type);
}

/** Kills in one schedule, at most: it comes to an end. */
export const mostKills = 12;

/** The world of one schedule, and its present life. */
export class World {
  readonly project = new TestProject(5);
  readonly server: KlingServer;
  readonly random: Random;
  readonly account: KlingAccount;
  readonly threads: MediaThreads;
  skippedMs = 0;
  kills = 0;
  faults = 0;
  /** Requests without a name of ours (speech, searches for a face) that were not carried out, and of which the program cannot know that. */
  doubts = 0;
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
        if (request.kind !== 'query' && random.chance(0.12) && this.kills < mostKills && !this.life.isOver) {
          this.life.isOver = true;
          this.kills += 1;
        }
        const fault = faultFor(request, random);
        if (fault) this.faults += 1;
        if (fault && isDoubtful(fault) && routesInDoubt.test(request.path)) this.doubts += 1;
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
    const mayDie = !this.isCalm && this.kills < mostKills;
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
    const kling = {
      account: () => {
        // Asked for at every call: a request is an event, too.
        life.step();
        return this.account;
      },
      now,
      assets: new RemoteAssetTable(database),
      ledger: new Ledger(database),
      folder: `${project.projectFolder}/cache/kling`,
      lookInside: (path: string, wants: 'video' | 'image' | 'sound', signal: AbortSignal) =>
        readResultFile(this.threads, path, wants, signal),
      schedule,
    };
    const providers = [
      new KlingProvider({
        ...kling,
        pictures: { load: () => Promise.reject(new Error('No pictures here.')) },
        makeFit: () => Promise.reject(new Error('No pictures here.')),
      }),
      new KlingSpeech(kling),
      new KlingLipSync({
        ...kling,
        readMedia: (mediaId) =>
          readFile(join(project.projectFolder, project.document.require('media', mediaId).storage.path)),
      }),
    ];
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
      providers,
      segments,
      joiner: null,
      printer: null,
      pathOf: () => undefined,
      mediaBase: () => '',
      runsJobs: true,
      now,
      schedule,
    });
  }
}

export function passKilled(error: unknown): void {
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
