import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { planCommands } from '@shared/commands/command';
import { findCommand } from '@shared/commands/registry';
import { Document } from '@shared/document/document';
import { createLayer, createProject, createScene, createShot, idFactory } from '@shared/document/factories';
import type { MediaId, SceneId, ShotId } from '@shared/document/ids';
import { orderKeysAt } from '@shared/document/order';
import type { AnyRecord, Media } from '@shared/document/records';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { Committed } from '@shared/rpc/table';
import { frames } from '@shared/time/frames';
import DatabaseConstructor, { type Database } from 'better-sqlite3';
import { nanoid } from 'nanoid';
import { migrations } from '../../database/schema';
import type { RunCommand, RunCommands } from '../../documentPort';
import type { Provider } from '../../providers/provider';
import { createJobQueue } from '../createJobQueue';
import { type FilmJoiner, filmThread } from '../filmThread';
import { JobQueue } from '../jobQueue';
import type { JobQueueOptions } from '../queueOptions';
import { RenderHostClient } from '../renderHost';
import { SegmentStore } from '../segmentStore';
import type { FilmSpec } from '../thread/filmTask.ts';
import { FakeHostPage } from './fakeHostPage';

const newId = idFactory(() => nanoid(12));
const pictureId = 'med_picture0001' as MediaId;
export const shotIdAt = (index: number) => `sht_shot${String(index).padStart(6, '0')}` as ShotId;

/** For tests: a small project in memory with a folder on disk, and queues on it that can be killed and made again. */
export class TestProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'ekonte-queue-'));
  readonly projectFolder = join(this.folder, 'Film.ekonte');
  readonly database: Database = new DatabaseConstructor(':memory:');
  readonly document: Document;
  /** What the queues told, in order. */
  readonly told: Job[] = [];
  readonly removed: string[] = [];
  readonly problems: string[] = [];
  pages: FakeHostPage[] = [];
  /** Set up each page before it says that it is ready. */
  onPage: (page: FakeHostPage) => void = () => undefined;
  /** Called in place of the commit; `commit` does it. */
  onCommand: (commit: () => Committed) => Promise<Committed> = (commit) => Promise.resolve(commit());
  /** What films were joined from. */
  readonly joined: FilmSpec[] = [];
  joiner: FilmJoiner = filmThread;
  nowMs = 1_000_000;

  constructor(shotCount: number) {
    for (const migrate of migrations) migrate(this.database);
    mkdirSync(join(this.projectFolder, 'cache'), { recursive: true });
    this.document = new Document(sampleRecords(shotCount));
  }

  runCommand: RunCommand = (command, args, options) => this.runCommands([{ command, args }], options);

  runCommands: RunCommands = (calls) => {
    const commit = () => {
      const planned = calls.map(({ command, args }) => {
        const definition = findCommand(command);
        if (!definition) throw new Error(`no command ${command}`);
        return { definition, args };
      });
      const { diff, label } = planCommands(planned, this.document, { newId, nowMs: this.nowMs });
      this.document.apply(diff);
      const history = { undoLabel: null, redoLabel: null };
      return { revision: 1, diff, label, source: 'job', selection: null, history } satisfies Committed;
    };
    return this.onCommand(commit);
  };

  /** A queue as it is in the product, but for the page. */
  localQueue(): JobQueue {
    const renderHost = this.#renderHost();
    return createJobQueue({ ...this.#options(), renderHost, joiner: this.#joiner });
  }

  /** A queue with a provider of the test's. */
  queueWith(provider: Provider, more: Partial<JobQueueOptions> = {}): JobQueue {
    const renderer = this.#renderHost();
    const segments = new SegmentStore({
      folder: join(this.projectFolder, 'cache', 'segments'),
      renderer,
      mediaBase: () => 'ekonte://media/test/',
      parallel: 2,
    });
    return new JobQueue({
      ...this.#options(),
      joiner: this.#joiner,
      printer: null,
      segments,
      providers: [provider],
      runsJobs: true,
      ...more,
    });
  }

  /** Resolves as soon as the test is true. */
  async until(isReached: () => boolean): Promise<void> {
    while (!isReached()) await nextTurn();
  }

  /** The job as last told. */
  last(jobId: string): Job | undefined {
    return this.told.findLast((job) => job.id === jobId);
  }

  async untilEnded(...jobs: readonly Job[]): Promise<void> {
    await this.until(() => jobs.every(({ id }) => endedJobStates.includes(this.last(id)?.state ?? 'queued')));
  }

  takes(shotId: ShotId) {
    return this.document.childrenOf('take', shotId);
  }

  /** Names below the project's folder, without those in `media/`. */
  files(below: string): string[] {
    const folder = join(this.projectFolder, below);
    return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : [];
  }

  dispose(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  readonly #joiner: FilmJoiner = {
    open: () => {
      const opened = this.joiner.open();
      return {
        join: (spec, options) => {
          this.joined.push(spec);
          return opened.join(spec, options);
        },
        close: () => opened.close(),
      };
    },
  };

  #options() {
    return {
      document: this.document,
      runCommands: this.runCommands,
      database: this.database,
      projectFolder: this.projectFolder,
      emit: ((event: string, payload: { job: Job } & { jobIds: string[] } & { message: string }) => {
        if (event === 'jobs.changed') this.told.push(payload.job);
        if (event === 'jobs.removed') this.removed.push(...payload.jobIds);
        if (event === 'problem.raised') this.problems.push(payload.message);
      }) as never,
      mediaBase: () => 'ekonte://media/test/',
      pathOf: ({ storage }: Media) => join(this.projectFolder, storage.path),
      now: () => this.nowMs,
    };
  }

  #renderHost(): RenderHostClient {
    const client: RenderHostClient = new RenderHostClient({
      requestHost: () => {
        const page = new FakeHostPage();
        this.pages.push(page);
        this.onPage(page);
        client.attach(page, this.pages.length);
      },
    });
    return client;
  }
}

/** One scene; every shot shows the same picture at a place of its own. */
function sampleRecords(shotCount: number): AnyRecord[] {
  const sceneId = 'scn_scene00001' as SceneId;
  const orders = orderKeysAt([], 0, shotCount);
  const picture: Media = {
    kind: 'media',
    fingerprintOf: 'whole',
    id: pictureId,
    name: 'picture.png',
    fingerprint: 'a'.repeat(64),
    byteSize: 1,
    mimeType: 'image/png',
    importedAtMs: 0,
    storage: { mode: 'copied', path: `media/aa/${'a'.repeat(64)}.png` },
    content: { type: 'image', width: 640, height: 360, hasAlpha: false },
  };
  const shots = orders.flatMap((order, index) => {
    const shot = createShot({ id: shotIdAt(index), sceneId, order, lengthFrames: frames(10 + index) });
    const layer = createLayer({
      id: newId('layer'),
      shotId: shot.id,
      order: 'a0',
      name: 'picture',
      content: { type: 'image', mediaId: pictureId },
      transform: { x: 0.5 + index / 100, y: 0.5, scale: 1, rotationDeg: 0, flipX: false },
    });
    return [shot, layer];
  });
  return [
    createProject({ name: 'Film', frameSize: { width: 640, height: 360 } }),
    createScene({ id: sceneId, order: 'a0' }),
    picture,
    ...shots,
  ];
}
