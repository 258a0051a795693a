import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { RpcResult } from '@shared/rpc/result';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ComfyServer, type Fault, type Moment } from './comfyServer';

const root = resolve(import.meta.dirname, '../../..');
/** Inside node_modules, so that the bundle finds the packages it leaves outside. */
const bundleFolder = join(root, 'node_modules', '.cache', 'ekonte-comfy-kills');
const video = readFileSync(join(root, 'tests/fixtures/media/clip-23.976.mp4'));

let folder: string;
let server: ComfyServer;
let workers: KillableWorker[] = [];

beforeAll(async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'shared') } },
    build: {
      ssr: true,
      outDir: bundleFolder,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        input: {
          worker: join(import.meta.dirname, 'workerProcess.ts'),
          mediaThread: join(root, 'electron/worker/media/thread/mediaThread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
});
afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-kills-'));
  server = await new ComfyServer({ video }).start();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  workers = [];
  await server.cutOff();
  rmSync(folder, { recursive: true, force: true });
});

class KillableWorker {
  readonly jobs = new Map<string, Job>();
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, (result: RpcResult<unknown>) => void>();
  #changed: (() => void)[] = [];
  #nextId = 1;

  static async start(): Promise<KillableWorker> {
    const child = fork(join(bundleFolder, 'worker.js'), [join(folder, 'data')], {
      serialization: 'advanced',
      execArgv: [],
    });
    const worker = new KillableWorker(child);
    workers.push(worker);
    await once(child, 'message');
    return worker;
  }

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on(
      'message',
      (message: { id: number; result: RpcResult<unknown> } & { event: string; payload: { job: Job } }) => {
        if (message.event === 'jobs.changed') this.jobs.set(message.payload.job.id, message.payload.job);
        this.#answers.get(message.id)?.(message.result);
        for (const wake of this.#changed.splice(0)) wake();
      },
    );
  }

  async call<T>(channel: string, request: unknown): Promise<T> {
    const id = this.#nextId++;
    const result = await new Promise<RpcResult<unknown>>((answer) => {
      this.#answers.set(id, answer);
      this.#child.send({ id, channel, request });
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value as T;
  }

  async until(test: (jobs: readonly Job[]) => boolean): Promise<void> {
    while (!test([...this.jobs.values()])) {
      await new Promise<void>((wake) => {
        this.#changed.push(wake);
      });
    }
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

async function takeCount(worker: KillableWorker): Promise<number> {
  const { records } = await worker.call<{ records: { kind: string }[] }>('document.load', null);
  return records.filter(({ kind }) => kind === 'take').length;
}

/** A worker with a project of one shot, and the server among the person's. */
async function firstWorker(): Promise<{ worker: KillableWorker; job: Job }> {
  const worker = await KillableWorker.start();
  const path = join(folder, 'Film.ekonte');
  const film = { path, name: 'Film', rate: { num: 24, den: 1 }, frameSize: { width: 1280, height: 720 } };
  await worker.call('project.createAt', film);
  await worker.call('comfyui.saveServer', {
    serverId: null,
    name: '',
    address: server.address,
    isEnabled: true,
  });
  const shotId = 'sht_shot00000001';
  await worker.call('edit.run', {
    command: 'shot.add',
    args: { id: shotId, fields: { action: 'A fox.' } },
    selection: [],
  });
  const [job] = await worker.call<Job[]>('jobs.submitClips', {
    shotIds: [shotId],
    provider: 'comfyui',
    preset: 'full',
    settings: { templateId: 'ltxv-text' },
  });
  if (!job) throw new Error('no job');
  return { worker, job };
}

async function secondWorker(): Promise<KillableWorker> {
  const worker = await KillableWorker.start();
  await worker.call('project.openAt', { path: join(folder, 'Film.ekonte') });
  return worker;
}

const moments: readonly (readonly [string, Moment | null, string, Fault | null])[] = [
  ['before the server answers that it has the job', null, 'POST /prompt', { type: 'stuck' }],
  ['before the server knows of it', null, 'GET /object_info', { type: 'stuck' }],
  ['while it waits at the server', 'queued', '', null],
  ['when it has begun there', 'started', '', null],
  ['in the middle of it', 'sampling', '', null],
  ['when its file is written', 'saving', '', null],
  ['while the file is fetched', null, 'GET /view', { type: 'stuck' }],
];

it.each(moments)(
  'killed %s: the job ends well, and the server had it once',
  async (_case, moment, route, fault) => {
    const hold = moment ? server.hold(moment) : null;
    if (fault) server.fault(route, fault);
    const { worker } = await firstWorker();
    if (hold) await hold.reached;
    else await server.until(() => server.requests.includes(route));
    await worker.kill();
    hold?.release();
    const next = await secondWorker();
    await next.until((jobs) => jobs.some(({ state }) => endedJobStates.includes(state)));
    expect([...next.jobs.values()].map(({ state, error }) => [state, error])).toEqual([['done', null]]);
    expect(server.accepted).toHaveLength(1);
    expect(server.executed).toBe(1);
    expect(await takeCount(next)).toBe(1);
  },
);

it('killed again and again while the server works: still once', async () => {
  const hold = server.hold('sampling');
  let { worker } = await firstWorker();
  await hold.reached;
  for (let round = 0; round < 4; round += 1) {
    await worker.until((jobs) => jobs.some(({ step }) => step !== null));
    await worker.kill();
    worker = await secondWorker();
  }
  hold.release();
  await worker.until((jobs) => jobs.some(({ state }) => endedJobStates.includes(state)));
  expect([...worker.jobs.values()].map(({ state }) => state)).toEqual(['done']);
  expect(server.accepted).toHaveLength(1);
  expect(await takeCount(worker)).toBe(1);
});
