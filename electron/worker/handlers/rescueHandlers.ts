import { inspectDamage, restoreBeside, salvageBeside } from '../rescue/rescueProject';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Projects that cannot be opened: what is made of them goes into new folders. */
export function rescueHandlers(worker: WorkerContext) {
  return {
    'rescue.inspectAt': ({ path }) => inspectDamage(path),
    'rescue.restoreAt': async ({ path, snapshotId }) => ({
      location: await restoreBeside(path, snapshotId, worker.copies),
    }),
    'rescue.salvageAt': ({ path }) => salvageBeside(path, worker.copies),
  } satisfies Partial<WorkerHandlers>;
}
