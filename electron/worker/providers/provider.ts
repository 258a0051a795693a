import type { DocumentView } from '@shared/document/document';
import type { BoardId, DialogueLineId, ShotId, TakeId } from '@shared/document/ids';
import type { InputParts, LayerTransform, Media } from '@shared/document/records';
import type { Cost } from '@shared/generation/cost';
import type { JobId, Preset, WaitReason } from '@shared/generation/job';
import type { LedgerPurpose } from '@shared/generation/ledger';
import type { PictureLanding } from '@shared/generation/stills/landing';
import { CodedError, type ErrorCode } from '@shared/rpc/result';
import type { z } from 'zod';

/** Any plain JSON value. */
export type JsonValue = z.infer<ReturnType<typeof z.json>>;

/** What a provider is and how the queue may use it. */
export interface ProviderDescription {
  /** As in `Job.provider` and `Take.provider`. */
  readonly id: string;
  /** What a person reads. */
  readonly name: string;
  /** Jobs that may be under way at once, unless the person set another number. */
  readonly parallelJobs: number;
  /**
   * The work goes on when this program ends: after a restart a submitted job is observed again by its remote id.
   * False: a job that was under way starts over.
   */
  readonly runsElsewhere: boolean;
  /** It paints with the compositor: without Electron its jobs wait. */
  readonly needsRenderer: boolean;
  /** A submission costs money: it waits for the person's yes, and caps count. */
  readonly isPaid: boolean;
  /** It is told what happens in words: its takes are stale when they change. */
  readonly readsWords: boolean;
  /** What its submissions stand in the ledger for; absent = clips. */
  readonly purpose?: LedgerPurpose;
}

/** What a person chose for this run. */
export interface PlanOptions {
  readonly preset: Preset;
  /** The provider's own choices (model, resolution, prompts as edited …); it checks them itself. null = its defaults. */
  readonly settings: JsonValue | null;
}

/** One shot's part of a job: becomes one take. */
export interface TakePart {
  readonly shotId: ShotId;
  /** "2C": names the media and the problem. */
  readonly label: string;
  /** Given before the first attempt: however often a job is resumed, its take arrives once. */
  readonly takeId: TakeId;
  /** Hash of the shot's inputs; the take is stale when it differs from the present one. */
  readonly inputsHash: string;
  /** The same in parts, as the take keeps them; null = a job from before they were kept. */
  readonly inputParts: InputParts | null;
  /** The part of the shot's own time that is asked for, in frames at the project's rate. */
  readonly sourceInFrames: number;
  readonly lengthFrames: number;
  /** Where it begins in the clip that comes back, as planned. */
  readonly mediaInFrames: number;
}

/** A request as it is kept with the job: frozen when the person asked, and the same at every attempt. */
export interface ClipRequest {
  /** The provider's own words, plain JSON; what it needs at submission without looking at the document again. */
  readonly request: JsonValue;
  /** In film order; at least one. */
  readonly parts: readonly TakePart[];
  /**
   * Names this submission at the provider, in letters, digits, `_` and `-`. Kept before anything is sent and the same at
   * every attempt: what reached the provider is found by it. Asking anew (a retry by hand) has a new one.
   */
  readonly submissionId: string;
  /** As in PlanOptions, to ask again by. */
  readonly settings: JsonValue | null;
  /** What comes is the sound of this line, and no take. */
  readonly dialogueLineId?: DialogueLineId | undefined;
  /** What pictures that come are of their shot, in order; absent = the provider says nothing of it. */
  readonly pictures?: readonly PicturePart[] | undefined;
  /** Where pictures that come go; absent = they become takes. */
  readonly landing?: PicturesGo | undefined;
}

/** What one of several pictures shows of its shot. */
export interface PicturePart {
  /** "key 2"; '' = the shot's label says it all. */
  readonly part: string;
  readonly boardId: BoardId | null;
  /** Where it lies as a layer, where the camera is in it already; absent = it covers the frame. */
  readonly place?: LayerTransform | undefined;
}

/** `folder`: files of these names, in a folder that a person has chosen, and nothing of them in the project. */
export type PicturesGo =
  | { readonly as: PictureLanding }
  | {
      readonly as: 'folder';
      readonly path: string;
      readonly names: readonly string[];
      /** False: a file of the same name stays, and the picture gets a name beside it. */
      readonly mayReplace: boolean;
    };

/** What `plan` gives; ids are the queue's. */
export interface ClipPlan {
  readonly request: JsonValue;
  readonly parts: readonly (Omit<TakePart, 'takeId' | 'label' | 'inputParts'> & {
    /** Absent = the shot's as they are now. */
    readonly inputParts?: InputParts | null;
  })[];
  /** As in ClipRequest. */
  readonly dialogueLineId?: DialogueLineId;
  readonly pictures?: readonly PicturePart[];
  /** As `Take.model`. */
  readonly model: string;
  /** null = it costs nothing. */
  readonly estimate: Cost | null;
}

