import { type ApiWorkflow, nodeLabel } from '@shared/generation/comfyui/apiWorkflow';
import { type ObjectInfo, parseObjectInfo } from '@shared/generation/comfyui/objectInfo';
import { CodedError } from '@shared/rpc/result';
import type { z } from 'zod';
import { type Answer, fetchBody, fetchPieces, jsonOf, LostAnswerError } from '../net/fetchBody';
import {
  type HistoryItem,
  historyItemSchema,
  historySchema,
  promptErrorSchema,
  promptReplySchema,
  queueSchema,
  type ServerFile,
  type ServerQueue,
  type SystemStats,
  systemStatsSchema,
  uploadReplySchema,
} from './messages';

/** Bytes. A server with every custom node there is says about 20 MB of itself. */
const caps = {
  small: 4 * 2 ** 20,
  /** A run remembered with its workflow and the values of a failure. */
  history: 64 * 2 ** 20,
  objectInfo: 128 * 2 ** 20,
  file: 8 * 2 ** 30,
} as const;

const waitMs = { short: 15_000, upload: 120_000, objectInfo: 60_000, stall: 60_000 } as const;

export type Whereabouts = 'pending' | 'running' | 'finished' | 'unknown';

/** Speaks with one server. Every method throws as fetchBody, and `unreadable` for an answer that is none. */
export class ComfyClient {
  readonly address: string;
  /** "ComfyUI at 192.168.1.5:8188": what it is called in words. */
  readonly label: string;

  /** @param address as serverAddress makes it */
  constructor(address: string) {
    this.address = address;
    this.label = `ComfyUI at ${address.replace(/^https?:\/\//, '')}`;
  }

  async systemStats(signal?: AbortSignal): Promise<SystemStats> {
    const answer = await this.#get('/system_stats', caps.small, waitMs.short, signal);
    return this.#parsed(answer, systemStatsSchema);
  }

