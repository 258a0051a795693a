import type { Job } from '@shared/generation/job';
import { expect, test } from 'vitest';
import { type Batch, jobNews, newsWords, stillAsking } from './jobNews';
import { testJob } from './testing/testJob';

const job = (id: string, fields: Partial<Omit<Job, 'id'>> = {}): Job => testJob({ id, label: id, ...fields });
const waits = (id: string, reason: NonNullable<Job['wait']>['reason']): Job =>
  job(id, { state: 'waiting', wait: { reason, message: `Words of ${reason}.`, untilMs: null } });

/** Looks at the queue again and again. @returns what was told at each look */
function watch(...looks: readonly (readonly Job[])[]): string[][] {
  let batch: Batch = new Set();
  return looks.slice(1).map((after, index) => {
    const result = jobNews(batch, looks[index] ?? [], after);
    batch = result.batch;
    return result.news.map((news) => newsWords(news).title);
  });
}

const done = (id: string) => job(id, { state: 'done' });
const failed = (id: string) =>
  job(id, { state: 'failed', error: { code: 'refused', message: 'It was refused.' } });

test('a batch is told of once, when the last of it has ended', () => {
  expect(
    watch(
      [],
      [job('1A', { state: 'running' }), job('1B')],
      [done('1A'), job('1B', { state: 'running' })],
      [done('1A'), done('1B')],
      [done('1A'), done('1B')],
    ),
  ).toEqual([[], [], ['2 clips are done'], []]);
});

test('the next batch does not count the last one', () => {
  expect(watch([], [job('1A')], [done('1A')], [done('1A'), job('1B')], [done('1A'), failed('1B')])).toEqual([
    [],
    ['1A is done'],
    [],
    ['1B failed'],
  ]);
});

test('what begins and ends between two looks is told of', () => {
  expect(watch([], [done('1A'), failed('1B')])).toEqual([['1A is done, 1B failed']]);
});

test('what was there at the opening is no news', () => {
  expect(watch([done('1A'), waits('1B', 'approval')], [done('1A'), waits('1B', 'approval')])).toEqual([[]]);
});

test('somebody is asked for once, together; what waits for time or by their own wish is not their business', () => {
  expect(
    watch(
      [],
      [waits('1A', 'approval'), waits('1B', 'approval'), waits('1C', 'network'), waits('1D', 'paused')],
      [waits('1A', 'approval'), waits('1B', 'approval'), waits('1C', 'key'), waits('1D', 'paused')],
    ),
  ).toEqual([['2 jobs need you'], ['1C needs you']]);
});

test('a batch whose rest needs somebody is over; what was cancelled is no news', () => {
  expect(
    watch(
      [],
      [job('1A', { state: 'running' }), job('1B')],
      [done('1A'), waits('1B', 'cap')],
      [done('1A'), job('1B', { state: 'cancelled' })],
    ),
  ).toEqual([[], ['1B needs you', '1A is done'], []]);
});

test('words', () => {
  expect(newsWords({ type: 'needsPerson', jobs: [waits('1A', 'approval')] }).body).toBe(
    'It costs money and waits for your yes.',
  );
  expect(newsWords({ type: 'needsPerson', jobs: [waits('1A', 'key')] }).body).toBe('Words of key.');
  expect(newsWords({ type: 'done', done: [], failed: [failed('1A'), failed('1B')] })).toEqual({
    title: '2 failed',
    body: 'It was refused.',
  });
  expect(newsWords({ type: 'done', done: [job('Film.mp4', { type: 'film' })], failed: [] })).toEqual({
    title: 'Film.mp4 is done',
    body: 'The film is finished.',
  });
});

test('a notice that stands tells of those only that still wait, and of none that came later', () => {
  const told = [waits('1A', 'approval'), waits('1B', 'key'), waits('1C', 'approval')];
  const after = [done('1A'), waits('1B', 'key'), waits('1C', 'network'), waits('1D', 'approval')];
  expect(stillAsking(told, after).map(({ id }) => id)).toEqual(['1B']);
});
