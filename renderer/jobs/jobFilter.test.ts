import type { Job } from '@shared/generation/job';
import { expect, test } from 'vitest';
import { jobMarkText } from '../state/jobMarks';
import { jobsHeldByCap, jobsToApprove, totalWords } from './approval';
import { countJobs, filterJobs } from './jobFilter';
import { testJob } from './testing/testJob';

const waiting = (id: string, reason: NonNullable<Job['wait']>['reason']): Job =>
  testJob({ id, state: 'waiting', wait: { reason, message: '', untilMs: null } });

const jobs: readonly Job[] = [
  testJob({ id: 'running', state: 'running' }),
  testJob({ id: 'queued' }),
  waiting('approval', 'approval'),
  waiting('cap', 'cap'),
  waiting('key', 'key'),
  waiting('quota', 'quota'),
  waiting('network', 'network'),
  waiting('paused', 'paused'),
  testJob({ id: 'failed', state: 'failed' }),
  testJob({ id: 'cancelled', state: 'cancelled' }),
  testJob({ id: 'done', state: 'done' }),
];
const ids = (list: readonly Job[]): string[] => list.map(({ id }) => id);

test('every job stands under one tab at most, besides all', () => {
  expect(countJobs(jobs)).toEqual({ all: 11, underWay: 4, needsYou: 4, failed: 1, done: 1 });
  expect(ids(filterJobs(jobs, 'underWay'))).toEqual(['running', 'queued', 'network', 'paused']);
  expect(ids(filterJobs(jobs, 'needsYou'))).toEqual(['approval', 'cap', 'key', 'quota']);
  expect(filterJobs(jobs, 'all')).toBe(jobs);
});

test('tiles say it in a word', () => {
  expect(jobs.map((job) => [job.id, jobMarkText(job)])).toEqual([
    ['running', null],
    ['queued', 'queued'],
    ['approval', 'needs you'],
    ['cap', 'needs you'],
    ['key', 'needs you'],
    ['quota', 'needs you'],
    ['network', 'no network'],
    ['paused', 'paused'],
    ['failed', 'failed'],
    ['cancelled', null],
    ['done', null],
  ]);
});

test('what waits for a yes, and what a cap holds back', () => {
  expect(ids(jobsToApprove(jobs))).toEqual(['approval']);
  expect(ids(jobsHeldByCap(jobs))).toEqual(['cap']);
});

test('totals never add what does not add up', () => {
  const cost = (amount: number, unit: string, money: [number, string] | null) => ({
    amount,
    unit,
    money: money && { amount: money[0], currency: money[1] },
    credits: null,
  });
  expect(totalWords([cost(2.5, 'unit', [0.35, 'USD']), cost(1.1, 'unit', [0.15, 'USD'])])).toBe(
    '$0.50 · 3.6 units',
  );
  expect(totalWords([cost(1, 'unit', [0.14, 'USD']), cost(3, 'credit', [2, 'CNY']), null])).toBe(
    '$0.14 · CNY 2.00 · 1 unit · 3 credits · 1 without a known price',
  );
  expect(totalWords([])).toBe('');
});
