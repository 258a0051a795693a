import { join } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { MediaId, ShotId, TakeId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import { fillBlueprint, submissionKey } from '@shared/generation/kling/blueprint';
import { encodeLipSync, faceRoute, lipSyncRoute } from '@shared/generation/kling/encodeAssets';
import { costOfUnits, lipSyncProviderId, speechService } from '@shared/generation/speechService';
import { CodedError } from '@shared/rpc/result';
import { z } from 'zod';
import type { Ledger } from '../../jobs/ledger';
import type { RemoteAssetKey, RemoteAssetTable } from '../../jobs/remoteAssets';
import {
  type ClipFacts,
  type ClipPlan,
  type ClipTask,
  type CollectedClip,
  type ObservedWork,
  type PlanOptions,
  type Provider,
  type ProviderDescription,
  type ReportProgress,
  SettledFailure,
  type UnknownWork,
} from '../provider';
import { fetchResult } from './fetchResult';
import { failureWords, isDoubtful, nothingThere, queryError, submitError } from './jobErrors';
import { KlingClient, type KlingClientOptions } from './klingClient';
import { KlingRefusal } from './klingErrors';
import { type LipSyncRequest, lipSyncRequestSchema, planLipSync } from './lipSyncPlan';
import { longEnoughSound } from './longEnoughSound';
import { chargedFor, type KlingTask } from './messages';
import { remoteTaskOf } from './remoteId';
import { ResultLook } from './resultLook';
import { TaskPoller } from './taskPoller';

export interface KlingLipSyncOptions extends KlingClientOptions {
  readonly assets: RemoteAssetTable;
  readonly ledger: Ledger;
  /** Absolute path of `cache/kling` of the project. */
  readonly folder: string;
  readonly readMedia: (mediaId: MediaId) => Promise<Buffer>;
  readonly lookInside: (path: string, wants: 'video', signal: AbortSignal) => Promise<ClipFacts>;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly pollMs?: number;
}

const parallelJobs = 2;
const pollMs = 4_000;
/** As seen, for a guess to show. */
const expectedMs = 90_000;

const facesSchema = z.object({
  session_id: z.union([z.string().min(1).max(200), z.int()]).transform(String),
  face_data: z
    .array(
      z.object({
        face_id: z.union([z.string().min(1).max(200), z.int()]).transform(String),
        start_time: z.number().nullish(),
        end_time: z.number().nullish(),
      }),
    )
    .max(200),
});
const sessionSchema = z.object({ sessionId: z.string(), faceId: z.string() });

/** Puts a dialogue line into the mouth of a take, as a new take of its shot. */
export class KlingLipSync implements Provider {
  readonly #options: KlingLipSyncOptions;
  readonly #client: KlingClient;
  readonly #results: ResultLook<'video'>;
  readonly #poller: TaskPoller;

  constructor(options: KlingLipSyncOptions) {
    this.#options = options;
    this.#client = new KlingClient(options);
    this.#results = new ResultLook(options.lookInside);
    this.#poller = new TaskPoller({
      ask: async (keys, signal) => {
        const tasks = new Map<string, KlingTask>();
        for (const key of keys) {
          const task = await this.#client.legacyTask(lipSyncRoute, idOf(key), signal);
          if (task) tasks.set(key, task);
        }
        return tasks;
      },
      batch: 20,
      intervalMs: options.pollMs ?? pollMs,
      schedule: options.schedule,
    });
  }

  describe(): ProviderDescription {
    return {
      id: lipSyncProviderId,
      name: 'Kling lip-sync',
      parallelJobs,
      runsElsewhere: true,
      needsRenderer: false,
      isPaid: true,
      readsWords: false,
      purpose: 'lipSync',
    };
  }

  plan(document: DocumentView, [shotId]: readonly ShotId[], { settings }: PlanOptions): ClipPlan {
    if (!shotId) throw new CodedError('refused', 'This shot is gone.');
    return planLipSync(document, shotId, settings, (takeId) => this.#remoteIdOf(takeId));
  }

  async submit(task: ClipTask, signal: AbortSignal): Promise<string> {
    if (task.remoteId !== null) return task.remoteId;
    const request = lipSyncRequestSchema.parse(task.clip.request);
    const { submissionId } = task.clip;
    try {
      const found = task.mayBeSent ? await this.#find(submissionId, signal) : undefined;
      return remoteId(found ?? (await this.#send(submissionId, request, signal)));
    } catch (error) {
      const failure = submitError(error, signal);
      if (!(failure instanceof SettledFailure)) throw failure;
      // Whatever it was: the searches for the face were paid for.
      throw new SettledFailure(failure.code, failure.message, this.#faceCost(submissionId));
    }
  }

  async observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<ObservedWork> {
    if (task.remoteId === null) throw new Error('A submission without a place.');
    const framesTotal = task.clip.parts.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
    const startedMs = this.#options.now();
    const done = await this.#poller
      .follow(task.remoteId, signal, (seen) => {
        const share = seen?.state === 'running' ? (this.#options.now() - startedMs) / expectedMs : 0;
        const words = seen?.state === 'running' ? 'Kling moves the lips' : 'Waiting at Kling';
        report(Math.floor(framesTotal * Math.min(share, 0.95)), framesTotal, { words });
      })
      .catch((error: unknown) => {
        throw queryError(error, signal);
      });
    const charged = this.#charged(done, task.clip.submissionId);
    if (done.state === 'failed') throw new SettledFailure('refused', failureWords(done), charged);
    return { charged };
  }

  async collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip> {
    const path = join(this.#options.folder, task.clip.submissionId, 'result-1.mp4');
    try {
      await fetchResult(path, () => this.#addressOf(task, signal), this.#client.host(), signal);
      const facts = await this.#results.look(path, 'video', task.clip.submissionId, signal);
      const request = lipSyncRequestSchema.parse(task.clip.request);
      return { path, facts, seed: null, takeRequest: { ...request, settings: task.clip.settings } };
    } catch (error) {
      throw queryError(error, signal);
    }
  }

  /** Nothing can be called off there; it is made and charged, and nobody fetches it. */
  cancel(): Promise<void> {
    return Promise.resolve();
  }

  async settle(
    submission: { readonly submissionId: string; readonly remoteId: string | null },
    signal: AbortSignal,
  ): Promise<ObservedWork | UnknownWork | 'pending'> {
    const { submissionId, remoteId: place } = submission;
    const task = await this.#client.legacyTask(lipSyncRoute, place ? idOf(place) : submissionId, signal);
    if (!task) return { unknown: true, charged: this.#faceCost(submissionId) };
    if (task.state !== 'succeeded' && task.state !== 'failed') return 'pending';
    return { charged: this.#charged(task, submissionId) };
  }

  /** Where the vendor has the clip of a take it made itself. */
  #remoteIdOf(takeId: TakeId): string | null {
    const entry = this.#options.ledger.list().findLast(({ takeIds }) => takeIds.includes(takeId));
    const keptMs = speechService().lipSync.keptDays * 86_400_000;
    if (!entry?.remoteId || this.#options.now() - entry.reservedAtMs > keptMs) return null;
    return entry.remoteId;
  }

  async #send(submissionId: string, request: LipSyncRequest, signal: AbortSignal): Promise<KlingTask> {
    const { readMedia } = this.#options;
    const sound = longEnoughSound(await readMedia(request.sound.mediaId as MediaId), request.sound.name);
    const session = await this.#face(submissionId, request, signal);
    const body = encodeLipSync({
      ...session,
      sound: { base64: sound.toString('base64') },
      soundMs: request.soundMs,
      insertAtMs: request.insertAtMs,
      originalVolume: request.keepsOwnSound ? 1 : 0,
    });
    const text = fillBlueprint(body, new Map([[submissionKey, { text: submissionId }]]));
    try {
      return await this.#client.create(lipSyncRoute, text, signal);
    } catch (error) {
      if (!isRefused(error)) throw error;
      // It may be refused because it is there already; or its session has ended.
      const found =
        error.code === 1200 || error.code === 1201 ? await this.#find(submissionId, signal) : undefined;
      if (found) return found;
      throw error;
    }
  }

  /**
   * Finding the face is paid for: its session is kept and used again. Each search is counted in the project before it is sent, and the
   * count taken back where it certainly was not taken, so that what it cost is known also when its answer was lost.
   */
  async #face(
    submissionId: string,
    request: LipSyncRequest,
    signal: AbortSignal,
  ): Promise<z.infer<typeof sessionSchema>> {
    const { assets, now } = this.#options;
    const key = searchesOf(submissionId);
    const known = assets.get(key)?.remoteId;
    if (known) return sessionSchema.parse(JSON.parse(known));
    const source =
      request.source.type === 'url'
        ? { video_url: request.source.url }
        : { video_id: await this.#videoId(request.source.remoteId, signal) };
    const before = this.#searchCount(submissionId);
    assets.add({ ...key, submissionId, remoteTaskId: null, remoteId: null, name: '', createdAtMs: now() });
    assets.note(key, { remoteTaskId: String(before + 1), remoteId: null });
    const answer = await this.#client
      .post(faceRoute, JSON.stringify(source), signal)
      .catch((error: unknown) => {
        if (!isDoubtful(error, signal)) assets.note(key, { remoteTaskId: String(before), remoteId: null });
        throw error;
      });
    const faces = facesSchema.safeParse(answer);
    const end = request.insertAtMs + request.soundMs;
    const [face] = faces.success
      ? faces.data.face_data.toSorted(
          (a, b) => overlap(b, request.insertAtMs, end) - overlap(a, request.insertAtMs, end),
        )
      : [];
    if (!faces.success || !face) {
      throw new SettledFailure(
        'refused',
        'Kling finds no face in this take whose lips could move. A face has to be seen from the front, and large enough.',
        null,
      );
    }
    const session = { sessionId: faces.data.session_id, faceId: face.face_id };
    assets.note(key, { remoteTaskId: String(before + 1), remoteId: JSON.stringify(session) });
    return session;
  }

  /** The id of the clip itself, by the task that made it. */
  async #videoId(place: string, signal: AbortSignal): Promise<string> {
    const { api, route, id } = remoteTaskOf(place);
    const task =
      api === 'standard'
        ? (await this.#client.tasks([id], signal))[0]
        : await this.#client.legacyTask(route, id, signal);
    const videoId = task?.outputs.find(({ type }) => type === 'video')?.id;
    if (!videoId) {
      throw new SettledFailure(
        'notFound',
        'Kling no longer has the clip of this take. Give an address where the take can be fetched.',
        null,
      );
    }
    return videoId;
  }

  #find(submissionId: string, signal: AbortSignal): Promise<KlingTask | undefined> {
    return this.#client.legacyTask(lipSyncRoute, submissionId, signal);
  }

  async #addressOf(task: ClipTask, signal: AbortSignal): Promise<string> {
    const found = await this.#client.legacyTask(lipSyncRoute, idOf(task.remoteId ?? ''), signal);
    const url = found?.outputs.find(({ type }) => type === 'video')?.url;
    if (!url) throw nothingThere();
    return url;
  }

  /** The vendor names what the lips cost; the face is paid besides. */
  #charged({ units, cash }: KlingTask, submissionId: string): Cost | null {
    const faces = this.#searchCount(submissionId) * speechService().lipSync.faceUnits;
    return chargedFor({ units: (units ?? 0) + faces, cash }, speechService());
  }

  /** null = nothing */
  #faceCost(submissionId: string): Cost | null {
    const count = this.#searchCount(submissionId);
    return count === 0 ? null : costOfUnits(count * speechService().lipSync.faceUnits);
  }

  /** Searches for the face that may have been paid for. */
  #searchCount(submissionId: string): number {
    return Number(this.#options.assets.get(searchesOf(submissionId))?.remoteTaskId ?? 0);
  }
}

/** Where the searches for the face of a submission are kept: `remoteTaskId` = how many, `remoteId` = the session. */
const searchesOf = (submissionId: string): RemoteAssetKey => ({
  provider: 'kling',
  account: '',
  kind: 'face',
  contentHash: submissionId,
});

const isRefused = (error: unknown): error is KlingRefusal =>
  error instanceof KlingRefusal && error.act === 'refused';

const remoteId = ({ id }: KlingTask): string => `legacy:${lipSyncRoute}:${id}`;
const idOf = (place: string): string => remoteTaskOf(place).id;

/** Milliseconds that a face is seen while the line is said. */
function overlap(
  {
    start_time: from,
    end_time: to,
  }: { readonly start_time?: number | null | undefined; readonly end_time?: number | null | undefined },
  start: number,
  end: number,
): number {
  return Math.min(to ?? Number.MAX_SAFE_INTEGER, end) - Math.max(from ?? 0, start);
}
