import type { RenderHostNotice, RenderHostRequest } from '../compositor/hostProtocol';
import type { RpcResult } from './result';

/*
 * What the main process and the worker say to each other over the utility process's own channel.
 * The worker parses each request by its channel's schema; main takes the worker at its word, it is our own code.
 */

/** `channel` is one of rpcTable (`at: 'worker'`) or of internalTable. */
export interface WorkerRequest {
  readonly id: number;
  readonly channel: string;
  readonly request: unknown;
}

export interface WorkerReply {
  readonly id: number;
  readonly result: RpcResult<unknown>;
}

/** One of WindowEvents; main sends it on to the project's window. */
export interface WorkerEvent {
  readonly event: string;
  readonly payload: unknown;
}

/** With `renderHost` comes one port. */
export type ToWorker = WorkerRequest | RenderHostNotice;
export type FromWorker = WorkerReply | WorkerEvent | RenderHostRequest;
