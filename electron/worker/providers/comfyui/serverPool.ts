import type { ObjectInfo } from '@shared/generation/comfyui/objectInfo';
import type { ComfyServer } from '@shared/generation/comfyui/server';
import { CodedError } from '@shared/rpc/result';
import { LostAnswerError } from '../net/fetchBody';
import { RetryableError, WaitError } from '../provider';
import { ComfyClient } from './comfyClient';

/** What a server knows changes when it is restarted with other nodes: asked again after so long. */
const infoMs = 120_000;

/** The person's servers as one: work goes to the least busy of those that can do it. */
export class ServerPool {
  readonly #servers: () => readonly ComfyServer[];
  readonly #now: () => number;
  readonly #clients = new Map<string, ComfyClient>();
  readonly #infos = new Map<string, { readonly atMs: number; readonly info: Promise<ObjectInfo> }>();
  /** Work that was given to a server and is not in its queue yet. */
  readonly #onTheWay = new Map<string, number>();

  /** @param servers as they are set now, asked anew each time */
  constructor(servers: () => readonly ComfyServer[], now: () => number) {
    this.#servers = servers;
    this.#now = now;
  }

  get count(): number {
    return this.#enabled().length;
  }

  /** @throws CodedError `refused` for a server that is not, or no longer, set: nothing is sent to it */
  client(address: string): ComfyClient {
    if (!this.#enabled().some((server) => server.address === address)) {
      throw new CodedError(
        'refused',
        `The server at ${address} is not among your ComfyUI servers any more, so it is not asked. Add it again in ComfyUI Servers, or try again elsewhere.`,
      );
    }
    return this.#client(address);
  }

  all(): ComfyClient[] {
    return this.#enabled().map(({ address }) => this.#client(address));
  }

  /**
   * Looks for a run on every server.
   * @returns null = none has ever heard of it
   * @throws WaitError `network` when it is on none that answers and one does not answer
   */
  async find(
    promptId: string,
    signal: AbortSignal,
  ): Promise<{ readonly client: ComfyClient; readonly promptId: string } | null> {
    const silent: string[] = [];
    for (const client of this.all()) {
      try {
        const found = await client.find(promptId, signal);
        if (found !== null) return { client, promptId: found };
      } catch (error) {
        if (!isSilence(error)) throw error;
        silent.push(client.label);
      }
    }
    if (silent.length === 0) return null;
    throw new WaitError(
      'network',
      `${silent.join(' and ')} may have this job already and does not answer. It goes on when it can be asked.`,
    );
  }

  /**
   * Gives work to the least busy server that can do it.
   * @param lacks what a server lacks for it, in words; [] = it can
   * @throws CodedError `refused` when none is set or none can; WaitError `network` when none answers; what `give` throws
   */
  async give<T>(
    lacks: (info: ObjectInfo) => readonly string[],
    give: (client: ComfyClient) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const clients = this.all();
    if (clients.length === 0) {
      throw new CodedError(
        'refused',
        'No ComfyUI server is set. Add one in ComfyUI Servers, as http://127.0.0.1:8188.',
      );
    }
    const looked = await Promise.all(clients.map((client) => this.#look(client, lacks, signal)));
    const able = looked.flatMap((look) =>
      look.busy === null ? [] : [{ client: look.client, busy: look.busy }],
    );
    if (able.length === 0) throw refusalOf(looked.flatMap(({ problem }) => (problem ? [problem] : [])));
    const load = ({ client, busy }: (typeof able)[number]): number =>
      busy + (this.#onTheWay.get(client.address) ?? 0);
    const best = able.reduce((least, other) => (load(other) < load(least) ? other : least));
    const { address } = best.client;
    this.#onTheWay.set(address, (this.#onTheWay.get(address) ?? 0) + 1);
    try {
      return await give(best.client);
    } finally {
      this.#onTheWay.set(address, (this.#onTheWay.get(address) ?? 1) - 1);
    }
  }

  /** What a server knows, remembered for a while. @throws as ComfyClient */
  info(client: ComfyClient, signal?: AbortSignal): Promise<ObjectInfo> {
    const known = this.#infos.get(client.address);
    if (known && this.#now() - known.atMs < infoMs) return known.info;
    const info = client.objectInfo(signal);
    this.#infos.set(client.address, { atMs: this.#now(), info });
    info.catch(() => {
      if (this.#infos.get(client.address)?.info === info) this.#infos.delete(client.address);
    });
    return info;
  }

  async #look(
    client: ComfyClient,
    lacks: (info: ObjectInfo) => readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly client: ComfyClient; readonly busy: number | null; readonly problem: Error | null }> {
    try {
      const [queue, info] = await Promise.all([client.queue(signal), this.info(client)]);
      const missing = lacks(info);
      if (missing.length > 0) {
        // It may have been given the files since.
        this.#infos.delete(client.address);
        const words = `${client.label}: ${missing.slice(0, 3).join(' ')}`;
        return { client, busy: null, problem: new CodedError('refused', words) };
      }
      const busy = queue.queue_running.length + queue.queue_pending.length;
      return { client, busy, problem: null };
    } catch (error) {
      if (signal.aborted) throw error;
      return { client, busy: null, problem: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #client(address: string): ComfyClient {
    const known = this.#clients.get(address);
    if (known) return known;
    const client = new ComfyClient(address);
    this.#clients.set(address, client);
    return client;
  }

  #enabled(): readonly ComfyServer[] {
    return this.#servers().filter(({ isEnabled }) => isEnabled);
  }
}

/** Whether an error says only that a server did not answer. */
export function isSilence(error: unknown): boolean {
  return error instanceof WaitError || error instanceof LostAnswerError || error instanceof RetryableError;
}

/** Servers that are away may come back; only when all that answer refuse is there nothing to wait for. */
function refusalOf(problems: readonly Error[]): Error {
  const words = problems.map(({ message }) => message).join(' ');
  if (problems.some(isSilence)) return new WaitError('network', words);
  return new CodedError('refused', words);
}
