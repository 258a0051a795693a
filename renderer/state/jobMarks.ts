import type { Job, WaitReason } from '@shared/generation/job';

/** Nothing moves these but a person. */
const personReasons: readonly WaitReason[] = ['approval', 'cap', 'key', 'quota'];

export function needsPerson({ state, wait }: Job): boolean {
  return state === 'waiting' && wait !== null && personReasons.includes(wait.reason);
}

const waitMarks: Partial<Record<WaitReason, string>> = { network: 'no network', paused: 'paused' };

/** How a job stands, as one short word for a tile; null while it goes its way and progress says it all. */
export function jobMarkText(job: Job): string | null {
  if (needsPerson(job)) return 'needs you';
  if (job.state === 'failed') return 'failed';
  if (job.state === 'queued') return 'queued';
  if (job.state !== 'waiting') return null;
  return (job.wait && waitMarks[job.wait.reason]) ?? 'waiting';
}
