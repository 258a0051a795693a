import type { Job, JobState, WaitReason } from '@shared/generation/job';
import { findModel } from '@shared/generation/models';
import { durationText } from '@shared/time/durationText';
import { needsPerson } from '../state/jobMarks';

const providers: Record<string, string> = { local: 'Local renderer', kling: 'Kling' };
/** Providers of many engines: which one it is says more. */
const manyEngines: ReadonlySet<string> = new Set(['comfyui', 'command', 'kling']);

/** What a job is, beside its label. */
export function jobKindText({ type, provider, model, preset }: Job): string {
  if (type === 'film') return 'Film';
  if (type === 'sheets') return 'Storyboard';
  if (type === 'timeline') return 'Timeline';
  if (type === 'speech') return 'Voice · Kling';
  if (type === 'lipSync') return 'Lip-sync · Kling';
  const engine = findModel(model)?.name ?? model;
  const maker = manyEngines.has(provider) && engine !== '' ? engine : (providers[provider] ?? provider);
  return `${maker} · ${type === 'stills' ? 'pictures' : preset}`;
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

/** What a waiting job waits for; the worker's own words say the rest. */
const waitWords: Record<WaitReason, string> = {
  approval: 'Needs your yes to its price',
  cap: 'Held back by your cap',
  key: 'Needs a key',
  paused: 'Paused',
  network: 'Waits for the network',
  busy: 'Waits for a free place there',
  quota: 'Needs more quota',
};

/** How a job stands, in a few words. @param nowMs for countdowns */
export function jobStateText(job: Job, nowMs = 0): string {
  if (job.state === 'done' && job.type === 'sheets')
    return `Done · ${job.framesTotal} panels in ${tookText(job)}`;
  if (job.state === 'done' && job.type === 'timeline')
    return `Done · ${job.framesTotal} media in ${tookText(job)}`;
  if (job.state === 'done' && (job.type === 'speech' || job.type === 'stills'))
    return `Done · in ${tookText(job)}`;
  if (job.state === 'done') return `Done · ${job.framesTotal} frames in ${tookText(job)}`;
  if (job.state === 'waiting' && job.wait) {
    const { reason, untilMs } = job.wait;
    // A cap is looked at again at midnight: that is no countdown anybody waits for.
    if (untilMs === null || needsPerson(job)) return waitWords[reason];
    return `${waitWords[reason]} · tries again in ${durationText(Math.max(1, (untilMs - nowMs) / 1000))}`;
  }
  if (job.state !== 'running') return plainStates[job.state];
  const left = job.secondsLeft === null ? '' : ` · ${durationText(job.secondsLeft)} left`;
  const step = job.step === null ? '' : ` · ${job.step}`;
  return `${Math.floor(job.progress * 100)} %${left}${step}`;
}

/** What stands under the state: why it failed or waits, in full; null where the state says it all. */
export function jobDetailText(job: Job): string | null {
  if (job.error) return job.error.message;
  if (job.state !== 'waiting' || !job.wait || job.wait.reason === 'approval') return null;
  return job.wait.message === 'Paused.' ? null : job.wait.message;
}

const tookText = ({ startedAtMs, endedAtMs }: Job): string =>
  durationText(Math.max(1, ((endedAtMs ?? 0) - (startedAtMs ?? 0)) / 1000));

/** How long it has been at it, and at which try. "1 min 05 s", "12 s · try 2". */
export function jobClockText(job: Job, nowMs: number): string {
  const isAtWork = ['submitting', 'running', 'collecting'].includes(job.state);
  const elapsed =
    isAtWork && job.startedAtMs !== null ? [durationText(Math.max(0, (nowMs - job.startedAtMs) / 1000))] : [];
  return [...elapsed, ...(job.attempt > 1 && job.state !== 'done' ? [`try ${job.attempt}`] : [])].join(' · ');
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
