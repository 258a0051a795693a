import { CodedError } from '@shared/rpc/result';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClipPlan, CollectedClip, ObservedWork, Provider, ReportProgress } from '../providers/provider';
import { RetryableError } from '../providers/provider';
import type { JobQueue } from './jobQueue';
import { newJobRow } from './jobRequests';
import { JobTable } from './jobTable';
import { shotIdAt, TestProject } from './testing/testProject';

let project: TestProject;
const queues: JobQueue[] = [];

beforeEach(() => {
  project = new TestProject(4);
});
afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.dispose();
  project.dispose();
});

async function started(queue: JobQueue): Promise<JobQueue> {
  queues.push(queue);
  await queue.start();
  return queue;
}

const [shotA, shotB, shotC, shotD] = [0, 1, 2, 3].map(shotIdAt) as [never, never, never, never];
const local = { provider: 'local', preset: 'full' as const };

describe('clips by the local renderer', () => {
  it('brings a take that becomes active, outside the undo line', async () => {
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(job as never);
    const [take] = project.takes(shotA);
    expect(queue.list()).toMatchObject([
      { state: 'done', progress: 1, framesDone: 10, label: '1A', error: null },
    ]);
    expect(take).toMatchObject({ provider: 'local', preset: 'full', sourceInFrames: 0, lengthFrames: 10 });
    expect(project.document.require('shot', shotA).activeTakeId).toBe(take?.id);
    const media = project.document.require('media', (take as never as { mediaId: never }).mediaId);
    expect(media.content).toMatchObject({ type: 'video', width: 640, height: 360, frameCount: 10 });
    expect(project.files('media').at(-1)).toBe(media.storage.path.slice('media/'.length));
  });

  it('makes drafts at half size', async () => {
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], provider: 'local', preset: 'draft' });
    await project.untilEnded(job as never);
    expect(project.pages[0]?.requests[0]?.spec).toMatchObject({ width: 320, height: 180 });
  });

  it('gives a segment that is there already at once, and no second take of the same', async () => {
    const queue = await started(project.localQueue());
    const [first] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(first as never);
    const takeId = project.takes(shotA)[0]?.id as never;
    await project.runCommand('take.setActive', { shotId: shotA, takeId: null }, { source: 'user' });
    const [second] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(second as never);
    expect(project.pages[0]?.segmentCount).toBe(1);
    expect(project.takes(shotA)).toHaveLength(1);
    expect(project.document.require('shot', shotA).activeTakeId).toBe(takeId);
  });

  it('begins in order of creation, two at a time', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const queue = await started(project.localQueue());
    await queue.submitClips({ shotIds: [shotC, shotA, shotD, shotB], ...local });
    await project.until(() => project.pages[0]?.held.length === 2);
    expect(queue.list().map(({ label, state }) => `${label} ${state}`)).toEqual([
      '1C running',
      '1A running',
      '1D queued',
      '1B queued',
    ]);
    project.pages[0]?.release();
    await project.untilEnded(...queue.list());
    const finished = project.told.filter(({ state }) => state === 'running').map(({ label }) => label);
    expect([...new Set(finished)]).toEqual(['1C', '1A', '1D', '1B']);
  });

  it('keeps one job for a shot that is asked for twice', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const queue = await started(project.localQueue());
    const [first] = await queue.submitClips({ shotIds: [shotA], ...local });
    const [again] = await queue.submitClips({ shotIds: [shotA], ...local });
    const [draft] = await queue.submitClips({ shotIds: [shotA], provider: 'local', preset: 'draft' });
    expect(again?.id).toBe(first?.id);
    expect(draft?.id).not.toBe(first?.id);
  });

  it('fails with words when the media is gone, and tries again when asked', async () => {
    project.onPage = (page) => {
      page.failure = 'missingMedia';
    };
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(job as never);
    expect(project.last(job?.id as string)).toMatchObject({
      state: 'failed',
      attempt: 1,
      error: { code: 'notFound', message: 'fake missingMedia' },
    });
    expect(project.files('cache/segments')).toEqual([]);
    const [page] = project.pages;
    if (page) page.failure = null;
    await queue.retry(job?.id as string);
    await project.until(() => project.last(job?.id as string)?.state === 'done');
    expect(project.takes(shotA)).toHaveLength(1);
  });

  it('tries once more by itself when the renderer crashes, and not for ever', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
      page.postMessage = () => queueMicrotask(() => page.crash());
    };
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(job as never);
    expect(project.pages).toHaveLength(2);
    expect(project.last(job?.id as string)).toMatchObject({ state: 'failed', attempt: 2 });
  });

  it('refuses a file that is not what was asked for', async () => {
    project.onPage = (page) => {
      page.spoil = { frameCount: 9 };
    };
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(job as never);
    expect(project.last(job?.id as string)?.error?.message).toContain('10 frames of H.264 were asked for');
    expect(project.takes(shotA)).toEqual([]);
  });

  it('says so when the shot is deleted while its clip is made', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.until(() => project.pages[0]?.held.length === 1);
    await project.runCommand('shot.delete', { shotIds: [shotA] }, { source: 'user' });
    project.pages[0]?.release();
    await project.untilEnded(job as never);
    expect(project.last(job?.id as string)?.error?.message).toBe(
      'Shot 1A was deleted while its clip was being made.',
    );
  });

  it('refuses strange providers and shots', async () => {
    const queue = await started(project.localQueue());
    await expect(queue.submitClips({ shotIds: [shotA], provider: 'x', preset: 'full' })).rejects.toThrow(
      'no provider "x"',
    );
    await expect(queue.submitClips({ shotIds: [shotIdAt(99)], ...local })).rejects.toThrow('gone');
    expect(queue.list()).toEqual([]);
  });

  it('waits where nothing can be rendered', async () => {
    const { createJobQueue } = await import('./createJobQueue');
    const { database, document, runCommands, projectFolder } = project;
    const queue = await started(
      createJobQueue({
        database,
        document,
        runCommands,
        projectFolder,
        emit: () => undefined,
        renderHost: null,
        pathOf: () => undefined,
        mediaBase: () => '',
        now: () => 0,
      }),
    );
    await queue.submitClips({ shotIds: [shotA], ...local });
    expect(queue.list()).toMatchObject([{ state: 'queued', attempt: 0 }]);
  });
});

