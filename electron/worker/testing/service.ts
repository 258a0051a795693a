import { join } from 'node:path';
import type { AnyRecord } from '@shared/document/records';
import type { RpcError } from '@shared/rpc/result';
import type { Committed, RpcReply } from '@shared/rpc/table';
import { onTestFinished } from 'vitest';
import { WorkerService } from '../workerService';
import { newFilm, temporaryFolder, testNowMs } from './projects';

export interface TestEvent {
  readonly event: string;
  readonly payload: unknown;
}

/** A worker in this process, with a clock that the test moves. Ended with the test. */
export function startTestService() {
  const events: TestEvent[] = [];
  const clock = { nowMs: testNowMs };
  const service = new WorkerService({
    userDataPath: null,
    emit: (event, payload) => events.push({ event, payload }),
    renderHost: null,
    now: () => clock.nowMs,
  });
  onTestFinished(() => service.dispose());
  const call = async <T>(channel: string, request: unknown = null): Promise<T> => {
    const result = await service.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.code}: ${result.error.message}`);
    return result.value as T;
  };
  return {
    service,
    events,
    clock,
    call,
    open: (path: string) => call<RpcReply<'project.openDialog'>>('project.openAt', { path }),
    errorOf: async (channel: string, request: unknown = null): Promise<RpcError> => {
      const result = await service.handle(channel, request);
      if (result.ok) throw new Error(`${channel} succeeded.`);
      return result.error;
    },
    edit: (command: string, args: unknown = {}) =>
      call<Committed | null>('edit.run', { command, args, selection: [] }),
    records: async (): Promise<readonly AnyRecord[]> =>
      (await call<RpcReply<'document.load'>>('document.load')).records,
  };
}

export type TestService = ReturnType<typeof startTestService>;

/** The same with a new project open. */
export async function startTestProject(): Promise<TestService & { readonly path: string }> {
  const path = join(temporaryFolder(), 'Film.ekonte');
  const started = startTestService();
  await started.call('project.createAt', { path, ...newFilm });
  return { ...started, path };
}
