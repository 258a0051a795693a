import { join } from 'node:path';
import type { ShotId } from '@shared/document/ids';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { KlingAccount } from '@shared/generation/kling/account';
import type { KlingSettings } from '@shared/generation/kling/settings';
import type { CutWindow } from '@shared/generation/splitTake';
import type { PictureLanding } from '@shared/generation/stills/landing';
import type { JobQueue } from '../../../electron/worker/jobs/jobQueue';
import { Ledger } from '../../../electron/worker/jobs/ledger';
import { RemoteAssetTable } from '../../../electron/worker/jobs/remoteAssets';
import { shotIdAt, TestProject } from '../../../electron/worker/jobs/testing/testProject';
import { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { readResultFile } from '../../../electron/worker/media/resultFile';
import { writePng } from '../../../electron/worker/media/thread/writePng';
import {
  KlingProvider,
  type KlingProviderOptions,
} from '../../../electron/worker/providers/kling/klingProvider';
import { apiKey, KlingServer, type KlingServerOptions } from './klingServer';

const png = writePng(4, 2, new Uint8ClampedArray(32).fill(200));
const threads = new MediaThreads(1);
export const endThreads = (): Promise<void> => threads.dispose();

/** A project with a queue on Kling's test server, in one process. Waiting is skipped; the clock says it passed. */
export class KlingBench {
  readonly project: TestProject;
  readonly server: KlingServer;
  readonly ledger: Ledger;
  account: KlingAccount | null;
  queue: JobQueue;
  /** ms that were skipped. */
  skippedMs = 0;
  cutWindows: KlingProviderOptions['cutWindows'];
  readonly #queues: JobQueue[] = [];

  static async start(shotCount: number, options: KlingServerOptions = {}): Promise<KlingBench> {
    const server = new KlingServer(options);
    await server.start();
    const bench = new KlingBench(shotCount, server);
    await bench.#describeShots(shotCount);
    await bench.queue.start();
    return bench;
  }

  private constructor(shotCount: number, server: KlingServer) {
    this.project = new TestProject(shotCount);
    this.server = server;
    this.ledger = new Ledger(this.project.database);
    this.account = { region: 'own', address: server.address, auth: { type: 'apiKey', key: apiKey } };
    Object.defineProperty(this.project, 'nowMs', { get: () => Date.now() + this.skippedMs });
    this.queue = this.newQueue();
  }

  /** Another queue on the same project, as after a restart. */
  newQueue(): JobQueue {
    const { project } = this;
    const schedule = (delayMs: number, run: () => void): (() => void) => {
      const timer = setTimeout(() => {
        this.skippedMs += delayMs;
        run();
      }, 1);
      return () => clearTimeout(timer);
    };
    const provider = new KlingProvider({
      account: () => this.account,
      now: () => project.nowMs,
      pictures: { load: () => Promise.resolve({ bytes: png, mimeType: 'image/png', hash: 'a'.repeat(64) }) },
      makeFit: () => Promise.resolve(png),
      assets: new RemoteAssetTable(project.database),
      ledger: this.ledger,
      folder: join(project.projectFolder, 'cache', 'kling'),
      lookInside: (path, wants, signal) => readResultFile(threads, path, wants, signal),
      cutWindows: (path, cuts, signal) =>
        this.cutWindows?.(path, cuts, signal) ?? Promise.resolve<(CutWindow | null)[]>([]),
      schedule,
    });
    const queue = project.queueWith(provider, { schedule });
    this.#queues.push(queue);
    return queue;
  }

  /** Asks for shots, and says yes to whatever it costs. */
  async ask(shots: readonly number[], settings: KlingSettings = {}, landAs?: PictureLanding): Promise<Job[]> {
    const jobs = await this.submit(shots, settings, landAs);
    this.queue.approve(jobs.map(({ id }) => id));
    return jobs;
  }

  submit(shots: readonly number[], settings: KlingSettings = {}, landAs?: PictureLanding): Promise<Job[]> {
    return this.queue.submitClips({
      shotIds: shots.map(shotIdAt),
      provider: 'kling',
      preset: 'full',
      settings: JSON.parse(JSON.stringify({ resolution: '720p', ...settings })),
      landAs,
    });
  }

  async ended(jobs: readonly Job[]): Promise<Job[]> {
    await this.project.untilEnded(...jobs);
    return jobs.map(({ id }) => this.project.last(id) as Job);
  }

  /** Asks, and waits for the end. */
  async make(shots: readonly number[], settings: KlingSettings = {}): Promise<Job[]> {
    return this.ended(await this.ask(shots, settings));
  }

  /** Until each has ended or waits for a person. */
  async resting(jobs: readonly Job[]): Promise<Job[]> {
    const rests = ({ id }: Job) => {
      const last = this.project.last(id);
      const isOver = last !== undefined && endedJobStates.includes(last.state);
      return isOver || (last?.state === 'waiting' && last.wait?.untilMs === null);
    };
    await this.project.until(() => jobs.every(rests));
    return jobs.map(({ id }) => this.project.last(id) as Job);
  }

  takes(shot: number) {
    return this.project.takes(shotIdAt(shot));
  }

  async edit(shot: number, fields: Record<string, unknown>): Promise<void> {
    await this.project.runCommand('shot.edit', { shotIds: [shotIdAt(shot)], fields }, { source: 'user' });
  }

  async setLength(shot: number, lengthFrames: number): Promise<void> {
    const args = { shotIds: [shotIdAt(shot)] as ShotId[], lengthFrames };
    await this.project.runCommand('shot.setLength', args, { source: 'user' });
  }

  /** The program's own count, units. */
  get ledgerUnits(): number {
    const sum = this.ledger.list().reduce((total, { charged }) => total + (charged?.amount ?? 0), 0);
    return Math.round(sum * 1e6) / 1e6;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.dispose()));
    await this.server.stop();
    this.project.dispose();
  }

  async #describeShots(count: number): Promise<void> {
    for (let shot = 0; shot < count; shot += 1) {
      await this.edit(shot, { action: `Action of shot ${shot + 1}.` });
    }
  }
}
