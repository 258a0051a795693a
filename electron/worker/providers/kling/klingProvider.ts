import { join } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { isSendable } from '@shared/generation/checkRequest';
import type { Cost } from '@shared/generation/cost';
import {
  type FilledValue,
  fillBlueprint,
  type KlingBlueprint,
  submissionKey,
} from '@shared/generation/kling/blueprint';
import { encodeForKling, groupForKling, planForKling } from '@shared/generation/kling/planKling';
import { klingSettingsSchema } from '@shared/generation/kling/settings';
import { findModel, requireModel } from '@shared/generation/models';
import { type GenerationRequest, generationRequestSchema } from '@shared/generation/request';
import { totalSeconds } from '@shared/generation/seconds';
import { type CutWindow, plannedCuts, splitTake } from '@shared/generation/splitTake';
import { takePicture } from '@shared/generation/takeRequest';
import { usualParallelJobs } from '@shared/generation/usualParallelJobs';
import { CodedError } from '@shared/rpc/result';
import { convertFrames } from '@shared/time/frames';
import { z } from 'zod';
import type { Ledger } from '../../jobs/ledger';
import type { RemoteAssetTable } from '../../jobs/remoteAssets';
import type { InputPictures } from '../inputPictures';
import { plainJson } from '../plainJson';
import {
  type ClipFacts,
  type ClipPlan,
  type ClipTask,
  type CollectedClip,
  type JsonValue,
  type ObservedWork,
  type PlanOptions,
  type Provider,
  type ProviderDescription,
  type ReportProgress,
  SettledFailure,
  type UnknownWork,
  WaitError,
} from '../provider';
import { fetchResult } from './fetchResult';
import { failureWords, nothingThere, queryError, submitError } from './jobErrors';
import { KlingAssets } from './klingAssets';
import { KlingClient, type KlingClientOptions, maxIdsPerQuery } from './klingClient';
import { KlingRefusal } from './klingErrors';
import { chargedFor, type KlingOutput, type KlingTask } from './messages';
import { type MakeFit, PictureBytes } from './pictureBytes';
import { remoteIdOf } from './remoteId';
import { ResultLook } from './resultLook';
import { TaskPoller } from './taskPoller';
import { TaskSearch } from './taskSearch';

export interface KlingProviderOptions extends KlingClientOptions {
  readonly pictures: InputPictures;
  readonly makeFit: MakeFit;
  readonly assets: RemoteAssetTable;
  readonly ledger: Ledger;
  /** Absolute path of `cache/kling` of the project. */
  readonly folder: string;
  readonly lookInside: (path: string, wants: 'video' | 'image', signal: AbortSignal) => Promise<ClipFacts>;
  /** Frames around planned cuts, seconds; null for one that cannot be looked at. Absent = cuts stay as planned. */
  readonly cutWindows?: (
    path: string,
    cutSeconds: readonly number[],
    signal: AbortSignal,
  ) => Promise<readonly (CutWindow | null)[]>;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly pollMs?: number;
}

/** `ClipRequest.request`. */
const jobRequestSchema = z.object({ request: generationRequestSchema });

const pollMs = 4_000;
/** Looks at which Kling has not named a task it gave us, before it is taken for another account's. */
const maxMisses = 30;
/** A second of video takes about this long to make, as seen; a guess to show, nothing more. */
const msPerSecond = 28_000;

/** Clips and pictures by Kling. Sends only what was agreed to; never sends again without having looked. */
export class KlingProvider implements Provider {
  readonly #options: KlingProviderOptions;
  readonly #client: KlingClient;
  readonly #assets: KlingAssets;
  readonly #pictures: PictureBytes;
  readonly #search: TaskSearch;
  readonly #poller: TaskPoller;
  readonly #results: ResultLook<'video' | 'image'>;

