import { existsSync } from 'node:fs';
import { compositorVersion, segmentHash } from '@shared/compositor/segmentHash';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { shotInputsHash } from '@shared/generation/inputsHash';
import { localChoicesSchema } from '@shared/generation/stills/stillChoices';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import type { SegmentStore } from '../../jobs/segmentStore';
import type { StillStore } from '../../jobs/stillStore';
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
import { collectStills, paintStills, planLocalStills, stillsRequestSchema } from './localStills';
import { segmentRequest, segmentRequestSchema } from './segmentRequest';

const requestSchema = z.object({ segment: segmentRequestSchema });

/** What a take of the local renderer says about itself: the segment it is, bit by bit. */
export const localTakeRequestSchema = z.object({
  segmentHash: z.string(),
  width: z.int(),
  height: z.int(),
  bitsPerSecond: z.int(),
});

/**
 * Paints a shot's layers and camera: as a clip, where boards follow each other and the camera moves, or as pictures of single
 * frames. No network, account or graphics card.
 */
export class LocalProvider implements Provider {
  readonly #segments: SegmentStore;
  readonly #stills: StillStore;
  readonly #parallelJobs: number;

  constructor(segments: SegmentStore, stills: StillStore, parallelJobs: number) {
    this.#segments = segments;
    this.#stills = stills;
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

  /** One shot a job. @throws CodedError `badRequest` for choices of the wrong shape */
  plan(document: DocumentView, shotIds: readonly ShotId[], { preset, settings }: PlanOptions): ClipPlan {
    const [shotId] = shotIds;
    if (shotId === undefined || shotIds.length > 1)
      throw new CodedError('internal', 'The local renderer makes one shot a job.');
    const choices = localChoicesSchema.safeParse(settings ?? {});
    if (!choices.success) throw new CodedError('badRequest', choicesProblem(choices.error));
    if (choices.data.what !== 'clip') return planLocalStills(document, shotId, choices.data);
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
    if (isOfStills(task)) {
      await paintStills(this.#stills, task, report, signal);
      return { charged: null };
    }
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
    if (isOfStills(task)) return collectStills(this.#stills, existsSync, task);
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

const isOfStills = ({ clip }: ClipTask): boolean => stillsRequestSchema.safeParse(clip.request).success;

/** "Choices of the local renderer: width: …" */
function choicesProblem({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `The local renderer cannot be asked for this (${issue?.path.join('.')}: ${issue?.message}).`;
}

function segmentOf(task: ClipTask) {
  const { segment } = requestSchema.parse(task.clip.request);
  return { segment, hash: segmentHash(segment) };
}
