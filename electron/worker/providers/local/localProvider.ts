import { compositorVersion, segmentHash } from '@shared/compositor/segmentHash';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { shotInputsHash } from '@shared/generation/inputsHash';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import type { SegmentStore } from '../../jobs/segmentStore';
import type {
  ClipPlan,
  ClipTask,
  CollectedClip,
  ObservedWork,
  PlanOptions,
  Provider,
  ProviderDescription,
  ReportProgress,
} from '../provider';
import { segmentRequest, segmentRequestSchema } from './segmentRequest';

const requestSchema = z.object({ segment: segmentRequestSchema });

/** What a take of the local renderer says about itself: the segment it is, bit by bit. */
export const localTakeRequestSchema = z.object({
  segmentHash: z.string(),
  width: z.int(),
  height: z.int(),
  bitsPerSecond: z.int(),
});

/** Renders a shot's layers and camera as a clip: no network, account or graphics card. */
export class LocalProvider implements Provider {
  readonly #segments: SegmentStore;
  readonly #parallelJobs: number;

  constructor(segments: SegmentStore, parallelJobs: number) {
    this.#segments = segments;
    this.#parallelJobs = parallelJobs;
  }

  describe(): ProviderDescription {
    return {
      id: 'local',
      name: 'Local renderer',
      parallelJobs: this.#parallelJobs,
      runsElsewhere: false,
      needsRenderer: true,
      isPaid: false,
      readsWords: false,
    };
  }

  /** One shot a clip. */
  plan(document: DocumentView, shotIds: readonly ShotId[], { preset }: PlanOptions): ClipPlan {
    const [shotId] = shotIds;
    if (shotId === undefined || shotIds.length > 1)
      throw new CodedError('internal', 'The local renderer makes one shot a clip.');
    const { request } = segmentRequest(document, shotId, preset, { ignoreTake: true });
    const { sourceInFrames, lengthFrames } = request.picture;
    const inputsHash = shotInputsHash(document, shotId);
    return {
      request: { segment: request },
      parts: [{ shotId, inputsHash, sourceInFrames, lengthFrames, mediaInFrames: 0 }],
      model: `compositor-${compositorVersion}`,
      estimate: null,
    };
  }

  submit(): Promise<null> {
    return Promise.resolve(null);
  }

  async observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<ObservedWork> {
    const { segment, hash } = segmentOf(task);
    const framesTotal = segment.picture.lengthFrames;
    await this.#segments.ensure(segment, hash, {
      signal,
      onProgress: (framesDone) => report(framesDone, framesTotal),
    });
    report(framesTotal, framesTotal);
    return { charged: null };
  }

  async collect(task: ClipTask): Promise<CollectedClip> {
    const { segment, hash } = segmentOf(task);
    if (!(await this.#segments.verified(hash, segment))) {
      throw new CodedError('internal', 'The rendered clip is no longer in the cache. Try again.');
    }
    const { width, height, bitsPerSecond } = segment;
    return {
      path: this.#segments.pathOf(hash),
      takeRequest: { segmentHash: hash, width, height, bitsPerSecond },
      seed: null,
    };
  }

  cancel(): Promise<void> {
    return Promise.resolve();
  }
}

function segmentOf(task: ClipTask) {
  const { segment } = requestSchema.parse(task.clip.request);
  return { segment, hash: segmentHash(segment) };
}
