import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import type { Job } from '@shared/generation/job';
import { createRandom } from '@shared/testing/random';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueue } from '../../../electron/worker/jobs/jobQueue';
import { shotIdAt, TestProject } from '../../../electron/worker/jobs/testing/testProject';
import { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { readResultFile } from '../../../electron/worker/media/resultFile';
import { writePng } from '../../../electron/worker/media/thread/writePng';
import { ComfyProvider } from '../../../electron/worker/providers/comfyui/comfyProvider';
import { shippedTemplates } from '../../../electron/worker/providers/comfyui/shippedTemplates';
import { ComfyServer, type ComfyServerOptions, type Fault } from './comfyServer';

const fixtures = join(import.meta.dirname, '../../fixtures/media');
const video = readFileSync(join(fixtures, 'clip-23.976.mp4'));
const picture = writePng(4, 2, new Uint8ClampedArray(32).fill(200));
const delays = { pollMs: 40, reconnectMs: 5, longestMs: 20, giveUpMs: 100 };
const pictureHash = 'a'.repeat(64);

let project: TestProject;
const threads = new MediaThreads(1);
let servers: ComfyServer[] = [];
let queues: JobQueue[] = [];
/** ms the queue was told to wait, which pass at once. */
let skippedMs = 0;

beforeEach(() => {
  project = new TestProject(6);
  skippedMs = 0;
  Object.defineProperty(project, 'nowMs', { get: () => Date.now() + skippedMs });
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.dispose()));
  await Promise.all(servers.map((server) => server.cutOff()));
  project.dispose();
  servers = [];
  queues = [];
});

afterAll(() => threads.dispose());

async function serve(options: ComfyServerOptions = {}): Promise<ComfyServer> {
  const server = await new ComfyServer({ video, picture, ...options }).start();
  servers.push(server);
  return server;
}

async function queueOn(...used: readonly ComfyServer[]): Promise<JobQueue> {
  const provider = new ComfyProvider({
    servers: () =>
      used.map(({ address }, index) => ({ id: `srv_${index}0000000`, name: '', address, isEnabled: true })),
    templates: shippedTemplates,
    pictures: {
      load: () => Promise.resolve({ bytes: new Uint8Array(9), mimeType: 'image/png', hash: pictureHash }),
    },
    folder: join(project.projectFolder, 'cache', 'comfyui'),
    lookInside: (path, wants, signal) => readResultFile(threads, path, wants, signal),
    now: () => Date.now(),
    delays,
  });
  const queue = project.queueWith(provider, {
    schedule: (delayMs, run) => {
      const timer = setTimeout(() => {
        skippedMs += delayMs;
        run();
      }, 5);
      return () => clearTimeout(timer);
    },
  });
  queues.push(queue);
  await queue.start();
  return queue;
}

async function ask(queue: JobQueue, templateId: string, shot = 0): Promise<Job> {
  const [job] = await queue.submitClips({
    shotIds: [shotIdAt(shot)],
    provider: 'comfyui',
    preset: 'full',
    settings: { templateId, seed: 5 },
  });
  if (!job) throw new Error('no job');
  return job;
}

async function ended(job: Job): Promise<Job> {
  await project.untilEnded(job);
  return project.last(job.id) as Job;
}

function mediaOf(shot: number): Media {
  const [take] = project.takes(shotIdAt(shot));
  if (!take) throw new Error('no take');
  return project.document.require('media', take.mediaId);
}

