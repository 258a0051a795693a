import type { ShotId } from '@shared/document/ids';
import { endedJobStates, type Job } from '@shared/generation/job';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call, onEvent } from './bridge';
import { withProject } from './projectScope';

/** The queue as the worker tells of it, oldest first. Not part of the document. */
export const jobStore = createStore<{ readonly jobs: readonly Job[] }>()(() => ({ jobs: [] }));

withProject(() => jobStore.setState({ jobs: [] }));

export async function loadJobs(): Promise<void> {
  jobStore.setState({ jobs: await call('jobs.list', null) });
}

/** Keeps the store in step with the worker. @returns stops. */
export function followJobs(): () => void {
  const stopChanged = onEvent('jobs.changed', ({ job }) =>
    jobStore.setState(({ jobs }) => {
      const at = jobs.findIndex((other) => other.id === job.id);
      return { jobs: at < 0 ? [...jobs, job] : jobs.with(at, job) };
    }),
  );
  const stopRemoved = onEvent('jobs.removed', ({ jobIds }) =>
    jobStore.setState(({ jobs }) => ({ jobs: jobs.filter((job) => !jobIds.includes(job.id)) })),
  );
  return () => {
    stopChanged();
    stopRemoved();
  };
}

export const isJobUnderWay = (job: Job): boolean => !endedJobStates.includes(job.state);

export function useJobs(): readonly Job[] {
  return useStore(jobStore, (state) => state.jobs);
}

const known = new WeakMap<readonly Job[], ReadonlyMap<ShotId, Job>>();

/** Clip jobs by the shots they are for: the one under way, else the last one where it failed. Made once a change. */
function jobsByShot(jobs: readonly Job[]): ReadonlyMap<ShotId, Job> {
  let byShot = known.get(jobs);
  if (!byShot) {
    const made = new Map<ShotId, Job>();
    for (const job of jobs) {
      // A line that is spoken makes nothing of the shot's picture.
      if (job.type === 'speech') continue;
      for (const shotId of job.shotIds) {
        const other = made.get(shotId);
        if (!other || !isJobUnderWay(other)) made.set(shotId, job);
      }
    }
    byShot = made;
    known.set(jobs, byShot);
  }
  return byShot;
}

/** The clip job under way for a shot, if there is one. */
export function useShotJob(shotId: ShotId): Job | undefined {
  return useStore(jobStore, ({ jobs }) => {
    const job = jobsByShot(jobs).get(shotId);
    return job && isJobUnderWay(job) ? job : undefined;
  });
}

/** The same; or the last one, where it failed and nothing was asked for since. */
export function useShotJobMark(shotId: ShotId): Job | undefined {
  return useStore(jobStore, ({ jobs }) => {
    const job = jobsByShot(jobs).get(shotId);
    return job && (isJobUnderWay(job) || job.state === 'failed') ? job : undefined;
  });
}
