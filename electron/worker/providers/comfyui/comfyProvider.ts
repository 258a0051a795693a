import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { buildRequest } from '@shared/generation/buildRequest';
import { checkWorkflow } from '@shared/generation/comfyui/checkWorkflow';
import { type FilledWorkflow, fillSlots, type SlotValues } from '@shared/generation/comfyui/fillSlots';
import { fitToServer } from '@shared/generation/comfyui/fitToServer';
import { pictureNumbers, requestValues, wantedPictures } from '@shared/generation/comfyui/requestValues';
import type { ComfyServer } from '@shared/generation/comfyui/server';
import { pictureSlots, type WorkflowTemplate } from '@shared/generation/comfyui/template';
import type { PictureSource } from '@shared/generation/request';
import { takePicture } from '@shared/generation/takeRequest';
import { usualParallelJobs } from '@shared/generation/usualParallelJobs';
import { CodedError } from '@shared/rpc/result';
import type { InputPictures } from '../inputPictures';
import { LostAnswerError } from '../net/fetchBody';
import { ownRunOptions, wholeParts } from '../ownRun';
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
  RetryableError,
  SettledFailure,
  WaitError,
} from '../provider';
import { requestPrompt } from '../requestPrompt';
import type { ComfyClient } from './comfyClient';
import {
  type ComfyRequest,
  comfyRequestSchema,
  comfySettingsSchema,
  promptIdOf,
  type RemoteRun,
  remoteIdOf,
  remoteRunOf,
} from './comfyRequest';
import { type FollowDelays, ForgottenRunError, followRun } from './followRun';
import { filesOf, type ServerFile } from './messages';
import { chooseFiles, fetchFile } from './outputFiles';
import { ServerPool } from './serverPool';

export interface ComfyProviderOptions {
  /** Servers and templates as they are set now. */
  readonly servers: () => readonly ComfyServer[];
  readonly templates: () => readonly WorkflowTemplate[];
  readonly pictures: InputPictures;
  /** Absolute path of `cache/comfyui` of the project. */
  readonly folder: string;
  readonly lookInside: (path: string, wants: 'video' | 'image', signal: AbortSignal) => Promise<ClipFacts>;
  readonly now: () => number;
  readonly delays?: Partial<FollowDelays>;
}

/** A draft has a quarter of the pixels: half of each side. */
const draftPixels = 0.25;
/** How often a run that a restarted server forgot is queued there again by itself. */
const requeues = 2;

/** Clips and stills by ComfyUI servers of the person's. Nothing is paid; nothing is sent twice without a look first. */
export class ComfyProvider implements Provider {
  readonly #options: ComfyProviderOptions;
  readonly #pool: ServerPool;
  /** Submissions whose result could not be read once. */
  readonly #damaged = new Set<string>();

  constructor(options: ComfyProviderOptions) {
    this.#options = options;
    this.#pool = new ServerPool(options.servers, options.now);
  }

  describe(): ProviderDescription {
    return {
      id: 'comfyui',
      name: 'ComfyUI',
      parallelJobs: Math.max(1, this.#pool.count) * usualParallelJobs.comfyuiServer,
      runsElsewhere: true,
      needsRenderer: true,
      isPaid: false,
      readsWords: true,
    };
  }

  plan(document: DocumentView, shotIds: readonly ShotId[], { preset, settings }: PlanOptions): ClipPlan {
    const chosen = comfySettingsSchema.parse(settings ?? {});
    const template = this.#template(chosen.templateId);
    const seed = chosen.seed ?? randomInt(0x7fffffff);
    const request = buildRequest(document, shotIds, {
      model: 'comfyui',
      seed,
      ...ownRunOptions(template.makes, chosen),
    });
    const prompt = requestPrompt(request, pictureNumbers(request, template));
    const frozen: ComfyRequest = {
      template,
      request,
      prompt,
      seed,
      pixelShare: preset === 'draft' ? draftPixels : 1,
    };
    // What cannot be filled is said before anything is queued.
    const pictures = wantedPictures(request, template);
    const named = (source: PictureSource | null): string | null => (source ? 'picture.png' : null);
    fillSlots(template, {
      ...requestValues(request, frozen),
      firstImage: named(pictures.firstImage),
      lastImage: named(pictures.lastImage),
      references: pictures.references.map(() => 'picture.png'),
    });
    return {
      request: plainJson(frozen),
      model: template.name,
      estimate: null,
      parts: wholeParts(request),
    };
  }

  async submit(task: ClipTask, signal: AbortSignal): Promise<string> {
    const promptId = promptIdOf(task.clip.submissionId);
    if (task.remoteId !== null) return task.remoteId;
    if (task.mayBeSent) {
      const found = await this.#pool.find(promptId, signal);
      if (found) return remoteIdOf({ address: found.client.address, promptId: found.promptId });
    }
    const request = comfyRequestSchema.parse(task.clip.request);
    const { template } = request;
    const uploaded = template.slots
      .filter(({ slot }) => pictureSlots.has(slot))
      .flatMap(({ targets }) => targets);
    const run = await this.#pool.give(
      (info) => checkWorkflow(template.workflow, info, uploaded).map(({ message }) => message),
      (client) => this.#send(client, request, promptId, signal),
      signal,
    );
    return remoteIdOf(run);
  }

