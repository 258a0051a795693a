import { sha256OfJson } from '@shared/compositor/sha256';
import type { Cost } from '@shared/generation/cost';
import type { JobId } from '@shared/generation/job';
import { type FilledValue, fillBlueprint } from '@shared/generation/kling/blueprint';
import {
  assetName,
  elementContent,
  elementRoute,
  encodeElement,
  encodeVoice,
  voiceRoute,
} from '@shared/generation/kling/encodeAssets';
import type { Model } from '@shared/generation/model';
import type { ElementRequest } from '@shared/generation/request';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import type { RemoteAssetKey, RemoteAssetTable } from '../../jobs/remoteAssets';
import { SettledFailure } from '../provider';
import type { KlingClient } from './klingClient';
import { KlingRefusal } from './klingErrors';
import type { KlingTask } from './messages';
import { parseTasks } from './messages';
import type { PictureBytes } from './pictureBytes';

/** What a voice costs, units of the video package. */
const voiceUnits = 0.05;
/** Elements are made in seconds; one that takes this many looks hangs. */
const maxLooks = 120;

export interface KlingAssetsOptions {
  readonly client: KlingClient;
  readonly table: RemoteAssetTable;
  readonly pictures: PictureBytes;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A paid making: noted before it is asked for, and with what it cost. */
  readonly reserve: (submissionId: string, jobId: JobId, label: string, estimate: Cost) => void;
  readonly settle: (submissionId: string, charged: Cost | null) => void;
  readonly chargedFor: (task: KlingTask) => Cost | null;
}

type Kind = 'element' | 'voice';

interface Asset {
  readonly kind: Kind;
  readonly contentHash: string;
  /** At Kling. */
  readonly name: string;
  /** What a person calls it. */
  readonly label: string;
  /** The job that needs it first. */
  readonly jobId: JobId;
}

/**
 * Elements and voices at Kling, made of the project's own and used again for as long as their content is the same.
 * Each is noted in the project before it is asked for, and found by its name in Kling's list when an answer was lost.
 */
export class KlingAssets {
  readonly #options: KlingAssetsOptions;
  /** Under way now: two jobs with the same element make it once. */
  readonly #underWay = new Map<string, Promise<string>>();
  /** Seen at Kling since the program started. */
  readonly #seen = new Set<string>();

  constructor(options: KlingAssetsOptions) {
    this.#options = options;
  }