  constructor(options: KlingProviderOptions) {
    this.#options = options;
    this.#client = new KlingClient(options);
    this.#search = new TaskSearch(this.#client);
    this.#results = new ResultLook(options.lookInside);
    this.#pictures = new PictureBytes(options);
    this.#assets = this.#makeAssets();
    this.#poller = new TaskPoller({
      ask: (keys, signal) => this.#search.ask(keys, signal),
      batch: maxIdsPerQuery,
      intervalMs: options.pollMs ?? pollMs,
      schedule: options.schedule,
    });
  }

  describe(): ProviderDescription {
    return {
      id: 'kling',
      name: 'Kling',
      parallelJobs: usualParallelJobs.kling,
      runsElsewhere: true,
      needsRenderer: false,
      isPaid: true,
      readsWords: true,
    };
  }

  group(document: DocumentView, shotIds: readonly ShotId[], { settings }: PlanOptions): ShotId[][] {
    return groupForKling(document, shotIds, klingSettingsSchema.parse(settings ?? {}));
  }

  plan(document: DocumentView, shotIds: readonly ShotId[], { settings, preset }: PlanOptions): ClipPlan {
    const api = this.#options.account()?.auth.type === 'accessKey' ? 'legacy' : 'standard';
    const plan = planForKling(document, shotIds, klingSettingsSchema.parse(settings ?? {}), preset, api);
    const { request, problems, cost, parts, model } = plan;
    if (!isSendable(problems)) {
      const [first] = problems.filter(({ severity }) => severity === 'error');
      throw new CodedError('refused', first?.message ?? 'This cannot be sent.', first?.shotId ?? shotIds[0]);
    }
    try {
      encodeForKling(request, api);
    } catch (error) {
      throw error instanceof RangeError ? new CodedError('refused', error.message, shotIds[0]) : error;
    }
    return {
      request: plainJson({ request }),
      model: model.id,
      // A price nobody knows is asked for all the same.
      estimate: cost ?? { amount: 0, unit: 'unknown', money: null, credits: null },
      parts: request.shots.map((shot, index) => ({
        shotId: shot.shotId,
        inputsHash: shot.inputsHash,
        sourceInFrames: shot.sourceInFrames,
        lengthFrames: parts[index]?.lengthFrames ?? shot.lengthFrames,
        mediaInFrames: parts[index]?.mediaInFrames ?? 0,
      })),
    };
  }

  async submit(task: ClipTask, signal: AbortSignal): Promise<string> {
    if (task.remoteId !== null) return task.remoteId;
    const { request } = jobRequestSchema.parse(task.clip.request);
    try {
      const api = this.#client.opensStandard() ? 'standard' : 'legacy';
      const blueprint = encodeForKling(request, api);
      const found = task.mayBeSent
        ? await this.#search.find(task.clip.submissionId, blueprint, signal)
        : undefined;
      return found ?? (await this.#send(task, request, blueprint, signal));
    } catch (error) {
      throw submitError(error, signal);
    }
  }

  async observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<ObservedWork> {
    const { request } = jobRequestSchema.parse(task.clip.request);
    if (task.remoteId === null) throw new Error('A submission without a place.');
    const framesTotal = task.clip.parts.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
    const startedMs = this.#options.now();
    const expectedMs = Math.max(30_000, totalSeconds(request.shots) * msPerSecond);
    let misses = 0;
    const done = await this.#poller
      .follow(task.remoteId, signal, (seen) => {
        misses = seen ? 0 : misses + 1;
        if (misses >= maxMisses) {
          throw new WaitError(
            'key',
            'Kling does not know this job under the present account. Enter the key it was sent with in Keys; what was paid for is still there for 30 days.',
          );
        }
        const share = seen?.state === 'running' ? (this.#options.now() - startedMs) / expectedMs : 0;
        const words = seen?.state === 'running' ? 'Kling is at work' : 'Waiting at Kling';
        report(Math.floor(framesTotal * Math.min(share, 0.95)), framesTotal, { words });
      })
      .catch((error: unknown) => {
        throw queryError(error, signal);
      });
    const charged = this.#charged(done, request);
    if (done.state === 'failed') throw new SettledFailure('refused', failureWords(done), charged);
    return { charged };
  }

  async collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip> {
    const { request } = jobRequestSchema.parse(task.clip.request);
    const wants = request.output.type === 'video' ? 'video' : 'image';
    try {
      const paths = await this.#fetchAll(task, wants, signal);
      const files = await Promise.all(
        paths.map(async (path) => ({
          path,
          facts: await this.#results.look(path, wants, task.clip.submissionId, signal),
        })),
      );
      const [first, ...others] = files;
      if (!first) throw nothingThere();
      const cuts = wants === 'video' ? await this.#cutsOf(first, request, signal) : null;
      return {
        ...first,
        others,
        seed: null,
        takeRequest: takeRequestOf(request, this.#blueprintOf(request), task.clip.settings),
        ...(cuts ? { mediaInFrames: cuts } : {}),
      };
    } catch (error) {
      throw queryError(error, signal);
    }
  }

  /** Nothing can be called off there; it is made and charged, and nobody fetches it. */
  cancel(): Promise<void> {
    return Promise.resolve();
  }

  async settle(
    { submissionId, remoteId }: { readonly submissionId: string; readonly remoteId: string | null },
    signal: AbortSignal,
  ): Promise<ObservedWork | UnknownWork | 'pending'> {
    const task =
      remoteId === null
        ? await this.#client.findSubmission(submissionId, signal)
        : (await this.#search.ask([remoteId], signal)).get(remoteId);
    if (!task) return { unknown: true, charged: null };
    if (task.state !== 'succeeded' && task.state !== 'failed') return 'pending';
    const model = findModel(this.#options.ledger.get(submissionId)?.model ?? '');
    return { charged: chargedFor(task, model) };
  }

  #makeAssets(): KlingAssets {
    const { assets, now, ledger } = this.#options;
    return new KlingAssets({
      client: this.#client,
      table: assets,
      pictures: this.#pictures,
      now,
      wait: (ms, signal) => this.#wait(ms, signal),
      reserve: (submissionId, jobId, label, estimate) => {
        const entry = { submissionId, jobId, provider: 'kling', model: 'kling-voice' };
        ledger.reserve({ ...entry, purpose: 'voice', label, takeIds: [], estimate, reservedAtMs: now() });
      },
      settle: (submissionId, charged) => ledger.settle(submissionId, charged, now()),
      chargedFor: (task) => chargedFor(task, requireModel('kling-3.0-omni')),
    });
  }

  #blueprintOf(request: GenerationRequest): KlingBlueprint {
    const api = this.#options.account()?.auth.type === 'accessKey' ? 'legacy' : 'standard';
    return encodeForKling(request, api);
  }

  async #send(
    task: ClipTask,
    request: GenerationRequest,
    blueprint: KlingBlueprint,
    signal: AbortSignal,
  ): Promise<string> {
    const { submissionId } = task.clip;
    const values = await this.#values(task, request, blueprint, signal);
    const body = fillBlueprint(blueprint.body, values.set(submissionKey, { text: submissionId }));
    try {
      const { id } = await this.#client.create(blueprint.route, body, signal);
      return remoteIdOf({ api: blueprint.api, route: blueprint.route, id });
    } catch (error) {
      // It may be refused because it is there already: a submission has one name only.
      const mayBeTwice = error instanceof KlingRefusal && (error.code === 1200 || error.code === 1201);
      const found = mayBeTwice ? await this.#search.find(submissionId, blueprint, signal) : undefined;
      if (found) return found;
      throw error;
    }
  }

  /** What stands in the body for its placeholders: pictures as bytes, elements under their ids there. */
  async #values(
    task: ClipTask,
    request: GenerationRequest,
    { inputs, api }: KlingBlueprint,
    signal: AbortSignal,
  ): Promise<Map<string, FilledValue>> {
    const model = requireModel(request.model);
    const values = new Map<string, FilledValue>();
    for (const input of inputs) {
      if (input.kind === 'picture') {
        const text = await this.#pictures.base64(input.source, input.maxBytes, input.label, signal);
        values.set(input.key, { text });
      } else {
        const id = await this.#assets.element(input.element, input.from, model, task.jobId, signal);
        values.set(input.key, api === 'legacy' ? { integer: id } : { text: id });
      }
    }
    return values;
  }

  #charged(task: KlingTask, request: GenerationRequest): Cost | null {
    return chargedFor(task, requireModel(request.model));
  }

  /** All result files, whole on disk. An address that has expired is asked for anew once. */
  async #fetchAll(task: ClipTask, wants: 'video' | 'image', signal: AbortSignal): Promise<string[]> {
    const folder = join(this.#options.folder, task.clip.submissionId);
    let outputs = await this.#outputs(task, wants, signal);
    const paths: string[] = [];
    for (let index = 0; index < outputs.length; index += 1) {
      const path = join(folder, `result-${index + 1}${wants === 'video' ? '.mp4' : '.png'}`);
      paths.push(path);
      const addressOf = async (isAnew: boolean): Promise<string> => {
        if (isAnew) outputs = await this.#outputs(task, wants, signal);
        return outputs[index]?.url ?? '';
      };
      await fetchResult(path, addressOf, this.#client.host(), signal);
    }
    return paths;
  }

  async #outputs(task: ClipTask, wants: 'video' | 'image', signal: AbortSignal): Promise<KlingOutput[]> {
    const key = task.remoteId ?? '';
    const remote = (await this.#search.ask([key], signal)).get(key);
    const outputs = (remote?.outputs ?? []).filter(({ type, url }) => type === wants && url !== null);
    if (outputs.length === 0) throw nothingThere();
    return outputs;
  }

  /** Where shots begin in the file, at the project's rate; null for a single one. */
  async #cutsOf(
    { path, facts }: { readonly path: string; readonly facts: ClipFacts },
    request: GenerationRequest,
    signal: AbortSignal,
  ): Promise<number[] | null> {
    if (request.shots.length < 2 || facts.content.type !== 'video') return null;
    const seconds = request.shots.map((shot) => shot.seconds);
    const windows = await this.#options.cutWindows?.(path, plannedCuts(seconds), signal).catch(() => []);
    const fileFrames = convertFrames(facts.content.frameCount, facts.content.rate, request.rate);
    return splitTake(seconds, request.rate, fileFrames, windows ?? []).map(
      ({ mediaInFrames }) => mediaInFrames,
    );
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        cancelTimer();
        reject(new CodedError('cancelled', 'Cancelled.'));
      };
      const cancelTimer = this.#options.schedule(ms, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
    });
  }
}

/** What a take keeps of its making: enough to read and to ask again, without the pictures. */
function takeRequestOf(
  request: GenerationRequest,
  { route, body, inputs }: KlingBlueprint,
  settings: JsonValue,
): JsonValue {
  return plainJson({
    route,
    body,
    settings,
    shots: request.shots.map(({ label, seconds }) => ({ label, seconds })),
    pictures: inputs.flatMap((input) =>
      input.kind === 'picture'
        ? [takePicture(input.label, input.source)]
        : input.element.references.map((source) => takePicture(input.element.name, source)),
    ),
  });
}
