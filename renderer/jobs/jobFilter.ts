import type { Job } from '@shared/generation/job';
import { needsPerson } from '../state/jobMarks';
import { isJobUnderWay } from '../state/jobStore';

export const jobFilters = ['all', 'underWay', 'needsYou', 'failed', 'done'] as const;
export type JobFilter = (typeof jobFilters)[number];

const rules: Record<JobFilter, (job: Job) => boolean> = {
  all: () => true,
  underWay: (job) => isJobUnderWay(job) && !needsPerson(job),
  needsYou: needsPerson,
  failed: ({ state }) => state === 'failed',
  done: ({ state }) => state === 'done',
};

export function filterJobs(jobs: readonly Job[], filter: JobFilter): readonly Job[] {
  return filter === 'all' ? jobs : jobs.filter(rules[filter]);
}

export function countJobs(jobs: readonly Job[]): Readonly<Record<JobFilter, number>> {
  const counts = { all: 0, underWay: 0, needsYou: 0, failed: 0, done: 0 };
  for (const job of jobs) {
    for (const filter of jobFilters) if (rules[filter](job)) counts[filter] += 1;
  }
  return counts;
}
