import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** The queue. */
export function jobHandlers(worker: WorkerContext) {
  return {
    'jobs.list': () => worker.session().jobs.list(),
    'jobs.submitClips': ({ settings, ...request }) =>
      worker.writable().jobs.submitClips({ ...request, settings: settings ?? null }),
    'jobs.exportFilm': (request) => worker.writable().jobs.exportFilm(request),
    'jobs.exportSheets': (request) => worker.writable().jobs.exportSheets(request),
    'jobs.exportCut': (request) => worker.writable().jobs.exportCut(request),
    'jobs.cancel': async ({ jobId }) => {
      await worker.writable().jobs.cancel(jobId);
      return null;
    },
    'jobs.retry': ({ jobId }) => worker.writable().jobs.retry(jobId),
    'jobs.clearEnded': () => {
      worker.writable().jobs.clearEnded();
      return null;
    },
    'jobs.locateOutput': ({ jobId }) => worker.session().jobs.locateOutput(jobId),
    'lent.locate': ({ name }) => worker.session().lentFiles.locate(name),
    'segment.locate': ({ hash }) => worker.session().jobs.locateSegment(hash),
  } satisfies Partial<WorkerHandlers>;
}
