import type { Job } from '@shared/generation/job';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { jobStore } from '../state/jobStore';
import { dismissNotice, noticeStore } from '../state/notices';
import { followJobNews } from './followJobNews';
import { testJob } from './testing/testJob';

const waits = (id: string, reason: NonNullable<Job['wait']>['reason'] = 'approval'): Job =>
  testJob({
    id,
    label: id,
    state: 'waiting',
    wait: { reason, message: `Words of ${reason}.`, untilMs: null },
  });
const done = (id: string): Job => testJob({ id, label: id, state: 'done' });

/** Answers what the system's notification is asked with: whether it was shown. */
let answer: (isTold: boolean) => void;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    setTimeout,
    clearTimeout,
    ekonte: {
      call: () => new Promise((resolve) => (answer = (value) => resolve({ ok: true, value }))),
    },
  });
  jobStore.setState({ jobs: [] });
  stop = followJobNews();
});

afterEach(() => {
  stop();
  noticeStore.setState({ notices: [] });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const put = async (...jobs: readonly Job[]): Promise<void> => {
  jobStore.setState({ jobs });
  await vi.advanceTimersByTimeAsync(600);
};
const settle = async (isTold = false): Promise<void> => {
  answer(isTold);
  await vi.advanceTimersByTimeAsync(0);
};
const shown = (): string[] => noticeStore.getState().notices.map(({ message }) => message);

test('the notice tells of those that still wait, until none does', async () => {
  await put(waits('1A'), waits('1B'), waits('1C'));
  await settle();
  expect(shown()).toEqual(['3 jobs need you.']);
  await put(waits('1A'), waits('1B'), testJob({ id: '1C', state: 'running' }));
  expect(shown()).toEqual(['2 jobs need you.']);
  await put(testJob({ id: '1A', state: 'running' }), testJob({ id: '1B', state: 'running' }));
  expect(shown()).toEqual([]);
});

test('more that wait are told of in the same notice, which goes when all have gone on', async () => {
  await put(waits('1A'), waits('1B'));
  await settle();
  await put(waits('1A'), waits('1B'), waits('1C'), waits('1D'));
  await settle();
  expect(shown()).toEqual(['4 jobs need you.']);
  await put(waits('1A'), testJob({ id: '1B', state: 'running' }));
  expect(shown()).toEqual(['1A needs you.']);
  await put(testJob({ id: '1A', state: 'running' }));
  expect(shown()).toEqual([]);
});

test('what has gone on while the system was asked is not told of', async () => {
  await put(waits('1A'), waits('1B'));
  const first = answer;
  await put(testJob({ id: '1A', state: 'running' }), waits('1B'));
  first(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toEqual(['1B needs you.']);
});

test('one that was put away does not come back for those it told of', async () => {
  await put(waits('1A'), waits('1B'));
  await settle();
  for (const { id } of noticeStore.getState().notices) dismissNotice(id);
  await put(waits('1A'), waits('1B'), waits('1C'));
  await settle();
  expect(shown()).toEqual(['1C needs you.']);
});

test('what it waits for is said anew when that changes', async () => {
  await put(waits('1A', 'approval'));
  await settle();
  await put(waits('1A', 'key'));
  expect(noticeStore.getState().notices).toMatchObject([{ detail: 'Words of key.' }]);
});

test('nothing is told of a project that was closed meanwhile', async () => {
  await put(waits('1A'));
  stop();
  await settle();
  expect(shown()).toEqual([]);
});

test('what the system has told of stands in no notice', async () => {
  await put(waits('1A'));
  await settle(true);
  await put(done('1A'));
  expect(shown()).toEqual([]);
});