  async observe(task: ClipTask, report: ReportProgress, signal: AbortSignal): Promise<ObservedWork> {
    const request = comfyRequestSchema.parse(task.clip.request);
    const run = this.#runOf(task);
    const client = this.#pool.client(run.address);
    const framesTotal = task.clip.parts.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0);
    let framesDone = 0;
    for (let forgotten = 0; ; forgotten += 1) {
      try {
        await followRun({
          client,
          promptId: run.promptId,
          clientId: promptIdOf(task.clip.submissionId),
          workflow: request.template.workflow,
          signal,
          onState: ({ fraction, words }) => {
            framesDone = Math.round(fraction * framesTotal);
            report(framesDone, framesTotal, { words });
          },
          onPreview: (preview) => report(framesDone, framesTotal, { preview }),
          ...(this.#options.delays ? { delays: this.#options.delays } : {}),
        });
        return { charged: null };
      } catch (error) {
        if (!(error instanceof ForgottenRunError)) throw settled(error);
        // Asked and answered: it is nowhere. Only a server that takes our name for the run can have it again under it.
        if (forgotten >= requeues || run.promptId !== promptIdOf(task.clip.submissionId)) {
          throw new SettledFailure('notFound', `${error.message} Try again.`, null);
        }
        await this.#send(client, request, run.promptId, signal);
      }
    }
  }

  async collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip> {
    const request = comfyRequestSchema.parse(task.clip.request);
    const { template } = request;
    const run = this.#runOf(task);
    const client = this.#pool.client(run.address);
    const folder = join(this.#options.folder, promptIdOf(task.clip.submissionId));
    const item = await retryable(() => client.history(run.promptId, signal));
    if (!item) {
      throw new SettledFailure(
        'notFound',
        `${client.label} has forgotten the finished run. Try again.`,
        null,
      );
    }
    const [first, ...rest] = chooseFiles(filesOf(item, template.outputNodeId), template);
    const bring = async (file: ServerFile, name: string) => {
      const path = await retryable(() => fetchFile(client, file, join(folder, name), signal));
      return { path, facts: await this.#look(path, task, template, signal) };
    };
    const main = await bring(first, 'result');
    const others: Awaited<ReturnType<typeof bring>>[] = [];
    for (const [index, file] of rest.entries()) others.push(await bring(file, `result-${index + 2}`));
    const filled = fillSlots(template, { ...requestValues(request.request, request), ...namesFor(request) });
    return {
      ...main,
      others,
      seed: request.seed,
      takeRequest: takeRequestOf(request, filled, client, task.clip.settings),
    };
  }

  async #look(
    path: string,
    { clip: { submissionId } }: ClipTask,
    { makes }: WorkflowTemplate,
    signal: AbortSignal,
  ): Promise<ClipFacts> {
    try {
      return await this.#options.lookInside(path, makes, signal);
    } catch (error) {
      await rm(path, { force: true });
      const isDamage = error instanceof CodedError && error.code === 'unreadable';
      if (!isDamage || this.#damaged.has(submissionId)) throw error;
      // On its way, perhaps: fetching it again is cheap, making it again is not.
      this.#damaged.add(submissionId);
      throw new RetryableError(error.message);
    }
  }

  async cancel(task: ClipTask): Promise<void> {
    try {
      if (task.remoteId !== null) {
        const run = remoteRunOf(task.remoteId);
        await this.#pool.client(run.address).cancel(run.promptId);
        return;
      }
      const promptId = promptIdOf(task.clip.submissionId);
      const found = await this.#pool.find(promptId, AbortSignal.timeout(10_000));
      await found?.client.cancel(found.promptId);
    } catch {
      // Best effort: a server that is away runs it to its end, and nobody fetches the result.
    }
  }

  #template(id: string | undefined): WorkflowTemplate {
    const templates = this.#options.templates();
    const template = id === undefined ? templates[0] : templates.find((candidate) => candidate.id === id);
    if (!template) {
      throw new CodedError(
        'refused',
        'This workflow template is gone. Choose another one in Workflow Templates.',
      );
    }
    return template;
  }

  #runOf({ remoteId }: ClipTask): RemoteRun {
    if (remoteId === null) throw new Error('A run without a place.');
    return remoteRunOf(remoteId);
  }

