import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Versions of the document. */
export function snapshotHandlers(worker: WorkerContext) {
  return {
    'snapshots.list': () => worker.session().snapshots.list(),
    'snapshots.create': ({ name }) => worker.session().keepVersion(name),
    'snapshots.rename': ({ id, name }) => worker.session().snapshots.rename(id, name),
    'snapshots.delete': async ({ id }) => {
      await worker.session().snapshots.remove(id);
      return null;
    },
    'snapshots.compare': async ({ id }) => {
      const changes = await worker.session().snapshots.compare(id);
      return changes && [...changes];
    },
    'snapshots.restore': ({ id, selection }) => worker.session().restoreVersion(id, selection),
    'snapshots.picture': ({ id }) => worker.session().snapshots.loadPicture(id),
    'snapshots.savePicture': ({ id, picture }) => {
      worker.session().snapshots.savePicture(id, picture);
      return null;
    },
    'snapshots.configure': (settings) => {
      worker.session().snapshots.configure(settings);
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
