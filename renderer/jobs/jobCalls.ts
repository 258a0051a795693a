import type { Job, JobId } from '@shared/generation/job';
import { takesOf } from '@shared/shots/takeNumbers';
import { call } from '../state/bridge';
import { currentDocument } from '../state/documentStore';
import { isJobUnderWay, jobStore, loadJobs } from '../state/jobStore';
import { raiseError, raiseNotice } from '../state/notices';
import { select } from '../state/sessionStore';
import { isPending, type JobMove, moveBy, moveToGap } from './jobOrder';

/*
 * What can be done to jobs, one or many: each takes those it means and leaves the others. Refusals are shown.
 */

const idsOf = (jobs: readonly Job[]): JobId[] => jobs.map(({ id }) => id);

export const canPause = (job: Job): boolean =>
  isJobUnderWay(job) && job.wait?.reason !== 'approval' && job.wait?.reason !== 'paused';
export const canResume = ({ state, wait }: Job): boolean =>
  state === 'waiting' && wait?.reason !== 'approval';
export const canApprove = ({ state, wait }: Job): boolean =>
  state === 'waiting' && wait?.reason === 'approval';
export const canRetry = ({ state }: Job): boolean => state === 'failed' || state === 'cancelled';
export const pendingJobs = (jobs: readonly Job[]): readonly Job[] => jobs.filter(isPending);

function attempt(work: Promise<unknown>): void {
  work.catch(raiseError);
}

function withThose(
  jobs: readonly Job[],
  rule: (job: Job) => boolean,
  work: (ids: JobId[]) => Promise<unknown>,
) {
  const ids = idsOf(jobs.filter(rule));
  if (ids.length > 0) attempt(work(ids));
}

export const approveJobs = (jobs: readonly Job[]): void =>
  withThose(jobs, canApprove, (jobIds) => call('jobs.approve', { jobIds }));
export const pauseJobs = (jobs: readonly Job[]): void =>
  withThose(jobs, canPause, (jobIds) => call('jobs.pause', { jobIds }));
export const resumeJobs = (jobs: readonly Job[]): void =>
  withThose(jobs, canResume, (jobIds) => call('jobs.resume', { jobIds }));

/** The last one first, so that none of those waiting begins on the way. */
export function cancelJobs(jobs: readonly Job[]): void {
  for (const { id } of jobs.filter(isJobUnderWay).reverse()) attempt(call('jobs.cancel', { jobId: id }));
}

export function retryJobs(jobs: readonly Job[]): void {
  for (const { id } of jobs.filter(canRetry)) attempt(call('jobs.retry', { jobId: id }));
}

/** The worker's order is the queue's: it is read again. */
export function moveJobs(move: JobMove | null): void {
  if (move) attempt(call('jobs.move', { ...move }).then(loadJobs));
}

export const moveJobsBy = (selected: ReadonlySet<string>, step: -1 | 1): void =>
  moveJobs(moveBy(pendingJobs(jobStore.getState().jobs), selected, step));

export function moveJobsToEnd(selected: ReadonlySet<string>, end: 'top' | 'bottom'): void {
  const pending = pendingJobs(jobStore.getState().jobs);
  moveJobs(moveToGap(pending, selected, end === 'top' ? 0 : pending.length));
}

/** Selects the shots that are still there. */
export function goToShots(jobs: readonly Job[]): void {
  const document = currentDocument();
  select(jobs.flatMap(({ shotIds }) => shotIds.filter((id) => document.has('shot', id))));
}

export async function copyErrors(jobs: readonly Job[]): Promise<void> {
  const lines = jobs.flatMap(({ label, error }) =>
    error ? [`${label}: ${error.message} (${error.code})`] : [],
  );
  try {
    await navigator.clipboard.writeText(lines.join('\n'));
    raiseNotice({
      tone: 'success',
      message: lines.length === 1 ? 'The error is copied.' : `${lines.length} errors are copied.`,
    });
  } catch (error) {
    raiseError(error);
  }
}

/**
 * The film's file, or the clip that a job has brought; where its shot had that very clip already, the newest one by the same maker.
 * null = there is nothing to show.
 */
export function revealResult(job: Job): (() => void) | null {
  if (job.state !== 'done') return null;
  if (job.outputName !== null) return () => attempt(call('shell.revealJob', { jobId: job.id }));
  const document = currentDocument();
  const takes = job.shotIds.flatMap((id) => takesOf(document, id));
  const own = takes.find(({ jobId }) => jobId === job.id);
  const take =
    own ?? takes.findLast(({ provider, model }) => provider === job.provider && model === job.model);
  return take ? () => attempt(call('shell.revealMedia', { mediaId: take.mediaId })) : null;
}
