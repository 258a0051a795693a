import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** A project as one file. */
export function archiveHandlers(worker: WorkerContext) {
  return {
    'archive.packTo': (request) => {
      const { folder, database } = worker.session();
      return worker.archives.pack({ folder, databasePath: database.handle.name }, request);
    },
    'archive.unpackAt': (request) => worker.archives.unpack(request),
    'archive.cancel': () => {
      worker.archives.cancel();
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
