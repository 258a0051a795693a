import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@shared/generation/job';
import type { RpcReply } from '@shared/rpc/table';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WorkerService } from '../../../electron/worker/workerService';
import { apiKey, KlingServer } from './klingServer';

/*
 * The whole worker with a project on disk, by the channels that a window uses; nothing is replaced but Kling itself.
 */

let folder: string;
let server: KlingServer;
let service: WorkerService;
let told: Job[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-kling-'));
  server = new KlingServer({ looksToDone: 1 });
  await server.start();
  service = newService();
});
afterEach(async () => {
  await service.dispose();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function newService(): WorkerService {
  told = [];
  return new WorkerService({
    userDataPath: null,
    emit: (event, payload) => {
      if (event === 'jobs.changed') told.push((payload as { job: Job }).job);
    },
    renderHost: null,
    runsJobs: true,
    now: Date.now,
  });
}

async function call<Reply = unknown>(channel: string, request: unknown): Promise<Reply> {
  const result = await service.handle(channel, request);
  if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
  return result.value as Reply;
}

const path = () => join(folder, 'Film.ekonte');
const account = () => ({ region: 'own', address: server.address, auth: { type: 'apiKey', key: apiKey } });

async function newFilm(): Promise<string[]> {
  const media = { mediaBase: 'ekonte://media/x/', path: path() };
  await call('project.createAt', {
    ...media,
    name: 'Film',
    rate: { num: 25, den: 1 },
    frameSize: { width: 1920, height: 1080 },
  });
  for (const lengthFrames of [50, 75]) {
    const args = { lengthFrames, fields: { action: `${lengthFrames} frames of rain.` } };
    await call('edit.run', { command: 'shot.add', args, selection: [] });
  }
  return service
    .session()
    .document.list('shot')
    .map(({ id }) => id);
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('previews, submits with what was seen, brings takes at the project’s rate, keeps account', async () => {
  const shotIds = await newFilm();
  const settings = { resolution: '720p', firstFrame: 'none' };
  const wish = { shotIds, provider: 'kling', preset: 'full', settings };
  const preview = await call<RpcReply<'generation.preview'>>('generation.preview', wish);
  expect(preview).toMatchObject({
    isSendable: true,
    cost: { amount: 3, unit: 'unit', money: { amount: 0.42 } },
    groups: [{ label: '1A-1B', seconds: 5, request: { route: 'omni-video/kling-3.0-omni' } }],
  });
  expect(preview.groups[0]?.prompt.text).toBe(
    'shot 1, 2, Static camera. 50 frames of rain.; shot 2, 3, Static camera. 75 frames of rain.;',
  );
  expect(await call('generation.check', wish)).toEqual([]);
  const cost = await call('generation.estimate', wish);
  const [job] = await call<Job[]>('generation.submit', { ...wish, approved: cost });
  // No key yet: it waits, nothing was sent.
  await until(() => told.at(-1)?.wait?.reason === 'key');
  expect(server.seen).toEqual([]);
  expect(await call('keys.testKling', null).catch((error: Error) => error.message)).toContain(
    'no key for Kling',
  );
  await call('keys.hold', { kling: account() });
  expect(await call('keys.testKling', null)).toMatchObject({
    words: expect.stringContaining('knows this key'),
  });
  await until(() => told.at(-1)?.state === 'done');
  const records = service
    .session()
    .document.list('take')
    .map((take) => ({ ...take }));
  expect(records.map(({ mediaInFrames, lengthFrames }) => [mediaInFrames, lengthFrames]).sort()).toEqual([
    [0, 50],
    [50, 76],
  ]);
  expect(await call('ledger.list', null)).toMatchObject([
    {
      jobId: job?.id,
      state: 'settled',
      charged: { amount: 3 },
      keptTakeIds: expect.arrayContaining(records.map(({ id }) => id)),
      activeTakeIds: expect.arrayContaining(records.map(({ id }) => id)),
    },
  ]);
});

it('settings of the queue survive a restart; so do jobs that wait for a yes', async () => {
  const shotIds = await newFilm();
  const settings = { resolution: '720p', firstFrame: 'none', grouping: 'single' };
  await call('jobs.setSettings', {
    settings: {
      isPaused: true,
      parallelJobs: { kling: 1 },
      caps: { currency: 'USD', job: 5, day: null, project: 20 },
    },
  });
  const jobs = await call<Job[]>('generation.submit', {
    shotIds,
    provider: 'kling',
    preset: 'full',
    settings,
    approved: null,
  });
  await service.dispose();
  service = newService();
  await call('project.openAt', { path: path(), mediaBase: 'ekonte://media/x/' });
  expect(await call('jobs.settings', null)).toMatchObject({ isPaused: true, caps: { job: 5, project: 20 } });
  const listed = await call<Job[]>('jobs.list', null);
  expect(listed.map(({ id, wait }) => [id, wait?.reason])).toEqual(jobs.map(({ id }) => [id, 'approval']));
  // What a person reads before they say yes: the frozen request.
  expect(await call('jobs.requests', { jobIds: jobs.map(({ id }) => id) })).toMatchObject([
    { jobId: jobs[0]?.id, words: 'Static camera. 50 frames of rain.', seconds: 3, problems: [] },
    { jobId: jobs[1]?.id, words: 'Static camera. 75 frames of rain.', seconds: 3 },
  ]);
  await call('keys.hold', { kling: account() });
  await call('jobs.approve', { jobIds: jobs.map(({ id }) => id) });
  await call('jobs.move', { jobIds: [jobs[1]?.id], beforeId: jobs[0]?.id });
  await call('jobs.setSettings', {
    settings: {
      isPaused: false,
      parallelJobs: { kling: 1 },
      caps: { currency: 'USD', job: null, day: null, project: null },
    },
  });
  await until(() => told.filter(({ state }) => state === 'done').length >= 2);
  // In the order that was given.
  expect(server.made.map(({ body }) => JSON.stringify(body).match(/\d+ frames of rain/)?.[0])).toEqual([
    '75 frames of rain',
    '50 frames of rain',
  ]);
});

it('the key is in no file of the project', async () => {
  const shotIds = await newFilm();
  await call('keys.hold', { kling: account() });
  const settings = { resolution: '720p', firstFrame: 'none' };
  const wish = { shotIds, provider: 'kling', preset: 'full', settings };
  await call('generation.submit', { ...wish, approved: await call('generation.estimate', wish) });
  await until(() => told.at(-1)?.state === 'done');
  await service.dispose();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((name) => readFileSync(name).includes(apiKey))).toEqual([]);
});