  /**
   * The id of an element at Kling; made where there is none.
   * @throws as KlingClient; SettledFailure when Kling cannot make it
   */
  async element(
    element: ElementRequest,
    from: 'pictures' | 'clip',
    { element: limits }: Model,
    jobId: JobId,
    signal: AbortSignal,
  ): Promise<string> {
    const views = 1 + (limits?.otherViews.max ?? 3);
    const voiceId = element.voice?.url
      ? await this.#voice(element.name, element.voice.url, jobId, signal)
      : null;
    const contentHash = sha256OfJson({ ...(elementContent(element, from, views) as object), voiceId });
    const name = assetName(element.name, contentHash);
    const asset = { kind: 'element', contentHash, name, label: element.name, jobId } as const;
    return this.#ensure(asset, signal, async () => {
      const values = new Map<string, FilledValue>();
      if (from === 'pictures') {
        for (const [index, source] of element.references.slice(0, views).entries()) {
          const label = `Picture ${index + 1} of ${element.name}`;
          const base64 = await this.#options.pictures.base64(
            source,
            limits?.maxPictureBytes ?? 10_000_000,
            label,
            signal,
          );
          values.set(`view_${index + 1}`, { text: base64 });
        }
      }
      return fillBlueprint(encodeElement(element, from, views, voiceId, name), values);
    });
  }

  /** The id of a voice at Kling, made from a sample that it can fetch. */
  #voice(name: string, url: string, jobId: JobId, signal: AbortSignal): Promise<string> {
    const contentHash = sha256OfJson({ url });
    const voiceName = assetName(name, contentHash);
    const asset = { kind: 'voice', contentHash, name: voiceName, label: name, jobId } as const;
    return this.#ensure(asset, signal, () => Promise.resolve(JSON.stringify(encodeVoice(voiceName, url))));
  }

  #ensure(asset: Asset, signal: AbortSignal, body: () => Promise<string>): Promise<string> {
    const { kind, contentHash } = asset;
    const key: RemoteAssetKey = {
      provider: 'kling',
      account: this.#options.client.host(),
      kind,
      contentHash,
    };
    const mark = `${key.account}|${kind}|${contentHash}`;
    const present = this.#underWay.get(mark);
    if (present) return present;
    const work = this.#find(key, asset, signal, body).finally(() => this.#underWay.delete(mark));
    this.#underWay.set(mark, work);
    return work;
  }

  async #find(
    key: RemoteAssetKey,
    { kind, name, label, jobId }: Asset,
    signal: AbortSignal,
    body: () => Promise<string>,
  ): Promise<string> {
    const { table, now } = this.#options;
    const known = table.get(key);
    const mark = `${key.account}|${kind}|${key.contentHash}`;
    if (known?.remoteId && this.#seen.has(mark)) return known.remoteId;
    if (known) {
      const found = await this.#look(kind, known.remoteTaskId, name, signal);
      if (found) {
        const id = await this.#finish(key, found, label, known.submissionId, signal);
        this.#seen.add(mark);
        return id;
      }
    }
    const submissionId = known?.submissionId ?? `ekonte-${nanoid()}`;
    if (!known) {
      table.add({ ...key, submissionId, remoteTaskId: null, remoteId: null, name, createdAtMs: now() });
    }
    if (kind === 'voice') this.#options.reserve(submissionId, jobId, `Voice of ${label}`, voiceCost);
    const text = await body();
    const made = await this.#create(kind, text, label, signal);
    table.note(key, { remoteTaskId: made.id, remoteId: null });
    const id = await this.#finish(key, made, label, submissionId, signal);
    this.#seen.add(mark);
    return id;
  }

  /** The task that made it: by its id, or by the name in the list of the person's own. */
  async #look(
    kind: Kind,
    taskId: string | null,
    name: string,
    signal: AbortSignal,
  ): Promise<KlingTask | undefined> {
    const { client } = this.#options;
    const route = routeOf(kind);
    if (taskId !== null) {
      const task = await client.legacyTask(route, taskId, signal);
      const isGone =
        !task || task.state === 'failed' || (task.state === 'succeeded' && idOf(task, kind) === null);
      return isGone ? undefined : task;
    }
    const list = await client.get(route, { pageNum: '1', pageSize: '500' }, signal);
    return parseTasks(list).find(
      (task) =>
        task.state !== 'failed' &&
        task.outputs.some((output) => output.type === kind && output.name === name),
    );
  }

  async #create(kind: Kind, body: string, label: string, signal: AbortSignal): Promise<KlingTask> {
    try {
      return await this.#options.client.create(routeOf(kind), body, signal);
    } catch (error) {
      if (error instanceof KlingRefusal && error.act === 'refused') {
        throw new SettledFailure(
          'refused',
          `${kind === 'voice' ? 'The voice of' : 'Element'} ${label}: ${error.message}`,
          null,
        );
      }
      throw error;
    }
  }

  /** Waits for it to be made. */
  async #finish(
    key: RemoteAssetKey,
    begun: KlingTask,
    label: string,
    submissionId: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { client, table, wait, settle, chargedFor } = this.#options;
    const kind = key.kind as Kind;
    let task = begun;
    for (let look = 0; task.state === 'waiting' || task.state === 'running'; look += 1) {
      if (look >= maxLooks)
        throw new CodedError('internal', `Kling does not finish the element ${label}. Try again later.`);
      await wait(Math.min(1_000 + look * 500, 5_000), signal);
      task = (await client.legacyTask(routeOf(kind), task.id, signal)) ?? task;
    }
    const id = task.state === 'succeeded' ? idOf(task, kind) : null;
    if (kind === 'voice') settle(submissionId, chargedFor(task));
    if (id === null) {
      table.remove(key);
      const why = task.message.trim() === '' ? '' : ` It says: "${task.message.trim().slice(0, 300)}".`;
      throw new SettledFailure(
        'refused',
        `Kling could not make ${kind === 'voice' ? 'the voice of' : 'the element'} ${label}.${why}`,
        null,
      );
    }
    table.note(key, { remoteTaskId: task.id, remoteId: id });
    return id;
  }
}

const routeOf = (kind: Kind): string => (kind === 'element' ? elementRoute : voiceRoute);

const idOf = (task: KlingTask, kind: Kind): string | null =>
  task.outputs.find(({ type }) => type === kind)?.id ?? null;

const voiceCost: Cost = {
  amount: voiceUnits,
  unit: 'unit',
  money: { amount: voiceUnits * 0.14, currency: 'USD' },
  credits: null,
};