describe('a clip', () => {
  it('is made of the shot, lands as a take, and tells what is being done', async () => {
    const server = await serve();
    const hold = server.hold('sampling');
    const job = await ask(await queueOn(server), 'wan22-5b');
    await hold.reached;
    await project.until(() => /^Sample \(sample\)/.test(project.last(job.id)?.step ?? ''));
    hold.release();
    expect(await ended(job)).toMatchObject({ state: 'done', error: null });
    const [run] = server.accepted;
    expect(run?.prompt['latent']?.inputs).toMatchObject({ start_image: ['firstImage', 0] });
    expect(run?.prompt['firstImage']?.inputs['image']).toBe(`ekonte/${pictureHash.slice(0, 24)}.png`);
    expect(run?.prompt['sample']?.inputs['seed']).toBe(5);
    expect([...server.uploads.keys()]).toEqual([`ekonte/${pictureHash.slice(0, 24)}.png`]);
    const [take] = project.takes(shotIdAt(0));
    expect(take).toMatchObject({ provider: 'comfyui', seed: 5, cost: null });
    expect(take?.model).toBe('Wan 2.2 5B: text or image to video');
    expect(mediaOf(0)).toMatchObject({ mimeType: 'video/mp4', content: { type: 'video' } });
  });

  it('of a workflow for stills is a picture', async () => {
    const server = await serve();
    expect(await ended(await ask(await queueOn(server), 'sdxl'))).toMatchObject({ state: 'done' });
    expect(mediaOf(0)).toMatchObject({
      mimeType: 'image/png',
      content: { type: 'image', width: 4, height: 2 },
    });
  });

  it('of a batch are all its pictures, the first one shown', async () => {
    const more = [40, 90].map((grey) => writePng(4, 2, new Uint8ClampedArray(32).fill(grey)));
    const server = await serve({ morePictures: more });
    const job = await ended(await ask(await queueOn(server), 'sdxl'));
    expect(job).toMatchObject({ state: 'done', error: null });
    const takes = [...project.takes(shotIdAt(0))].sort((a, b) => a.createdAtMs - b.createdAtMs);
    expect(takes.map(({ mediaId }) => project.document.require('media', mediaId).name)).toEqual([
      '1A picture 1',
      '1A picture 2',
      '1A picture 3',
    ]);
    expect(project.document.require('shot', shotIdAt(0)).activeTakeId).toBe(takes[0]?.id);
  });

  it('may come as WebM', async () => {
    const webm = readFileSync(join(fixtures, 'clip-29.97.webm'));
    const server = await serve({ video: webm, videoName: 'clip_00001_.webm' });
    expect(await ended(await ask(await queueOn(server), 'ltxv-text'))).toMatchObject({ state: 'done' });
    expect(mediaOf(0).mimeType).toBe('video/webm');
  });

  it('goes to the least busy server, and stays there', async () => {
    const [busy, idle] = [await serve(), await serve()];
    const hold = busy.hold('started');
    await busy.queueOther();
    await busy.queueOther();
    await hold.reached;
    const job = await ended(await ask(await queueOn(busy, idle), 'ltxv-text'));
    expect(job.state).toBe('done');
    expect([busy.accepted.length, idle.accepted.length]).toEqual([0, 1]);
    hold.release();
  });

  it('of several shots is shared out among the servers', async () => {
    const pool = [await serve(), await serve()];
    const queue = await queueOn(...pool);
    const jobs = await queue.submitClips({
      shotIds: [0, 1, 2, 3].map(shotIdAt),
      provider: 'comfyui',
      preset: 'draft',
      settings: { templateId: 'ltxv-text' },
    });
    await project.untilEnded(...jobs);
    expect(pool.map(({ accepted }) => accepted.length).sort()).toEqual([2, 2]);
  });
});

describe('a connection that breaks', () => {
  it('in the middle of the work: listened to again, and nothing asked twice', async () => {
    const server = await serve();
    const hold = server.hold('sampling');
    const job = await ask(await queueOn(server), 'ltxv-text');
    await hold.reached;
    await server.until(() => server.listened.length === 1);
    server.dropSockets();
    await server.until(() => server.listened.length === 2);
    hold.release();
    expect(await ended(job)).toMatchObject({ state: 'done' });
    expect(server.accepted).toHaveLength(1);
    expect(new Set(server.listened).size).toBe(1);
  });

  it('until the work is long done: the result is found in the history', async () => {
    const server = await serve();
    const hold = server.hold('sampling');
    const job = await ask(await queueOn(server), 'ltxv-text');
    await hold.reached;
    await server.cutOff();
    hold.release();
    await server.until(() => server.executed === 1);
    await project.until(() => project.last(job.id)?.state === 'waiting');
    expect(project.last(job.id)?.wait?.reason).toBe('network');
    await server.start();
    expect(await ended(job)).toMatchObject({ state: 'done' });
    expect(server.accepted).toHaveLength(1);
  });

  it('with the server’s memory: the run is queued there again under the same name', async () => {
    const server = await serve();
    const hold = server.hold('sampling');
    const job = await ask(await queueOn(server), 'ltxv-text');
    await hold.reached;
    await server.kill();
    hold.release();
    await server.start();
    expect(await ended(job)).toMatchObject({ state: 'done' });
    expect(server.executed).toBe(1);
    expect(new Set(server.accepted.map(({ promptId }) => promptId)).size).toBe(1);
    expect(project.takes(shotIdAt(0))).toHaveLength(1);
  });

  it.each([
    ['the answer is lost', { type: 'lost' }, true],
    ['the answer is lost, on a server that names runs itself', { type: 'lost' }, false],
    ['the request never arrives', { type: 'dropped' }, true],
    ['the answer is cut off', { type: 'truncated' }, true],
  ] as const)(
    'while it is handed over, %s: looked for first, and never there twice',
    async (_case, fault, isNew) => {
      const server = await serve({ isNew });
      server.fault('POST /prompt', fault);
      const job = await ask(await queueOn(server), 'ltxv-text');
      expect(await ended(job)).toMatchObject({ state: 'done' });
      expect(server.accepted).toHaveLength(1);
      expect(project.takes(shotIdAt(0))).toHaveLength(1);
    },
  );

  it('to one of two servers that may have the job: it waits instead of asking the other one', async () => {
    const [first, second] = [await serve(), await serve()];
    await second.cutOff();
    const queue = await queueOn(first, second);
    first.fault('POST /prompt', { type: 'dropped' });
    const job = await ask(queue, 'ltxv-text');
    await project.until(() => /may have this job already/.test(project.last(job.id)?.wait?.message ?? ''));
    expect(first.accepted).toHaveLength(0);
    await second.start();
    expect(await ended(job)).toMatchObject({ state: 'done' });
    expect(first.accepted.length + second.accepted.length).toBe(1);
  });

  it('when none answers: the job says so and waits', async () => {
    const server = await serve();
    await server.cutOff();
    const job = await ask(await queueOn(server), 'ltxv-text');
    await project.until(() => project.last(job.id)?.state === 'waiting');
    expect(project.last(job.id)?.wait?.message).toMatch(/cannot be reached. Is it running\?/);
    await server.start();
    expect(await ended(job)).toMatchObject({ state: 'done' });
  });

  it('in the middle of a download: fetched again, whole', async () => {
    const server = await serve();
    server.fault('GET /view', { type: 'brokenOff' }, { type: 'dropped' }, { type: 'truncated' });
    expect(await ended(await ask(await queueOn(server), 'ltxv-text'))).toMatchObject({ state: 'done' });
    expect(mediaOf(0).byteSize).toBe(video.byteLength);
    expect(server.accepted).toHaveLength(1);
  });
});