export interface ClipTask {
  readonly jobId: JobId;
  readonly clip: ClipRequest;
  /** What `submit` returned, also before a restart; null = not submitted, or the answer was lost. */
  readonly remoteId: string | null;
  /** An earlier submission may have reached the provider: look it up by `clip.submissionId` before sending again. */
  readonly mayBeSent: boolean;
}

export interface ObservedWork {
  /** What was charged in the end; null = nothing, or nobody says. */
  readonly charged: Cost | null;
}

/** The provider has never heard of it. It may still be on its way; where it never arrives, `charged` is what was paid around it. */
export interface UnknownWork extends ObservedWork {
  readonly unknown: true;
}

/** What a file is by a look inside, in the words of a media record. */
export type ClipFacts = Pick<Media, 'mimeType' | 'content'> & {
  /** Ending under which it is stored, without a dot. */
  readonly extension: string;
};

/** A finished clip on disk. It stays the provider's: the queue copies or links it. */
export interface CollectedClip {
  readonly path: string;
  /** Absent = an MP4 of our own making, at the project's rate and without sound. */
  readonly facts?: ClipFacts;
  /** More pictures of the same submission. */
  readonly others?: readonly { readonly path: string; readonly facts: ClipFacts }[];
  /** As `Take.request`. */
  readonly takeRequest: JsonValue;
  readonly seed: number | null;
  /**
   * Where each part begins in the file, frames at the project's rate, where they were found otherwise than planned;
   * absent = as planned.
   */
  readonly mediaInFrames?: readonly number[];
}

/** What a provider can say of its work besides how far it is. */
export interface ProgressDetail {
  /** What is being done now: "Sample, 12 of 20". */
  readonly words?: string | null;
  /** The picture as it stands, on its way. */
  readonly preview?: { readonly mimeType: 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array };
}

export type ReportProgress = (framesDone: number, framesTotal: number, detail?: ProgressDetail) => void;

/**
 * Makes clips of shots. Methods are called in this order, each again after a restart where the job stood, so each of
 * them must bear repetition. An aborted signal ends a call with a `cancelled` error.
 * A RetryableError sends the job to the back once, a WaitError makes it wait; every other error fails it with the
 * error's words.
 */
export interface Provider {
  describe(): ProviderDescription;
  /** Pure: which shots go together in one submission, each shot once. Absent = every shot alone. */
  group?(document: DocumentView, shotIds: readonly ShotId[], options: PlanOptions): ShotId[][];
  /**
   * Pure: the request for a group of shots as they are now.
   * @param shotIds one group, in film order
   * @throws CodedError `refused` with the reason when the shots cannot be asked for
   */
  plan(document: DocumentView, shotIds: readonly ShotId[], options: PlanOptions): ClipPlan;
  /** Hands the request over. @returns what the provider calls the job, or null when it needs no name */
  submit(task: ClipTask, signal: AbortSignal): Promise<string | null>;
  /** Waits for the end of the work, telling of progress. */
  observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<ObservedWork>;
  /** Brings the finished clip to disk, checked and whole. */
  collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip>;
  /** The person does not want it any more. Best effort; never throws. */
  cancel(task: ClipTask): Promise<void>;
  /**
   * What a submission that nobody follows any more has cost in the end: of jobs that were cancelled or failed half way.
   * Absent where nothing is paid. 'pending' = it is not over yet.
   * @throws as observe
   */
  settle?(
    submission: { readonly submissionId: string; readonly remoteId: string | null },
    signal: AbortSignal,
  ): Promise<ObservedWork | UnknownWork | 'pending'>;
}

/** The same request may succeed at another try: the queue tries once more by itself. */
export class RetryableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RetryableError';
  }
}

/**
 * This submission is over at the provider, and what it has cost is known: nothing (null) when it was refused. Asking
 * again is a new submission.
 */
export class SettledFailure extends CodedError {
  constructor(
    code: ErrorCode,
    message: string,
    readonly charged: Cost | null,
  ) {
    super(code, message);
    this.name = 'SettledFailure';
  }
}

/**
 * Not now: the job keeps its place and its submission, and goes on later from where it stood.
 * `retryAfterMs` null = the queue's own growing delay for `network`, `busy` and `quota`; the other reasons wait for a person.
 */
export class WaitError extends Error {
  constructor(
    readonly reason: WaitReason,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
    this.name = 'WaitError';
  }
}
