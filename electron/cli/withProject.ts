import type {
  InternalChannel,
  InternalReply,
  InternalRequest,
  RpcReply,
  RpcRequest,
  WorkerChannel,
} from '@shared/rpc/table';
import { WorkerService } from '../worker/workerService';
import { type CliWorld, errorOf } from './cliContext';
import { withMachine } from './machine';

/** The worker in this process, as typed calls that throw their coded errors. */
export interface CliWorker {
  call<C extends WorkerChannel>(channel: C, request: RpcRequest<C>): Promise<RpcReply<C>>;
  callInternal<C extends InternalChannel>(channel: C, request: InternalRequest<C>): Promise<InternalReply<C>>;
}

/** Runs `work` with a worker of its own and ends the worker, whatever comes. Recent projects and settings stay untouched. */
export async function withWorker<T>(world: CliWorld, work: (worker: CliWorker) => Promise<T>): Promise<T> {
  return withMachine(world, async (machine) => {
    const service = new WorkerService({
      userDataPath: null,
      machine,
      emit: () => {},
      renderHost: null,
      now: world.now,
    });
    const call = async (channel: string, request: unknown): Promise<unknown> => {
      const result = await service.handle(channel, request);
      if (!result.ok) throw errorOf(result.error);
      return result.value;
    };
    try {
      return await work({ call, callInternal: call } as CliWorker);
    } finally {
      await service.dispose();
    }
  });
}

/** The same with a project opened for writing. */
export function withProject<T>(
  folder: string,
  world: CliWorld,
  work: (worker: CliWorker) => Promise<T>,
): Promise<T> {
  return withWorker(world, async (worker) => {
    await worker.callInternal('project.openAt', { path: folder });
    return work(worker);
  });
}