describe('what a server says', () => {
  const web: Fault = {
    type: 'answer',
    status: 200,
    contentType: 'text/html',
    body: '<!DOCTYPE html><p>Router',
  };
  it.each([
    ['a web page', 'GET /queue', web, 'answered with a web page'],
    ['half an answer', 'GET /queue', { type: 'truncated' }, 'cut off or damaged'],
    ['an endless answer', 'GET /object_info', { type: 'huge' }, 'more than 128 MB'],
    [
      'another address',
      'GET /queue',
      { type: 'redirect', to: 'http://example.org/queue' },
      'sends on to example.org',
    ],
    [
      'a login',
      'GET /queue',
      { type: 'answer', status: 401, contentType: 'text/plain', body: 'no' },
      'wants a login',
    ],
    [
      'another JSON',
      'GET /queue',
      { type: 'answer', status: 200, contentType: 'application/json', body: '{"a": 1}' },
      'answers otherwise than ComfyUI',
    ],
    [
      'a problem of its own',
      'GET /queue',
      { type: 'answer', status: 500, contentType: 'application/json', body: '{}' },
      'has a problem of its own',
    ],
    [
      'too large a picture',
      'POST /upload/image',
      { type: 'answer', status: 413, contentType: 'text/plain', body: '' },
      '--max-upload-size',
    ],
  ] as const)('%s: said in words, nothing sent', async (_case, route, fault, words) => {
    const server = await serve();
    server.fault(route, fault);
    const job = await ended(await ask(await queueOn(server), 'wan22-5b'));
    expect(job.state).toBe('failed');
    expect(job.error?.message).toContain(words);
    expect(server.accepted).toHaveLength(0);
  });

  it('a redirect of a file is not followed', async () => {
    const server = await serve();
    server.fault('GET /view', { type: 'redirect', to: 'http://127.0.0.1:1/clip.mp4' });
    const job = await ended(await ask(await queueOn(server), 'ltxv-text'));
    expect(job).toMatchObject({ state: 'failed' });
    expect(job.error?.message).toContain('not followed');
  });

  it.each([
    [
      'a file that is no video',
      Buffer.from('<html>not found</html>'.repeat(40)),
      'clip_00001_.mp4',
      /result\.mp4/,
    ],
    ['half a video', video.subarray(0, 900), 'clip_00001_.mp4', /result\.mp4/],
    ['an animated picture', video, 'clip_00001_.gif', /MP4, WebM or MOV: end the workflow with Save Video/],
  ])('%s is refused in words', async (_case, bytes, videoName, words) => {
    const server = await serve({ video: bytes, videoName });
    const job = await ended(await ask(await queueOn(server), 'ltxv-text'));
    expect(job.state).toBe('failed');
    expect(job.error?.message).toMatch(words);
    expect(project.files('media')).toEqual([]);
  });

  it('nodes and files it lacks are named', async () => {
    const { comfyObjectInfo } = await import('@shared/testing/comfyObjectInfo');
    const { LTXVScheduler: _gone, ...objectInfo } = comfyObjectInfo();
    const server = await serve({ objectInfo });
    const job = await ended(await ask(await queueOn(server), 'ltxv-text'));
    expect(job.error?.message).toContain('has no node "LTXVScheduler"');
  });

  it('an error of a node is told with the node’s name, and asking again is a new run', async () => {
    const server = await serve();
    server.failure = { type: 'RuntimeError', message: 'mat1 and mat2 shapes cannot be multiplied' };
    const queue = await queueOn(server);
    const job = await ended(await ask(queue, 'ltxv-text'));
    expect(job.error?.message).toBe('Sample (sample) failed: mat1 and mat2 shapes cannot be multiplied');
    server.failure = null;
    await queue.retry(job.id);
    await project.until(() => project.last(job.id)?.state === 'done');
    expect(new Set(server.accepted.map(({ promptId }) => promptId)).size).toBe(2);
  });

  it('out of memory says what helps', async () => {
    const server = await serve();
    server.failure = { type: 'torch.OutOfMemoryError', message: 'Allocation on device' };
    const job = await ended(await ask(await queueOn(server), 'ltxv-text'));
    expect(job.error?.message).toContain('Ask for a smaller picture');
  });
});

