import { join } from 'node:path';
import { sha256OfJson } from '@shared/compositor/sha256';
import type { DocumentView } from '@shared/document/document';
import type { DialogueLineId, ShotId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import { encodeSpeech, speechRoute } from '@shared/generation/kling/encodeAssets';
import { languageName } from '@shared/generation/languages';
import {
  costOfUnits,
  serviceLanguage,
  speechCost,
  speechProviderId,
  speechService,
  speechWishSchema,
} from '@shared/generation/speechService';
import { speechSeconds } from '@shared/planner/speech';
import { CodedError } from '@shared/rpc/result';
import { secondsToFrames } from '@shared/time/frames';
import { z } from 'zod';
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
} from '../provider';
import { fetchResult } from './fetchResult';
import { isDoubtful, nothingThere, queryError, submitError } from './jobErrors';
import { KlingClient, type KlingClientOptions } from './klingClient';
import { type KlingTask, parseTask } from './messages';
import { ResultLook } from './resultLook';

export interface KlingSpeechOptions extends KlingClientOptions {
  /** Requests on their way, so that one whose answer was lost is known as such after a restart. */
  readonly assets: RemoteAssetTable;
  /** Absolute path of `cache/kling` of the project. */
  readonly folder: string;
  readonly lookInside: (path: string, wants: 'sound', signal: AbortSignal) => Promise<ClipFacts>;
}

const requestSchema = z.object({
  text: z.string(),
  voiceId: z.string(),
  language: z.enum(['en', 'zh']),
  speed: z.number(),
});
/** What `submit` gives: the answer itself, since nobody can ask for it again. */
const spokenSchema = z.object({ url: z.string(), units: z.number().nullable() });

/** Lines at once; each takes a second or two. */
const parallelJobs = 2;

/**
 * Dialogue lines spoken by Kling. The call answers at once, takes no name of ours and cannot be asked about: where its answer is lost the
 * job fails and says so, and its price counts as spent; it is never sent again without a person's wish.
 */
export class KlingSpeech implements Provider {
  readonly #options: KlingSpeechOptions;
  readonly #client: KlingClient;
  readonly #results: ResultLook<'sound'>;

  constructor(options: KlingSpeechOptions) {
    this.#options = options;
    this.#client = new KlingClient(options);
    this.#results = new ResultLook(options.lookInside);
  }

  describe(): ProviderDescription {
    return {
      id: speechProviderId,
      name: 'Kling speech',
      parallelJobs,
      runsElsewhere: true,
      needsRenderer: false,
      isPaid: true,
      readsWords: false,
      purpose: 'speech',
    };
  }

  plan(document: DocumentView, [shotId]: readonly ShotId[], { settings }: PlanOptions): ClipPlan {
    const wish = speechWishSchema.parse(settings ?? {});
    const line = document.get('dialogueLine', wish.dialogueLineId as DialogueLineId);
    if (!shotId || !line || line.shotId !== shotId) {
      throw new CodedError('refused', 'This line is gone.', wish.dialogueLineId);
    }
    const { speech } = speechService();
    const text = line.text.replaceAll(/\s+/g, ' ').trim();
    if (text === '') throw new CodedError('refused', 'The line has no words to speak.', shotId);
    if ([...text].length > speech.maxCharacters) {
      throw new CodedError(
        'refused',
        `The line has ${[...text].length} characters; Kling speaks at most ${speech.maxCharacters}. Part it into two lines.`,
        shotId,
      );
    }
    const language = serviceLanguage(line.language);
    if (!language) {
      throw new CodedError(
        'refused',
        `Kling's speech knows English and Chinese, not ${languageName(line.language)}. The scratch voice speaks it, or a recording stands in.`,
        shotId,
      );
    }
    const speed = Math.min(speech.maxSpeed, Math.max(speech.minSpeed, wish.speed));
    const request = { text, voiceId: wish.voiceId, language, speed };
    const seconds = Math.max(0.5, speechSeconds(text) / speed);
    return {
      request,
      model: speechService().id,
      estimate: speechCost(),
      dialogueLineId: line.id,
      parts: [
        {
          shotId,
          inputsHash: sha256OfJson(request),
          sourceInFrames: 0,
          lengthFrames: Math.max(1, secondsToFrames(seconds, document.project().rate)),
          mediaInFrames: 0,
        },
      ],
    };
  }