  /**
   * Uploads what the workflow needs and queues it.
   * @throws WaitError when the answer was lost: the next attempt looks for the run before anything else, and not at once,
   * since the server may still be about to queue it
   */
  async #send(
    client: ComfyClient,
    request: ComfyRequest,
    promptId: string,
    signal: AbortSignal,
  ): Promise<RemoteRun> {
    const { template } = request;
    const wanted = wantedPictures(request.request, template);
    const upload = (source: PictureSource | null): Promise<string | null> =>
      source ? this.#upload(client, source, signal) : Promise.resolve(null);
    const workflow = await retryable(async () => {
      const names: Pick<SlotValues, 'firstImage' | 'lastImage' | 'references'> = {
        firstImage: await upload(wanted.firstImage),
        lastImage: await upload(wanted.lastImage),
        references: await Promise.all(
          wanted.references.map((source) => this.#upload(client, source, signal)),
        ),
      };
      const filled = fillSlots(template, { ...requestValues(request.request, request), ...names });
      return fitToServer(filled.workflow, await this.#pool.info(client, signal));
    });
    try {
      return { address: client.address, promptId: await client.prompt(workflow, promptId, signal) };
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw settled(error);
      throw new WaitError('network', `${error.message} Whether the job arrived is asked in a moment.`, 3_000);
    }
  }

  async #upload(client: ComfyClient, source: PictureSource, signal: AbortSignal): Promise<string> {
    const { bytes, mimeType, hash } = await this.#options.pictures.load(source, signal);
    const ending = mimeType === 'image/jpeg' ? 'jpg' : mimeType === 'image/webp' ? 'webp' : 'png';
    return client.upload(bytes, `${hash.slice(0, 24)}.${ending}`, mimeType, signal);
  }
}

/** Over at the server, and free: trying again is a new submission. */
function settled(error: unknown): unknown {
  if (error instanceof SettledFailure || !(error instanceof CodedError) || error.code === 'cancelled')
    return error;
  return new SettledFailure(error.code, error.message, null);
}

/** An answer that was lost where asking again does no harm. */
async function retryable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LostAnswerError) throw new RetryableError(error.message);
    throw error;
  }
}

function namesFor({
  request,
  template,
}: ComfyRequest): Pick<SlotValues, 'firstImage' | 'lastImage' | 'references'> {
  const { firstImage, lastImage, references } = wantedPictures(request, template);
  return {
    firstImage: firstImage ? 'first image' : null,
    lastImage: lastImage ? 'last image' : null,
    references: references.map((_, index) => `reference ${index + 1}`),
  };
}

function takeRequestOf(
  request: ComfyRequest,
  filled: FilledWorkflow,
  client: ComfyClient,
  settings: JsonValue | null,
): JsonValue {
  const { template, prompt, seed } = request;
  const { firstImage, lastImage, references } = wantedPictures(request.request, template);
  return plainJson({
    template: { id: template.id, name: template.name },
    server: client.address,
    prompt,
    negativePrompt: requestValues(request.request, request).negativePrompt ?? '',
    settings,
    seed,
    width: filled.width,
    height: filled.height,
    frames: filled.frames,
    framesPerSecond: filled.framesPerSecond,
    workflow: filled.workflow,
    pictures: [
      ...(firstImage ? [takePicture('First picture', firstImage)] : []),
      ...(lastImage ? [takePicture('Last picture', lastImage)] : []),
      ...references.map((source, index) => takePicture(`Reference ${index + 1}`, source)),
    ],
  });
}
