import { requireSameProject } from '../followProject';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Where the open project is. */
export function placeHandlers(worker: WorkerContext) {
  return {
    'place.lookAgain': async () => ({ state: await worker.lookAtPlace() }),
    'place.followTo': async ({ path }) => {
      requireSameProject(path, worker.session().database);
      await worker.follow(path);
      return { location: path };
    },
  } satisfies Partial<WorkerHandlers>;
}
