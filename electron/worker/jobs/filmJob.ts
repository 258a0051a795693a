import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { Project } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { framesToSamples, framesToSeconds } from '@shared/time/frames';
import { filmSampleRate } from '@shared/timeline/soundSchedule';
import type { FilmPlan } from './filmPlan';
import { prepareSegments, type ReadySegment } from './filmSegments';
import { filmSound } from './filmSound';
import { type FilmTarget, requireRoom, takeName } from './filmTarget';
import type { FilmJoiner, OpenJoiner } from './filmThread';
import { inspectVideo, type VideoFacts } from './inspectVideo';
import { type Progress, ProgressMeter } from './progress';
import { cancelledError } from './renderHost';
import { runTogether } from './runTogether';
import { checkSound, type SegmentStore } from './segmentStore';
import type { FilmSpec } from './thread/filmTask.ts';

export interface FilmJob {
  /** As it was when the plan was made. */
  readonly document: DocumentView;
  readonly plan: FilmPlan;
  readonly target: FilmTarget;
  readonly segments: SegmentStore;
  readonly joiner: FilmJoiner;
  readonly projectFolder: string;
  readonly mediaBase: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now: () => number;
}

/** What a frame of sound and of joining costs, as shares of rendering a frame: for the time left. */
const soundShare = 0.06;
const joinShare = 0.02;
const soundBitsPerSecond = 192_000;

/**
 * Renders what is missing, joins all segments and the sound without coding them again, checks the file as a player
 * would see it, and only then gives it its name.
 * @throws CodedError `cancelled`, `diskFull`, `readOnly`, `notFound` …; nothing is left behind then
 */
export async function runFilm(job: FilmJob): Promise<void> {
  const joiner = job.joiner.open();
  try {
    await renderAndJoin(job, joiner);
  } finally {
    await joiner.close();
  }
}

async function renderAndJoin(job: FilmJob, joiner: OpenJoiner): Promise<void> {
  const { document, plan, target, segments, mediaBase, signal } = job;
  const project = document.project();
  const sound = filmSound(document, plan.shots, mediaBase);
  await rm(target.temporaryPath, { force: true });
  const progress = new FilmProgress(job, await segments.hasSound(sound.hash, sound.spec));
  const ready = await prepareAll(job, sound, progress);
  const sizes = await Promise.all(ready.map(async ({ path }) => (await stat(path)).size));
  const seconds = framesToSeconds(plan.lengthFrames, project.rate);
  const bytes = sizes.reduce((sum, size) => sum + size, 0) + (seconds * soundBitsPerSecond) / 8;
  await requireRoom(dirname(target.path), bytes);
  const spec = filmSpec(project.rate, plan, ready, segments.pathOf(sound.hash), target.temporaryPath);
  try {
    await joiner.join(spec, {
      signal,
      onProgress: (framesJoined) => progress.joined(framesJoined),
    });
    checkFilm(await inspectVideo(target.temporaryPath), {
      ...project.frameSize,
      rate: project.rate,
      lengthFrames: plan.lengthFrames,
    });
    if (signal.aborted) throw cancelledError();
  } catch (error) {
    await rm(target.temporaryPath, { force: true });
    throw error;
  }
  await takeName(target);
}

/** Pictures and sound at once; the first failure stops the other. */
async function prepareAll(
  { plan, segments, projectFolder, mediaBase, signal }: FilmJob,
  sound: ReturnType<typeof filmSound>,
  progress: FilmProgress,
): Promise<ReadySegment[]> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const pictures = prepareSegments(plan.segments, {
    segments,
    projectFolder,
    mediaBase,
    signal: both,
    onProgress: (framesReady) => progress.ready(framesReady),
  });
  const sounds = segments.ensureSound(sound.spec, sound.hash, {
    signal: both,
    onProgress: (framesDone) => progress.sounded(framesDone),
  });
  const [ready] = await runTogether([pictures, sounds], stop);
  return ready;
}

/** Adds up the three kinds of work of a film. What was there at the start is no work. */
class FilmProgress {
  readonly #job: FilmJob;
  readonly #soundFrames: number;
  #meter: ProgressMeter | null = null;
  #framesAtStart = 0;
  #framesReady = 0;
  #framesSounded = 0;
  #framesJoined = 0;

  constructor(job: FilmJob, hasSound: boolean) {
    this.#job = job;
    this.#soundFrames = hasSound ? 0 : job.plan.lengthFrames;
  }

  /** The first call says what was ready at the start. */
  ready(frames: number): void {
    const { plan, now } = this.#job;
    if (!this.#meter) {
      this.#framesAtStart = frames;
      const work =
        plan.lengthFrames - frames + this.#soundFrames * soundShare + plan.lengthFrames * joinShare;
      this.#meter = new ProgressMeter(work, now);
    }
    this.#framesReady = frames;
    this.#tell();
  }

  sounded(frames: number): void {
    this.#framesSounded = frames;
    this.#tell();
  }

  joined(frames: number): void {
    this.#framesReady = this.#job.plan.lengthFrames;
    this.#framesSounded = this.#soundFrames;
    this.#framesJoined = frames;
    this.#tell();
  }

  #tell(): void {
    const done =
      this.#framesReady -
      this.#framesAtStart +
      this.#framesSounded * soundShare +
      this.#framesJoined * joinShare;
    if (this.#meter) this.#job.onProgress({ ...this.#meter.measure(done), framesDone: this.#framesReady });
  }
}

function filmSpec(
  rate: Project['rate'],
  { lengthFrames, title }: FilmPlan,
  ready: readonly ReadySegment[],
  soundPath: string,
  target: string,
): FilmSpec {
  return {
    segments: ready.map(({ path, frameCount }) => ({ path, frameCount })),
    rate,
    lengthFrames,
    sound: {
      path: soundPath,
      samples: framesToSamples(lengthFrames, rate, filmSampleRate),
      sampleRate: filmSampleRate,
    },
    title,
    target,
  };
}

/** What a finished film has to be. */
type FilmShape = Pick<Project, 'rate'> & Project['frameSize'] & Pick<FilmPlan, 'lengthFrames'>;

/** @throws CodedError `internal` saying what differs from what was asked for */
export function checkFilm(facts: VideoFacts, spec: FilmShape): void {
  const wrong = (what: string) =>
    new CodedError('internal', `The finished film was checked and is not right: ${what}.`);
  if (facts.codec !== 'avc') throw wrong(`its picture is ${facts.codec ?? 'unknown'}, not H.264`);
  if (facts.width !== spec.width || facts.height !== spec.height) {
    throw wrong(`it is ${facts.width}×${facts.height} instead of ${spec.width}×${spec.height}`);
  }
  if (facts.frameCount !== spec.lengthFrames) {
    throw wrong(`it has ${facts.frameCount} frames instead of ${spec.lengthFrames}`);
  }
  checkSound(facts.sound, spec);
}
