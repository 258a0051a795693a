import type { KlingBlueprint } from '@shared/generation/kling/blueprint';
import { CodedError } from '@shared/rpc/result';
import { WaitError } from '../provider';
import { queryError } from './jobErrors';
import type { KlingClient } from './klingClient';
import type { KlingTask } from './messages';
import { type RemoteTask, remoteIdOf, remoteTaskOf } from './remoteId';

/** Where submissions are at Kling, by what the present key opens. */
export class TaskSearch {
  readonly #client: KlingClient;

  constructor(client: KlingClient) {
    this.#client = client;
  }

  /**
   * Where a submission is, if it has arrived. Not to know is no answer: it is asked again.
   * @throws WaitError; CodedError `cancelled`
   */
  async find(
    submissionId: string,
    { api, route }: KlingBlueprint,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const task =
        api === 'legacy' && !this.#client.opensStandard()
          ? await this.#client.legacyTask(route, submissionId, signal)
          : await this.#client.findSubmission(submissionId, signal);
      return task && remoteIdOf({ api, route, id: task.id });
    } catch (error) {
      const reason = queryError(error, signal);
      throw reason instanceof CodedError && !signal.aborted
        ? new WaitError('network', reason.message)
        : reason;
    }
  }

  /** Tasks by remote id: all at once where the key allows it. */
  async ask(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, KlingTask>> {
    const places = keys.map((key) => [key, remoteTaskOf(key)] as const);
    if (this.#client.opensStandard()) {
      const byId = new Map(
        (
          await this.#client.tasks(
            places.map(([, { id }]) => id),
            signal,
          )
        ).map((task) => [task.id, task]),
      );
      return found(places.map(([key, { id }]) => [key, byId.get(id)]));
    }
    const tasks: [string, KlingTask | undefined][] = [];
    for (const [key, place] of places) tasks.push([key, await this.#askAlone(place, signal)]);
    return found(tasks);
  }

  #askAlone({ api, route, id }: RemoteTask, signal: AbortSignal): Promise<KlingTask | undefined> {
    if (api === 'standard') {
      throw new WaitError(
        'key',
        'This job was sent with an API key; an access key cannot ask about it. Enter the API key in Keys.',
      );
    }
    return this.#client.legacyTask(route, id, signal);
  }
}

function found(
  entries: readonly (readonly [string, KlingTask | undefined])[],
): ReadonlyMap<string, KlingTask> {
  return new Map(entries.flatMap(([key, task]) => (task ? [[key, task] as const] : [])));
}
