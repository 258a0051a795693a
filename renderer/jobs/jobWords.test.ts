import type { Job } from '@shared/generation/job';
import { describe, expect, it } from 'vitest';
import { jobClockText, jobDetailText, jobKindText, jobStateText, sortedForList } from './jobWords';
import { testJob as job } from './testing/testJob';

const waits = (reason: NonNullable<Job['wait']>['reason'], untilMs: number | null = null): Partial<Job> => ({
  state: 'waiting',
  wait: { reason, message: `Words of ${reason}.`, untilMs },
});

describe('how a job stands', () => {
  it.each<[Partial<Omit<Job, 'id'>>, string]>([
    [{ state: 'queued' }, 'Waiting for its turn'],
    [{ state: 'running', progress: 0.129 }, '12 %'],
    [{ state: 'running', progress: 0.5, secondsLeft: 75 }, '50 % · 1 min 15 s left'],
    [{ state: 'running', progress: 0.5, step: 'Sample (7), 10 of 20' }, '50 % · Sample (7), 10 of 20'],
    [waits('network', 13_000), 'Waits for the network · tries again in 12 s'],
    // Due, and not begun yet.
    [waits('network', 900), 'Waits for the network · tries again in 1 s'],
    [waits('busy', 61_000), 'Waits for a free place there · tries again in 1 min 00 s'],
    [waits('network'), 'Waits for the network'],
    [waits('approval'), 'Needs your yes to its price'],
    // A new day may have room: nobody counts the seconds to it.
    [waits('cap', 86_400_000), 'Held back by your cap'],
    [waits('key'), 'Needs a key'],
    [waits('quota'), 'Needs more quota'],
    [waits('paused'), 'Paused'],
    [{ state: 'done', startedAtMs: 1000, endedAtMs: 4000 }, 'Done · 72 frames in 3 s'],
    [{ state: 'done', startedAtMs: 1000, endedAtMs: 1010 }, 'Done · 72 frames in 1 s'],
  ])('%o: %s', (fields, text) => {
    expect(jobStateText(job(fields), 1_000)).toBe(text);
  });

  it('says under it why, unless the state says it all', () => {
    expect(jobDetailText(job(waits('quota')))).toBe('Words of quota.');
    expect(jobDetailText(job(waits('approval')))).toBeNull();
    expect(
      jobDetailText(job({ state: 'waiting', wait: { reason: 'paused', message: 'Paused.', untilMs: null } })),
    ).toBeNull();
    expect(jobDetailText(job({ state: 'failed', error: { code: 'internal', message: 'No.' } }))).toBe('No.');
    expect(jobDetailText(job())).toBeNull();
  });

  it('tells how long it has been at it, and at which try', () => {
    expect(jobClockText(job({ state: 'running', startedAtMs: 1_000, attempt: 1 }), 13_000)).toBe('12 s');
    expect(jobClockText(job({ state: 'running', startedAtMs: 1_000, attempt: 2 }), 13_000)).toBe(
      '12 s · try 2',
    );
    expect(jobClockText(job({ state: 'waiting', startedAtMs: 1_000, attempt: 2 }), 13_000)).toBe('try 2');
    expect(jobClockText(job({ state: 'done', startedAtMs: 1_000, attempt: 2 }), 13_000)).toBe('');
    expect(jobClockText(job(), 13_000)).toBe('');
  });
});

it('names what makes it', () => {
  expect(jobKindText(job({ preset: 'draft' }))).toBe('Local renderer · draft');
  expect(jobKindText(job({ type: 'film' }))).toBe('Film');
  expect(jobKindText(job({ type: 'sheets' }))).toBe('Storyboard');
  expect(jobKindText(job({ provider: 'comfyui', model: 'Wan 2.2' }))).toBe('Wan 2.2 · full');
  expect(jobKindText(job({ type: 'speech', provider: 'klingSpeech' }))).toBe('Voice · Kling');
  expect(jobKindText(job({ type: 'lipSync', provider: 'klingLipSync' }))).toBe('Lip-sync · Kling');
  expect(jobKindText(job({ provider: 'kling' }))).toBe('Kling · full');
  expect(jobKindText(job({ provider: 'kling', model: 'kling-3.0-omni' }))).toBe('Kling 3.0 Omni · full');
  expect(jobKindText(job({ provider: 'command', model: 'my own' }))).toBe('my own · full');
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