describe('cancelling', () => {
  it('ends a queued and a running job and leaves nothing behind', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const queue = await started(project.localQueue());
    const jobs = await queue.submitClips({ shotIds: [shotA, shotB, shotC], ...local });
    await project.until(() => project.pages[0]?.held.length === 2);
    await queue.cancel(jobs[2]?.id as string);
    await queue.cancel(jobs[0]?.id as string);
    expect(queue.list().map(({ state }) => state)).toEqual(['cancelled', 'running', 'cancelled']);
    project.pages[0]?.release();
    await project.untilEnded(...jobs);
    expect(project.takes(shotA)).toEqual([]);
    expect(project.takes(shotB)).toHaveLength(1);
    expect(project.files('cache/segments').filter((name) => name.endsWith('.part'))).toEqual([]);
    queue.clearEnded();
    expect(queue.list()).toEqual([]);
    expect(project.removed.sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  it('leaves an ended job as it is', async () => {
    const queue = await started(project.localQueue());
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(job as never);
    await queue.cancel(job?.id as string);
    expect(queue.list()[0]?.state).toBe('done');
    await expect(queue.retry(job?.id as string)).rejects.toThrow(CodedError);
  });
});

/** Stops for good at one of its steps, as if the program was killed there. */
class StuckProvider implements Provider {
  readonly calls: string[] = [];
  constructor(
    readonly inner: Provider,
    readonly runsElsewhere: boolean,
    public stuckAt: 'submit' | 'observe' | 'collect' | null,
  ) {}
  describe() {
    return { ...this.inner.describe(), id: 'local', runsElsewhere: this.runsElsewhere };
  }
  plan(...args: Parameters<Provider['plan']>): ClipPlan {
    return this.inner.plan(...args);
  }
  async submit(...[task]: Parameters<Provider['submit']>): Promise<string | null> {
    this.calls.push(`submit${task.mayBeSent ? ' again' : ''}`);
    await this.#step('submit');
    return `remote-${task.jobId}`;
  }
  async observe(
    ...[task, report, signal]: [Parameters<Provider['observe']>[0], ReportProgress, AbortSignal]
  ): Promise<ObservedWork> {
    this.calls.push(`observe ${task.remoteId === `remote-${task.jobId}` ? 'by name' : task.remoteId}`);
    await this.#step('observe');
    return await this.inner.observe(task, report, signal);
  }
  async collect(...args: Parameters<Provider['collect']>): Promise<CollectedClip> {
    this.calls.push('collect');
    await this.#step('collect');
    return await this.inner.collect(...args);
  }
  cancel(): Promise<void> {
    return Promise.resolve();
  }
  async #step(name: string): Promise<void> {
    if (this.stuckAt === name) await new Promise<never>(() => undefined);
  }
}

describe('a program that is killed', () => {
  async function localProvider(): Promise<Provider> {
    const { LocalProvider } = await import('../providers/local/localProvider');
    const { SegmentStore } = await import('./segmentStore');
    const { StillStore } = await import('./stillStore');
    const { RenderHostClient } = await import('./renderHost');
    const { FakeHostPage } = await import('./testing/fakeHostPage');
    const client = new RenderHostClient({ requestHost: () => undefined });
    client.attach(new FakeHostPage(), 1);
    const folder = `${project.projectFolder}/cache/segments`;
    const made = { folder, renderer: client, mediaBase: () => '' };
    return new LocalProvider(new SegmentStore({ ...made, parallel: 2 }), new StillStore(made), 2);
  }

  it.each(['submit', 'observe', 'collect'] as const)(
    'at %s: the work starts over and the take arrives once',
    async (step) => {
      const stuck = new StuckProvider(await localProvider(), false, step);
      const first = project.queueWith(stuck);
      await first.start();
      const [job] = await first.submitClips({ shotIds: [shotA], ...local });
      await project.until(() => stuck.calls.some((call) => call.startsWith(step)));
      const second = await started(project.localQueue());
      await project.untilEnded(job as never);
      expect(second.list()).toMatchObject([{ state: 'done', attempt: 2 }]);
      expect(project.takes(shotA)).toHaveLength(1);
    },
  );

  it.each([
    ['submit', ['submit again', 'observe by name', 'collect']],
    ['observe', ['observe by name', 'collect']],
    ['collect', ['collect']],
  ] as const)('at %s of a job that runs elsewhere: taken up there', async (step, calls) => {
    const inner = await localProvider();
    const stuck = new StuckProvider(inner, true, step);
    const first = project.queueWith(stuck);
    await first.start();
    const [job] = await first.submitClips({ shotIds: [shotA], ...local });
    await project.until(() => stuck.calls.some((call) => call.startsWith(step)));
    const next = new StuckProvider(inner, true, null);
    await started(project.queueWith(next));
    await project.untilEnded(job as never);
    expect(next.calls).toEqual(calls);
    expect(project.takes(shotA)).toHaveLength(1);
  });

  it('after the take arrived, before the job knew: it does not arrive again', async () => {
    project.onCommand = async (commit) => {
      commit();
      return await new Promise<never>(() => undefined);
    };
    const first = project.localQueue();
    await first.start();
    const [job] = await first.submitClips({ shotIds: [shotA], ...local });
    await project.until(() => project.last(job?.id as string)?.state === 'collecting');
    await project.until(() => project.takes(shotA).length === 1);
    project.onCommand = (commit) => Promise.resolve(commit());
    await started(project.localQueue());
    await project.untilEnded(job as never);
    expect(project.takes(shotA)).toHaveLength(1);
    expect(project.last(job?.id as string)?.state).toBe('done');
  });

  it('again and again: the job is given up instead of taking the program down for ever', async () => {
    const inner = await localProvider();
    let job: { id: string } | undefined;
    for (let run = 0; run < 3; run += 1) {
      const stuck = new StuckProvider(inner, false, 'observe');
      const queue = project.queueWith(stuck);
      await queue.start();
      if (!job) [job] = (await queue.submitClips({ shotIds: [shotA], ...local })) as never[];
      await project.until(() => stuck.calls.length === 2);
    }
    await started(project.localQueue());
    expect(project.last(job?.id as string)).toMatchObject({ state: 'failed', attempt: 3 });
  });

  it('closing the project queues what was running, and counts no attempt', async () => {
    project.onPage = (page) => {
      page.isHolding = true;
    };
    const first = project.localQueue();
    await first.start();
    const [job] = await first.submitClips({ shotIds: [shotA], ...local });
    await project.until(() => project.pages[0]?.held.length === 1);
    await first.dispose();
    expect(project.last(job?.id as string)).toMatchObject({ state: 'queued', attempt: 0 });
    project.onPage = () => undefined;
    await started(project.localQueue());
    await project.untilEnded(job as never);
    expect(project.takes(shotA)).toHaveLength(1);
  });
});

it('keeps the newest ended jobs and forgets those of long ago', async () => {
  const table = new JobTable(project.database);
  const rows = Array.from({ length: 503 }, (_value, index) => ({
    ...newJobRow('clip', 'local', 'full', index),
    state: index === 0 ? ('queued' as const) : ('failed' as const),
    request: JSON.stringify({
      request: null,
      inputsHash: '',
      sourceInFrames: 0,
      lengthFrames: 1,
      takeId: 'tak_00000000',
    }),
    label: String(index),
  }));
  table.insertAll(rows);
  const queue = await started(project.localQueue());
  expect(queue.list()).toHaveLength(501);
  expect(
    queue
      .list()
      .map(({ label }) => label)
      .slice(0, 2),
  ).toEqual(['0', '3']);
});

describe('failures that may pass', () => {
  it('sends the job to work once more', async () => {
    let calls = 0;
    const provider = new StuckProvider(
      {
        describe: () => ({
          id: 'local',
          name: '',
          parallelJobs: 1,
          runsElsewhere: false,
          needsRenderer: false,
          isPaid: false,
          readsWords: false,
        }),
        plan: (_document, [shotId]) => ({
          request: null,
          parts: [
            {
              shotId: shotId as never,
              inputsHash: 'a'.repeat(64),
              sourceInFrames: 0,
              lengthFrames: 10,
              mediaInFrames: 0,
            },
          ],
          model: '',
          estimate: null,
        }),
        submit: () => Promise.resolve(null),
        observe: () => {
          calls += 1;
          return Promise.reject(calls === 1 ? new RetryableError('busy') : new CodedError('refused', 'No.'));
        },
        collect: () => Promise.reject(new Error('unreached')),
        cancel: () => Promise.resolve(),
      },
      false,
      null,
    );
    const queue = await started(project.queueWith(provider));
    const [job] = await queue.submitClips({ shotIds: [shotA], ...local });
    await project.untilEnded(job as never);
    expect(calls).toBe(2);
    expect(project.last(job?.id as string)?.error).toEqual({ code: 'refused', message: 'No.' });
  });
});
