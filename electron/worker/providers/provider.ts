import type { DocumentView } from '@shared/document/document';
import type { ShotId, TakeId } from '@shared/document/ids';
import type { JobId, Preset } from '@shared/generation/job';
import type { z } from 'zod';

/** Any plain JSON value. */
export type JsonValue = z.infer<ReturnType<typeof z.json>>;

/** What a provider is and how the queue may use it. */
export interface ProviderDescription {
  /** As in `Job.provider` and `Take.provider`. */
  readonly id: string;
  /** What a person reads. */
  readonly name: string;
  /** As in `Take.model`. */
  readonly model: string;
  /** Jobs that may be under way at once. */
  readonly parallelJobs: number;
  /**
   * The work goes on when this program ends: after a restart a submitted job is observed again by its remote id.
   * False: a job that was under way starts over.
   */
  readonly runsElsewhere: boolean;
}

/** A request as it is kept with the job: frozen when the person asked, and the same at every attempt. */
export interface ClipRequest {
  /** The provider's own words, plain JSON; what it needs at submission without looking at the document again. */
  readonly request: JsonValue;
  /** Hash of the shot's inputs; the take is stale when it differs from the present one. */
  readonly inputsHash: string;
  /** The part of the shot's own time that is asked for, in frames at the project's rate. */
  readonly sourceInFrames: number;
  readonly lengthFrames: number;
  /** The take's id, given before the first attempt: however often a job is resumed, its take arrives once. */
  readonly takeId: TakeId;
}

export interface ClipTask {
  readonly jobId: JobId;
  readonly clip: ClipRequest;
  /** What `submit` returned, also before a restart; null = not submitted, or the answer was lost. */
  readonly remoteId: string | null;
  /** An earlier submission may have reached the provider: look it up by the job's id before sending again. */
  readonly mayBeSent: boolean;
}

/** A finished clip on disk. It stays the provider's: the queue copies or links it. */
export interface CollectedClip {
  readonly path: string;
  /** As `Take.request`. */
  readonly takeRequest: JsonValue;
  readonly seed: number | null;
  readonly cost: { readonly amount: number; readonly unit: string } | null;
}

export type ReportProgress = (framesDone: number, framesTotal: number) => void;

/**
 * Makes clips of shots. Methods are called in this order, each again after a restart where the job stood, so each of
 * them must bear repetition. An aborted signal ends a call with a `cancelled` error.
 * A RetryableError sends the job to the back once; every other error fails it with the error's words.
 */
export interface Provider {
  describe(): ProviderDescription;
  /**
   * Pure: the request for a shot as it is now.
   * @throws CodedError `refused` with the reason when the shot cannot be asked for
   */
  plan(document: DocumentView, shotId: ShotId, preset: Preset): Omit<ClipRequest, 'takeId'>;
  /** Hands the request over. @returns what the provider calls the job, or null when it needs no name */
  submit(task: ClipTask, signal: AbortSignal): Promise<string | null>;
  /** Waits for the end of the work, telling of progress. */
  observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<void>;
  /** Brings the finished clip to disk, checked and whole. */
  collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip>;
  /** The person does not want it any more. Best effort; never throws. */
  cancel(task: ClipTask): Promise<void>;
}

/** The same request may succeed at another try: the queue tries once more by itself. */
export class RetryableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RetryableError';
  }
}