  async objectInfo(signal?: AbortSignal): Promise<ObjectInfo> {
    const answer = await this.#get('/object_info', caps.objectInfo, waitMs.objectInfo, signal);
    return parseObjectInfo(this.#json(answer));
  }

  async queue(signal?: AbortSignal): Promise<ServerQueue> {
    return this.#parsed(await this.#get('/queue', caps.history, waitMs.short, signal), queueSchema);
  }

  /** What the server remembers of a run; null = it knows none of this id that has ended. */
  async history(promptId: string, signal?: AbortSignal): Promise<HistoryItem | null> {
    const path = `/history/${encodeURIComponent(promptId)}`;
    const all = this.#parsed(await this.#get(path, caps.history, waitMs.short, signal), historySchema);
    const item = all[promptId];
    if (item === undefined) return null;
    const parsed = historyItemSchema.safeParse(item);
    if (!parsed.success) throw this.#unreadable();
    return parsed.data;
  }

  /**
   * Puts a picture where workflows load from. The same picture under the same name is one file there.
   * @returns the name a node loads it by
   */
  async upload(bytes: Uint8Array, name: string, mimeType: string, signal?: AbortSignal): Promise<string> {
    const form = new FormData();
    form.set('image', new Blob([new Uint8Array(bytes)], { type: mimeType }), name);
    form.set('type', 'input');
    form.set('subfolder', 'ekonte');
    const answer = await this.#fetch('/upload/image', {
      form,
      maxBytes: caps.small,
      timeoutMs: waitMs.upload,
      signal,
    });
    if (answer.status === 413) {
      throw new CodedError(
        'tooLarge',
        `${this.label} does not take a picture of ${Math.ceil(bytes.byteLength / 2 ** 20)} MB. Start it with a larger --max-upload-size.`,
      );
    }
    const reply = this.#parsed(answer, uploadReplySchema);
    return reply.subfolder === '' ? reply.name : `${reply.subfolder}/${reply.name}`;
  }

  /**
   * Queues a workflow.
   * @param promptId a UUID. Servers since 2025 take it as the run's own; older ones make their own, and the run is found
   * by its client, which has the same name.
   * @returns the run's id
   * @throws CodedError `refused` with what the server finds wrong, node by node; LostAnswerError when it may be queued
   */
  async prompt(workflow: ApiWorkflow, promptId: string, signal?: AbortSignal): Promise<string> {
    const answer = await this.#fetch('/prompt', {
      json: { prompt: workflow, prompt_id: promptId, client_id: promptId },
      maxBytes: caps.small,
      timeoutMs: waitMs.short,
      signal,
    });
    if (answer.status === 400) throw this.#refusal(answer, workflow);
    try {
      return this.#parsed(answer, promptReplySchema).prompt_id;
    } catch (error) {
      // Whatever is wrong with the answer: the run may be queued.
      if (answer.status === 200 && error instanceof CodedError) throw new LostAnswerError(error.message);
      throw error;
    }
  }

  /**
   * Finds a run that may have been queued, by its id or, on servers that gave it another one, by its client.
   * @returns the run's id there; null = the server has never heard of it
   */
  async find(promptId: string, signal?: AbortSignal): Promise<string | null> {
    const inQueue = async (): Promise<string | null> => {
      const { queue_running, queue_pending } = await this.queue(signal);
      const found = [...queue_running, ...queue_pending].find(
        (item) => item.promptId === promptId || item.clientId === promptId,
      );
      return found?.promptId ?? null;
    };
    const early = await inQueue();
    if (early !== null) return early;
    if ((await this.history(promptId, signal)) !== null) return promptId;
    const path = '/history?max_items=200';
    const all = this.#parsed(await this.#get(path, caps.history, waitMs.short, signal), historySchema);
    for (const [id, item] of Object.entries(all)) {
      const parsed = historyItemSchema.safeParse(item);
      const prompt =
        parsed.success && Array.isArray(parsed.data.prompt) ? (parsed.data.prompt as unknown[]) : [];
      const extra = prompt[3];
      if (
        typeof extra === 'object' &&
        extra !== null &&
        'client_id' in extra &&
        extra.client_id === promptId
      ) {
        return id;
      }
    }
    // What was in neither place may have gone from the one to the other in between.
    return await inQueue();
  }

  async whereIs(promptId: string, signal?: AbortSignal): Promise<Whereabouts> {
    const place = async (): Promise<Whereabouts> => {
      const { queue_running, queue_pending } = await this.queue(signal);
      if (queue_running.some((item) => item.promptId === promptId)) return 'running';
      return queue_pending.some((item) => item.promptId === promptId) ? 'pending' : 'unknown';
    };
    if ((await this.history(promptId, signal)) !== null) return 'finished';
    const now = await place();
    if (now !== 'unknown') return now;
    return (await this.history(promptId, signal)) === null ? 'unknown' : 'finished';
  }

  /** Takes a run out of the queue, or stops it. Others of the server go on. */
  async cancel(promptId: string): Promise<void> {
    const post = (path: string, json: unknown): Promise<Answer> =>
      this.#fetch(path, { json, maxBytes: caps.small, timeoutMs: waitMs.short });
    const answer = await post(`/api/jobs/${encodeURIComponent(promptId)}/cancel`, {});
    if (answer.status === 200) return;
    await post('/queue', { delete: [promptId] });
    // Older servers stop whatever runs: only when it is ours.
    if ((await this.whereIs(promptId)) === 'running') await post('/interrupt', { prompt_id: promptId });
  }

  /**
   * Fetches a file of a run, piece by piece.
   * @throws CodedError `notFound` when the server has deleted it
   */
  async download(
    file: ServerFile,
    write: (piece: Uint8Array) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<number> {
    const query = new URLSearchParams({
      filename: file.filename,
      subfolder: file.subfolder,
      type: file.type,
    });
    let status = 0;
    const total = await fetchPieces(
      `${this.address}/view?${query}`,
      { isMedia: true, maxBytes: caps.file, timeoutMs: waitMs.stall, signal, server: this.label },
      async (piece, answer) => {
        status = answer.status;
        if (answer.status === 200) await write(piece);
      },
    );
    if (status !== 200) {
      throw new CodedError(
        'notFound',
        status === 404 || total === 0
          ? `${this.label} does not have ${file.filename} any more.`
          : `${this.label} does not give ${file.filename} (status ${status}).`,
      );
    }
    return total;
  }

  #get(path: string, maxBytes: number, timeoutMs: number, signal?: AbortSignal): Promise<Answer> {
    return this.#fetch(path, { maxBytes, timeoutMs, signal });
  }

  #fetch(path: string, options: Omit<Parameters<typeof fetchBody>[1], 'server'>): Promise<Answer> {
    return fetchBody(`${this.address}${path}`, { ...options, server: this.label });
  }

  #json(answer: Answer): unknown {
    if (answer.status === 401 || answer.status === 403) {
      throw new CodedError(
        'unsupported',
        `${this.label} refuses (status ${answer.status}): it wants a login, which Ekonte does not give.`,
      );
    }
    if (answer.status === 404) {
      throw new CodedError(
        'unreadable',
        `${this.label} does not know what every ComfyUI knows (status 404). Is something else running at this address?`,
      );
    }
    const json = jsonOf(answer, this.label);
    if (answer.status >= 400) {
      throw new CodedError('unreadable', `${this.label} has a problem of its own (status ${answer.status}).`);
    }
    return json;
  }

  #parsed<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.output<Schema> {
    const parsed = schema.safeParse(this.#json(answer));
    if (!parsed.success) throw this.#unreadable();
    return parsed.data;
  }

  #unreadable(): CodedError {
    return new CodedError(
      'unreadable',
      `${this.label} answers otherwise than ComfyUI does. Is something else running at this address, or a much newer ComfyUI?`,
    );
  }

  #refusal(answer: Answer, workflow: ApiWorkflow): CodedError {
    const parsed = promptErrorSchema.safeParse(jsonOf(answer, this.label));
    const reasons: string[] = [];
    if (parsed.success) {
      for (const [nodeId, { errors }] of Object.entries(parsed.data.node_errors)) {
        for (const { message, details } of errors) {
          reasons.push(`${nodeLabel(workflow, nodeId)}: ${message}${details === '' ? '' : ` (${details})`}`);
        }
      }
      const { error } = parsed.data;
      if (reasons.length === 0 && error) {
        reasons.push(typeof error === 'string' ? error : `${error.message} ${error.details}`.trim());
      }
    }
    const words = reasons.slice(0, 4).join('; ').slice(0, 1_500);
    return new CodedError(
      'refused',
      `${this.label} refuses the workflow: ${words === '' ? 'it says no reason' : words}.`,
    );
  }
}
