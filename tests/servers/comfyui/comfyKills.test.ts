import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endedJobStates } from '@shared/generation/job';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { KillableWorker, WorkerBundle } from '../killableWorker';
import type { Moment } from './comfyRun';
import { ComfyServer, type Fault } from './comfyServer';

const root = resolve(import.meta.dirname, '../../..');
const video = readFileSync(join(root, 'tests/fixtures/media/clip-23.976.mp4'));
const bundle = new WorkerBundle('comfy-kills');

let folder: string;
let server: ComfyServer;
let workers: KillableWorker[] = [];

beforeAll(() => bundle.build());
afterAll(() => bundle.remove());

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

async function startWorker(): Promise<KillableWorker> {
  const worker = await KillableWorker.start(bundle, folder);
  workers.push(worker);
  return worker;
}

/** A worker with a job, and the server among the person's. */
async function firstWorker(): Promise<KillableWorker> {
  const worker = await startWorker();
  await worker.createFilm();
  const { address } = server;
  await worker.call('comfyui.saveServer', { serverId: null, name: '', address, isEnabled: true });
  await worker.submitClip('comfyui', { templateId: 'ltxv-text' });
  return worker;
}

async function secondWorker(): Promise<KillableWorker> {
  const worker = await startWorker();
  await worker.openFilm();
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
    const worker = await firstWorker();
    if (hold) await hold.reached;
    else await server.until(() => server.requests.includes(route));
    await worker.kill();
    hold?.release();
    const next = await secondWorker();
    await next.until((jobs) => jobs.some(({ state }) => endedJobStates.includes(state)));
    expect([...next.jobs.values()].map(({ state, error }) => [state, error])).toEqual([['done', null]]);
    expect(server.accepted).toHaveLength(1);
    expect(server.executed).toBe(1);
    expect(await next.takeCount()).toBe(1);
  },
);

it('killed again and again while the server works: still once', async () => {
  const hold = server.hold('sampling');
  let worker = await firstWorker();
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
  expect(await worker.takeCount()).toBe(1);
});
