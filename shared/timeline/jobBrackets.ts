import { endedJobStates, type Job, makesFile } from '../generation/job';
import type { Sequence } from '../shots/sequence';
import type { Frames } from '../time/frames';

/** Neighbouring shots that are being generated alike, as one bracket over them. */
export interface JobBracket {
  readonly startFrame: Frames;
  readonly endFrame: Frames;
  readonly jobs: readonly Job[];
  /** Of all its jobs together, 0 … 1. */
  readonly progress: number;
  readonly label: string;
}

const isUnderWay = (job: Job): boolean => !endedJobStates.includes(job.state);

/** Brackets from left to right: clips under way, and a film under way over all of it. */
export function jobBrackets(jobs: readonly Job[], sequence: Sequence): readonly JobBracket[] {
  const byShot = new Map<string, Job>();
  const brackets: JobBracket[] = [];
  for (const job of jobs) {
    if (!isUnderWay(job)) continue;
    if (job.type === 'film') {
      brackets.push({
        startFrame: 0 as Frames,
        endFrame: sequence.lengthFrames,
        jobs: [job],
        progress: job.progress,
        label: `${job.label} · ${words(job)}`,
      });
    } else if (job.type !== 'speech' && !makesFile(job)) for (const id of job.shotIds) byShot.set(id, job);
  }
  let group: Job[] = [];
  let start: Frames = sequence.lengthFrames;
  const close = (endFrame: Frames): void => {
    if (group.length > 0) brackets.push(bracketOf(group, start, endFrame));
    group = [];
  };
  for (const { shot, startFrame } of sequence.shots) {
    const job = byShot.get(shot.id);
    const first = group[0];
    if (first && (!job || !areAlike(first, job))) close(startFrame);
    if (!job) continue;
    if (group.length === 0) start = startFrame;
    group.push(job);
  }
  close(sequence.lengthFrames);
  return brackets;
}

/** A job of several shots is a bracket of its own. */
function areAlike(a: Job, b: Job): boolean {
  if (a === b) return true;
  const isOfSeveral = a.shotIds.length > 1 || b.shotIds.length > 1;
  return !isOfSeveral && a.provider === b.provider && a.preset === b.preset;
}

function bracketOf(ofShots: readonly Job[], startFrame: Frames, endFrame: Frames): JobBracket {
  const jobs = [...new Set(ofShots)];
  const first = jobs[0] as Job;
  const progress = jobs.reduce((sum, job) => sum + job.progress, 0) / jobs.length;
  const shots = jobs.length === 1 ? first.label : `${jobs.length} shots`;
  const state = jobs.some((job) => job.progress > 0) ? `${Math.round(progress * 100)} %` : words(first);
  return {
    startFrame,
    endFrame,
    jobs,
    progress,
    label: `${first.provider} · ${first.preset} · ${shots} · ${state}`,
  };
}

function words(job: Job): string {
  if (job.progress > 0) return `${Math.round(job.progress * 100)} %`;
  return job.state === 'waiting' ? 'waiting' : job.state === 'queued' ? 'queued' : 'starting';
}