describe('cancelling', () => {
  it.each([true, false])('stops a run that goes on (by id: %s)', async (isNew) => {
    const server = await serve({ isNew });
    const hold = server.hold('sampling');
    const queue = await queueOn(server);
    const job = await ask(queue, 'ltxv-text');
    await hold.reached;
    const cancelled = queue.cancel(job.id);
    await server.until(() => server.requests.includes(isNew ? 'POST /api/jobs/*' : 'POST /interrupt'));
    hold.release();
    await cancelled;
    await server.until(() => server.running === null);
    expect(project.last(job.id)?.state).toBe('cancelled');
    expect(server.executed).toBe(0);
  });

  it.each([true, false])(
    'takes a run out of the queue and leaves others alone (by id: %s)',
    async (isNew) => {
      const server = await serve({ isNew });
      const hold = server.hold('started');
      await server.queueOther();
      await hold.reached;
      const queue = await queueOn(server);
      const job = await ask(queue, 'ltxv-text');
      await server.until(() => server.queued.length === 1);
      await project.until(() => project.last(job.id)?.state === 'running');
      await queue.cancel(job.id);
      expect(server.queued).toHaveLength(0);
      expect(server.running?.clientId).toBe('somebody else');
      expect(server.requests).not.toContain('POST /interrupt');
      hold.release();
    },
  );
});

it('a server that was taken out of the settings is not asked any more', async () => {
  const server = await serve();
  const hold = server.hold('sampling');
  const used = [server];
  const queue = await queueOn(server);
  const job = await ask(queue, 'ltxv-text');
  await hold.reached;
  await project.until(() => project.last(job.id)?.state === 'running');
  await queue.dispose();
  used.length = 0;
  const asked = server.requests.length;
  await queueOn();
  expect(await ended(job)).toMatchObject({ state: 'failed' });
  expect(project.last(job.id)?.error?.message).toContain('not among your ComfyUI servers any more');
  expect(server.requests).toHaveLength(asked);
  hold.release();
});

it('60 runs with faults anywhere: no job lost, none there twice', async () => {
  const random = createRandom(20_261_125);
  const faults: readonly Fault[] = [{ type: 'lost' }, { type: 'dropped' }];
  const routes = [
    'POST /prompt',
    'GET /queue',
    'GET /history/*',
    'GET /view',
    'POST /upload/image',
    'GET /object_info',
  ];
  const server = await serve();
  const queue = await queueOn(server);
  for (let round = 0; round < 10; round += 1) {
    const jobs = await queue.submitClips({
      shotIds: [0, 1, 2, 3, 4, 5].map(shotIdAt),
      provider: 'comfyui',
      preset: 'full',
      settings: { templateId: random.chance(0.5) ? 'wan22-5b' : 'sdxl', seed: round },
    });
    for (let count = random.int(0, 6); count > 0; count -= 1) {
      server.fault(random.pick(routes) ?? '', random.pick(faults) ?? { type: 'lost' });
      if (random.chance(0.3)) server.dropSockets();
    }
    await project.untilEnded(...jobs);
    expect(jobs.map(({ id }) => project.last(id)?.state)).toEqual(jobs.map(() => 'done'));
  }
  expect(server.accepted).toHaveLength(60);
  expect(new Set(server.accepted.map(({ promptId }) => promptId)).size).toBe(60);
});
