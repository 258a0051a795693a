import type { Job, JobId } from '@shared/generation/job';

/** For tests: a clip job that waits for its turn, but for `fields`. */
export function testJob({ id, ...fields }: Partial<Omit<Job, 'id'>> & { readonly id?: string } = {}): Job {
  return {
    id: (id ?? 'job_00000001') as JobId,
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
  };
}
