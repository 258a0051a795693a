import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { PlannedSegment } from './filmPlan';
import { inspectVideo, type VideoFacts } from './inspectVideo';
import { longestFirst } from './renderOrder';
import { runTogether } from './runTogether';
import { checkSegment, type SegmentStore } from './segmentStore';

export interface ReadySegment {
  readonly path: string;
  readonly url: string;
  readonly frameCount: number;
  /** Made in this export, not found ready. */
  readonly isNew: boolean;
}

interface Found extends ReadySegment {
  readonly facts: VideoFacts;
}

export interface PrepareOptions {
  readonly segments: SegmentStore;
  readonly projectFolder: string;
  readonly mediaBase: string;
  readonly signal: AbortSignal;
  /** Frames of the film that are ready, of all; called once at the start and then as rendering goes on. */
  readonly onProgress: (framesReady: number) => void;
}

/**
 * Brings every segment of a film to disk: a take's own file, else the cache, else rendered now. All come back checked
 * and with the same decoder set-up, without which they could not be joined as they are: those that an encoder of
 * another machine or version made are rendered anew.
 * @throws as SegmentStore.ensure
 */
export async function prepareSegments(
  planned: readonly PlannedSegment[],
  options: PrepareOptions,
): Promise<ReadySegment[]> {
  const found = await Promise.all(planned.map((segment) => findSegment(segment, options)));
  await renderMissing(planned, found, options);
  const odd = oddOnes(found as Found[]);
  if (odd.length > 0) {
    for (const index of odd) found[index] = undefined;
    await renderMissing(planned, found, options, true);
  }
  if (oddOnes(found as Found[]).length > 0) {
    // The encoder itself changed under way: then all of them, from one and the same.
    await renderMissing(planned, found.fill(undefined), options, true);
  }
  if (oddOnes(found as Found[]).length > 0) {
    throw new CodedError('internal', 'The encoder gives clips that do not fit together.');
  }
  return found as Found[];
}

async function findSegment(segment: PlannedSegment, options: PrepareOptions): Promise<Found | undefined> {
  const { content, hash, takeMedia } = segment;
  const { segments, projectFolder, mediaBase } = options;
  const frameCount = content.picture.lengthFrames;
  if (takeMedia?.storage.mode === 'copied') {
    const path = join(projectFolder, takeMedia.storage.path);
    const facts = await inspectVideo(path).catch(() => undefined);
    if (facts && isWhole(facts, segment)) {
      return { path, url: `${mediaBase}${takeMedia.id}?rendition=original`, frameCount, isNew: false, facts };
    }
  }
  const facts = await segments.verified(hash, content);
  return (
    facts && {
      path: segments.pathOf(hash),
      url: `${mediaBase}segment/${hash}`,
      frameCount,
      isNew: false,
      facts,
    }
  );
}

function isWhole(facts: VideoFacts, { content }: PlannedSegment): boolean {
  try {
    checkSegment(facts, content);
    return true;
  } catch {
    return false;
  }
}

/** Fills the gaps of `found`; the first failure stops the others. */
async function renderMissing(
  planned: readonly PlannedSegment[],
  found: (Found | undefined)[],
  options: PrepareOptions,
  replace = false,
): Promise<void> {
  const { segments, mediaBase, signal, onProgress } = options;
  const doneFrames: number[] = planned.map(({ content }, index) =>
    found[index] ? content.picture.lengthFrames : 0,
  );
  const report = () => onProgress(doneFrames.reduce((sum, frames) => sum + frames, 0));
  report();
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  // Shots that look the same are one segment.
  const byHash = new Map<string, number[]>();
  planned.forEach(({ hash }, index) => {
    if (!found[index]) byHash.set(hash, [...(byHash.get(hash) ?? []), index]);
  });
  const renderOne = async (hash: string, indices: readonly number[]) => {
    const { content } = segmentAt(planned, indices[0]);
    const frameCount = content.picture.lengthFrames;
    const showProgress = (framesDone: number) => {
      for (const index of indices) doneFrames[index] = framesDone;
      report();
    };
    await segments.ensure(content, hash, { signal: both, replace, onProgress: showProgress });
    const facts = await segments.verified(hash, content);
    if (!facts) throw new CodedError('internal', 'A rendered clip is no longer in the cache. Try again.');
    const path = segments.pathOf(hash);
    for (const index of indices) {
      found[index] = { path, url: `${mediaBase}segment/${hash}`, frameCount, isNew: true, facts };
    }
    showProgress(frameCount);
  };
  const missing = longestFirst([...byHash], ([, [first]]) => pictureAt(planned, first));
  await runTogether(
    missing.map(([hash, indices]) => renderOne(hash, indices)),
    stop,
  );
}

const segmentAt = (planned: readonly PlannedSegment[], index: number | undefined): PlannedSegment =>
  planned[index as number] as PlannedSegment;

const pictureAt = (planned: readonly PlannedSegment[], index: number | undefined) =>
  segmentAt(planned, index).content.picture;

/** Places of those whose decoder set-up is not what the present encoder gives (else: not what most have). */
function oddOnes(found: readonly Found[]): number[] {
  const counts = new Map<string, number>();
  for (const { facts, isNew } of found) {
    const weight = isNew ? found.length + 1 : 1;
    counts.set(facts.decoderSetup, (counts.get(facts.decoderSetup) ?? 0) + weight);
  }
  const [reference] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return found.flatMap(({ facts }, index) => (facts.decoderSetup === reference ? [] : [index]));
}
