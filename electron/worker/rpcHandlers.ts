import { CodedError } from '@shared/rpc/result';
import {
  type InternalChannel,
  type InternalReply,
  type InternalTable,
  internalTable,
  type RpcReply,
  type RpcTable,
  rpcTable,
  type WorkerChannel,
} from '@shared/rpc/table';
import type { z } from 'zod';

/** One handler for each channel of the worker: a table that misses one does not compile. */
export type WorkerHandlers = {
  readonly [C in WorkerChannel]: (
    request: z.output<RpcTable[C]['request']>,
  ) => RpcReply<C> | Promise<RpcReply<C>>;
} & {
  readonly [C in InternalChannel]: (
    request: z.output<InternalTable[C]['request']>,
  ) => InternalReply<C> | Promise<InternalReply<C>>;
};

const requestSchemas = new Map<string, z.ZodType>([
  ...Object.entries(rpcTable).flatMap(([name, { at, request }]): [string, z.ZodType][] =>
    at === 'worker' ? [[name, request]] : [],
  ),
  ...Object.entries(internalTable).map(([name, { request }]): [string, z.ZodType] => [name, request]),
]);

/** All channels that the worker answers. */
export const workerChannels: readonly string[] = [...requestSchemas.keys()];

/**
 * Parses a request by its channel's schema and has it answered.
 * @throws CodedError `badRequest` for a channel there is not; ZodError; what the handler throws
 */
export async function dispatch(
  handlers: WorkerHandlers,
  channel: string,
  request: unknown,
): Promise<unknown> {
  const schema = requestSchemas.get(channel);
  if (!schema) throw new CodedError('badRequest', `There is no channel "${channel}".`);
  const handler = handlers[channel as keyof WorkerHandlers] as (request: unknown) => unknown;
  return await handler(schema.parse(request));
}
