import { checkProject } from '../database/checkProject';
import { createProject } from '../database/createProject';
import type { WorkerHandlers } from '../rpcHandlers';
import { buildSampleFilm } from '../sample/sampleFilm';
import type { WorkerContext } from './workerContext';

/** Making, opening, closing, checking. */
export function projectHandlers(worker: WorkerContext) {
  return {
    'project.createAt': ({ path, name, rate, frameSize, mediaBase }) =>
      worker.exclusively(async () => {
        createProject(path, { name, rate, frameSize }, worker.now());
        return worker.open(path, mediaBase);
      }),
    'project.openAt': ({ path, mediaBase, readOnly }) =>
      worker.exclusively(() => worker.open(path, mediaBase, readOnly)),
    'project.buildSampleAt': ({ path, assetsPath, mediaBase }) =>
      worker.exclusively(async () => {
        await buildSampleFilm({ path, assetsPath, now: worker.now, emit: worker.emit });
        return worker.open(path, mediaBase);
      }),
    'project.closeCurrent': () =>
      worker.exclusively(async () => {
        await worker.closeSession();
        return null;
      }),
    'project.check': async () => ({
      problems: await checkProject(worker.session().folder, worker.machine()),
    }),
  } satisfies Partial<WorkerHandlers>;
}
