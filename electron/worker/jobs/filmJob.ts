import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FilmSpec } from '@shared/compositor/hostProtocol';
import type { DocumentView } from '@shared/document/document';
import type { Project } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { framesToSeconds } from '@shared/time/frames';
import type { FilmPlan } from './filmPlan';
import { prepareSegments } from './filmSegments';
import { filmSoundClips } from './filmSound';
import { type FilmTarget, requireRoom, takeName } from './filmTarget';
import { inspectVideo, type VideoFacts } from './inspectVideo';
import { type Progress, ProgressMeter } from './progress';
import { cancelledError, type RenderedFile, type RenderOptions } from './renderHost';
import type { SegmentStore } from './segmentStore';

/** What a film needs of RenderHostClient. */
export interface FilmRenderer {
  renderFilm(spec: FilmSpec, path: string, options: RenderOptions): Promise<RenderedFile>;
}

export interface FilmJob {
  readonly document: DocumentView;
  readonly plan: FilmPlan;
  readonly target: FilmTarget;
  readonly segments: SegmentStore;
  readonly renderer: FilmRenderer;
  readonly projectFolder: string;
  readonly mediaBase: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now: () => number;
  readonly inspect?: (path: string) => Promise<VideoFacts>;
}

/** Joining a frame costs this share of rendering one: for the time left. */
const joinShare = 0.03;
const soundBitsPerSecond = 192_000;
/** Samples of one AAC packet at 48 kHz, seconds: sound cannot end closer than this. */
const soundPacketSeconds = 1024 / 48_000;

/**
 * Renders what is missing, joins all segments without coding them again, mixes the sound, checks the file as a
 * player would see it, and only then gives it its name.
 * @throws CodedError `cancelled`, `diskFull`, `readOnly`, `notFound` …; nothing is left behind then
 */
export async function runFilm(job: FilmJob): Promise<void> {
  const {
    document,
    plan,
    target,
    segments,
    projectFolder,
    mediaBase,
    signal,
    now,
    inspect = inspectVideo,
  } = job;
  const project = document.project();
  // Planned before the first wait: pictures and sound are of one moment of the document.
  const soundClips = filmSoundClips(document, plan.shots, mediaBase);
  await rm(target.temporaryPath, { force: true });
  const total = plan.lengthFrames;
  let meter: ProgressMeter | undefined;
  let framesAtStart = 0;
  const report = (framesReady: number, framesJoined: number) => {
    if (!meter) {
      framesAtStart = framesReady;
      meter = new ProgressMeter(total - framesReady + total * joinShare, now);
    }
    const done = framesReady - framesAtStart + framesJoined * joinShare;
    job.onProgress({ ...meter.measure(done), framesDone: framesReady });
  };
  const ready = await prepareSegments(plan.segments, {
    segments,
    projectFolder,
    mediaBase,
    signal,
    inspect,
    onProgress: (framesReady) => report(framesReady, 0),
  });
  const sizes = await Promise.all(ready.map(async ({ path }) => (await stat(path)).size));
  const seconds = framesToSeconds(total, project.rate);
  const bytes = sizes.reduce((sum, size) => sum + size, 0) + (seconds * soundBitsPerSecond) / 8;
  await requireRoom(dirname(target.path), bytes);
  const spec = filmSpec(project, plan, ready, soundClips);
  try {
    await job.renderer.renderFilm(spec, target.temporaryPath, {
      signal,
      onProgress: (framesJoined) => report(total, framesJoined),
    });
    checkFilm(await inspect(target.temporaryPath), spec);
    if (signal.aborted) throw cancelledError();
  } catch (error) {
    await rm(target.temporaryPath, { force: true });
    throw error;
  }
  await takeName(target);
}

function filmSpec(
  { frameSize, rate }: Project,
  plan: FilmPlan,
  ready: readonly { url: string; frameCount: number }[],
  soundClips: FilmSpec['soundClips'],
): FilmSpec {
  return {
    segments: ready.map(({ url, frameCount }) => ({
      url,
      frameCount: frameCount as FilmSpec['lengthFrames'],
    })),
    rate,
    width: frameSize.width,
    height: frameSize.height,
    lengthFrames: plan.lengthFrames as FilmSpec['lengthFrames'],
    soundClips,
    title: plan.title,
  };
}

/** @throws CodedError `internal` saying what differs from what was asked for */
export function checkFilm(facts: VideoFacts, spec: FilmSpec): void {
  const wrong = (what: string) =>
    new CodedError('internal', `The finished film was checked and is not right: ${what}.`);
  if (facts.codec !== 'avc') throw wrong(`its picture is ${facts.codec ?? 'unknown'}, not H.264`);
  if (facts.width !== spec.width || facts.height !== spec.height) {
    throw wrong(`it is ${facts.width}×${facts.height} instead of ${spec.width}×${spec.height}`);
  }
  if (facts.frameCount !== spec.lengthFrames) {
    throw wrong(`it has ${facts.frameCount} frames instead of ${spec.lengthFrames}`);
  }
  if (facts.sound?.codec !== 'aac') throw wrong('it has no AAC sound');
  const frameSeconds = framesToSeconds(1, spec.rate);
  const difference = Math.abs(facts.sound.durationSeconds - framesToSeconds(spec.lengthFrames, spec.rate));
  if (difference > Math.max(frameSeconds, soundPacketSeconds)) {
    throw wrong(`its sound is ${facts.sound.durationSeconds.toFixed(3)} s long`);
  }
}
