import { describe, expect, it } from 'vitest';
import type { Job, JobId } from '../generation/job';
import { selectSequence } from '../shots/sequence';
import { buildFilm, shotId } from './filmBuilder.testing';
import { jobBrackets } from './jobBrackets';

let count = 0;
const job = (fields: Partial<Job>): Job => {
  count += 1;
  return {
    id: `job_${String(count).padStart(8, '0')}` as JobId,
    type: 'clip',
    state: 'running',
    provider: 'local',
    model: '',
    preset: 'full',
    shotId: null,
    shotIds: fields.shotId ? [fields.shotId] : [],
    label: '1A',
    progress: 0.5,
    framesDone: 0,
    framesTotal: 10,
    secondsLeft: null,
    step: null,
    attempt: 1,
    wait: null,
    estimate: null,
    error: null,
    createdAtMs: 0,
    startedAtMs: 0,
    endedAtMs: null,
    outputName: null,
    ...fields,
  };
};

describe('brackets of jobs', () => {
  const sequence = selectSequence(buildFilm({ scenes: [[24, 48, 24], [96]] }));
  const spans = (jobs: readonly Job[]): string[] =>
    jobBrackets(jobs, sequence).map(
      ({ startFrame, endFrame, label }) => `${startFrame}-${endFrame} ${label}`,
    );

  it('joins neighbours that are made alike', () => {
    const jobs = [job({ shotId: shotId(1), progress: 0.25 }), job({ shotId: shotId(0), progress: 0.75 })];
    expect(spans(jobs)).toEqual(['0-72 local · full · 2 shots · 50 %']);
  });

  it('keeps apart what is made otherwise, and what is not side by side', () => {
    const jobs = [
      job({ shotId: shotId(0) }),
      job({ shotId: shotId(1), preset: 'draft', label: '1B' }),
      job({ shotId: shotId(3), label: '2A', progress: 0, state: 'queued' }),
    ];
    expect(spans(jobs)).toEqual([
      '0-24 local · full · 1A · 50 %',
      '24-72 local · draft · 1B · 50 %',
      '96-192 local · full · 2A · queued',
    ]);
  });

  it('a job of several shots is one bracket, beside others of its kind', () => {
    const ids = [0, 1, 2, 3].map(shotId);
    const jobs = [
      job({ shotId: ids[0] ?? null, shotIds: ids.slice(0, 2), label: '1A-1B' }),
      job({ shotId: ids[2] ?? null, shotIds: ids.slice(2), label: '1C-2A', progress: 0 }),
    ];
    expect(spans(jobs)).toEqual([
      '0-72 local · full · 1A-1B · 50 %',
      '72-192 local · full · 1C-2A · starting',
    ]);
  });

  it('leaves out what has ended and shots that are gone', () => {
    expect(spans([job({ shotId: shotId(0), state: 'done' }), job({ shotId: shotId(77) })])).toEqual([]);
  });

  it('lays a film over all of it', () => {
    expect(spans([job({ type: 'film', label: 'film.mp4', progress: 0.1 })])).toEqual([
      '0-192 film.mp4 · 10 %',
    ]);
  });
});
