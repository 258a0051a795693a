import { cappedJson, keptJson } from '../preferences';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** What is kept in the person's data folder, across projects. */
export function libraryHandlers(worker: WorkerContext) {
  return {
    'recents.list': () => worker.recents().list(),
    'recents.remove': ({ recentId }) => {
      worker.recents().remove(recentId);
      return null;
    },
    'recents.savePicture': ({ picture }) => {
      worker.recents().savePicture(worker.session().folder, picture);
      return null;
    },
    'recents.locate': ({ recentId }) => worker.recents().locate(recentId),
    'recents.locatePicture': ({ recentId }) => worker.recents().locatePicture(recentId),
    'settings.load': () => keptJson(worker.library().loadSettings()),
    'settings.save': ({ settings }) => {
      worker.library().saveSettings(cappedJson(settings));
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
