import type { ShotId } from '@shared/document/ids';
import { endedJobStates, type Job } from '@shared/generation/job';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call, onEvent } from './bridge';

/** The queue as the worker tells of it, oldest first. Not part of the document. */
export const jobStore = createStore<{ readonly jobs: readonly Job[] }>()(() => ({ jobs: [] }));

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

/** The clip job under way for a shot, if there is one. */
export function useShotJob(shotId: ShotId): Job | undefined {
  return useStore(jobStore, ({ jobs }) => jobs.find((job) => job.shotId === shotId && isJobUnderWay(job)));
}
