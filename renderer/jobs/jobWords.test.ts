import type { Job, JobId } from '@shared/generation/job';
import { expect, it } from 'vitest';
import { jobKindText, jobStateText, sortedForList } from './jobWords';

const job = (fields: Partial<Job>): Job => ({
  id: 'job_00000001' as JobId,
  type: 'clip',
  state: 'queued',
  provider: 'local',
  model: '',
  preset: 'full',
  shotId: null,
  shotIds: [],
  label: '1A',
  progress: 0,
  framesDone: 0,
  framesTotal: 72,
  secondsLeft: null,
  step: null,
  attempt: 0,
  wait: null,
  estimate: null,
  error: null,
  createdAtMs: 0,
  startedAtMs: null,
  endedAtMs: null,
  outputName: null,
  ...fields,
});

it.each([
  [{ state: 'queued' }, 'Waiting for its turn'],
  [{ state: 'running', progress: 0.129 }, '12 %'],
  [{ state: 'running', progress: 0.5, secondsLeft: 75 }, '50 % · 1 min 15 s left'],
  [{ state: 'running', progress: 0.5, step: 'Sample (7), 10 of 20' }, '50 % · Sample (7), 10 of 20'],
  [{ state: 'waiting', wait: { reason: 'network', message: 'Away.', untilMs: null } }, 'Away.'],
  [{ state: 'done', startedAtMs: 1000, endedAtMs: 4000 }, 'Done · 72 frames in 3 s'],
  [{ state: 'done', startedAtMs: 1000, endedAtMs: 1010 }, 'Done · 72 frames in 1 s'],
] as const)('%o: %s', (fields, text) => {
  expect(jobStateText(job(fields))).toBe(text);
});

it('names what makes it', () => {
  expect(jobKindText(job({ preset: 'draft' }))).toBe('Local renderer · draft');
  expect(jobKindText(job({ type: 'film' }))).toBe('Film');
  expect(jobKindText(job({ provider: 'comfyui', model: 'Wan 2.2' }))).toBe('Wan 2.2 · full');
  expect(jobKindText(job({ provider: 'kling' }))).toBe('kling · full');
});

it('shows what runs, then what waits in its order, then what ended last', () => {
  const list = [
    job({ label: 'old', state: 'done', endedAtMs: 1 }),
    job({ label: 'failed', state: 'failed', endedAtMs: 2 }),
    job({ label: 'running', state: 'running' }),
    job({ label: 'next' }),
    job({ label: 'later' }),
  ];
  expect(sortedForList(list).map(({ label }) => label)).toEqual([
    'running',
    'next',
    'later',
    'failed',
    'old',
  ]);
});