  async submit(task: ClipTask, signal: AbortSignal): Promise<string> {
    if (task.remoteId !== null) return task.remoteId;
    const { assets, now } = this.#options;
    const { submissionId } = task.clip;
    const request = requestSchema.parse(task.clip.request);
    const key = markOf(submissionId);
    try {
      const mark = task.mayBeSent ? assets.get(key) : undefined;
      if (mark) {
        // Its answer came, and the program ended before the job knew.
        if (mark.remoteId !== null) return mark.remoteId;
        throw lost();
      }
      assets.add({ ...key, submissionId, remoteTaskId: null, remoteId: null, name: '', createdAtMs: now() });
      return await this.#send(key, request, signal);
    } catch (error) {
      throw submitError(error, signal);
    }
  }

  observe(task: ClipTask, _report: ReportProgress): Promise<ObservedWork> {
    return Promise.resolve({ charged: chargedOf(task.remoteId) });
  }

  async collect(task: ClipTask, signal: AbortSignal): Promise<CollectedClip> {
    const path = join(this.#options.folder, task.clip.submissionId, 'speech.mp3');
    try {
      await fetchResult(
        path,
        () => Promise.resolve(spokenOf(task.remoteId).url),
        this.#client.host(),
        signal,
      );
      const facts = await this.#results.look(path, 'sound', task.clip.submissionId, signal);
      return { path, facts, seed: null, takeRequest: task.clip.request };
    } catch (error) {
      throw queryError(error, signal);
    }
  }

  /** It is spoken before anybody could call it off. */
  cancel(): Promise<void> {
    return Promise.resolve();
  }

  /** Nobody can be asked: what may have been spoken counts as spoken, what has no mark was never sent. */
  settle({ submissionId }: { readonly submissionId: string }): Promise<ObservedWork> {
    const mark = this.#options.assets.get(markOf(submissionId));
    return Promise.resolve({ charged: mark ? chargedOf(mark.remoteId) : null });
  }

  async #send(
    key: RemoteAssetKey,
    request: z.infer<typeof requestSchema>,
    signal: AbortSignal,
  ): Promise<string> {
    const { assets } = this.#options;
    let task: KlingTask | undefined;
    try {
      const body = JSON.stringify(encodeSpeech(request));
      task = parseTask(await this.#client.post(speechRoute, body, signal));
    } catch (error) {
      if (!isDoubtful(error, signal)) assets.remove(key);
      throw isDoubtful(error, signal) && !signal.aborted ? lost() : error;
    }
    if (!task) throw lost();
    if (task.state === 'failed') {
      const said = task.message.trim().slice(0, 300);
      throw new SettledFailure(
        'refused',
        `Kling could not speak the line.${said === '' ? '' : ` It says: "${said}".`}`,
        null,
      );
    }
    const url = task.outputs.find(({ type }) => type === 'audio')?.url;
    if (!url) throw nothingThere();
    const remoteId = `speech:${JSON.stringify({ url, units: task.units })}`;
    // Durable with the mark before the job knows it: nothing is lost, nor sent again, when the program ends in between.
    assets.note(key, { remoteTaskId: null, remoteId });
    return remoteId;
  }
}

/** Where a request stands from before it is sent: there = it may have arrived, `remoteId` = its answer. Under no account: a change of it is no reason to send again. */
const markOf = (submissionId: string): RemoteAssetKey => ({
  provider: 'kling',
  account: '',
  kind: 'speech',
  contentHash: submissionId,
});

function spokenOf(remoteId: string | null): z.infer<typeof spokenSchema> {
  return spokenSchema.parse(JSON.parse((remoteId ?? '').replace(/^speech:/, '')));
}

/** @param remoteId null = the answer is not known */
function chargedOf(remoteId: string | null): Cost {
  const units = remoteId === null ? null : spokenOf(remoteId).units;
  return units === null ? speechCost() : costOfUnits(units);
}

function lost(): SettledFailure {
  return new SettledFailure(
    'refused',
    "Kling's answer was lost on the way: the line may have been spoken and charged, and cannot be asked for again. It is counted as spent. Try Again has it spoken anew.",
    speechCost(),
  );
}
