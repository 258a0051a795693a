import type { Job, JobState } from '@shared/generation/job';
import { durationText } from '@shared/time/durationText';

const providers: Record<string, string> = { local: 'Local renderer' };
/** Providers of many engines: which one it is says more. */
const manyEngines: ReadonlySet<string> = new Set(['comfyui', 'command', 'kling']);

/** What a job is, beside its label. */
export function jobKindText({ type, provider, model, preset }: Job): string {
  if (type === 'film') return 'Film';
  const maker = manyEngines.has(provider) && model !== '' ? model : (providers[provider] ?? provider);
  return `${maker} · ${preset}`;
}

const plainStates: Record<Exclude<JobState, 'running'>, string> = {
  queued: 'Waiting for its turn',
  waiting: 'Waiting',
  submitting: 'Starting',
  collecting: 'Finishing',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** How a job stands, in a few words. */
export function jobStateText(job: Job): string {
  if (job.state === 'done') {
    const seconds = ((job.endedAtMs ?? 0) - (job.startedAtMs ?? 0)) / 1000;
    return `Done · ${job.framesTotal} frames in ${durationText(Math.max(1, seconds))}`;
  }
  if (job.state === 'waiting' && job.wait) return job.wait.message;
  if (job.state !== 'running') return plainStates[job.state];
  const left = job.secondsLeft === null ? '' : ` · ${durationText(job.secondsLeft)} left`;
  const step = job.step === null ? '' : ` · ${job.step}`;
  return `${Math.floor(job.progress * 100)} %${left}${step}`;
}

/** What a list of jobs shows first: what runs, then what waits, then what has ended, the latest on top. */
export function sortedForList(jobs: readonly Job[]): readonly Job[] {
  const rank = ({ state }: Job): number => {
    if (state === 'running' || state === 'submitting' || state === 'collecting') return 0;
    return state === 'queued' || state === 'waiting' ? 1 : 2;
  };
  return [...jobs].sort((a, b) => {
    const [rankOfA, rankOfB] = [rank(a), rank(b)];
    if (rankOfA !== rankOfB) return rankOfA - rankOfB;
    return rankOfA === 2 ? (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0) : 0;
  });
}
