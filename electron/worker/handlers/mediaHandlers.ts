import type { MediaId } from '@shared/document/ids';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Files of the project. */
export function mediaHandlers(worker: WorkerContext) {
  return {
    'media.importPaths': (request) => worker.writable().media.importPaths(request),
    'media.cancelImport': () => {
      worker.session().media.cancelImport();
      return null;
    },
    'media.locate': ({ mediaId, rendition }) => {
      const { media, document } = worker.session();
      return document.get('media', mediaId as MediaId) ? media.locate(mediaId, rendition) : null;
    },
    'media.loadPeaks': ({ mediaId }) => worker.session().media.loadPeaks(mediaId),
    'media.savePeaks': async ({ mediaId, samplesPerPeak, peaks }) => {
      const { media, database } = worker.session();
      if (!database.isReadOnly) await media.savePeaks(mediaId, { samplesPerPeak, peaks });
      return null;
    },
    'media.loadSmallFiles': ({ files }) => worker.session().media.loadSmallFiles(files),
    'media.loadScrubCopy': ({ mediaId }) => worker.session().media.loadScrubCopy(mediaId),
    'media.saveScrubCopy': async ({ mediaId, fingerprint, copy }) => {
      const { media, database } = worker.session();
      if (!database.isReadOnly) await media.saveScrubCopy(mediaId, fingerprint, copy);
      return null;
    },
    'media.saveThumbnail': async ({ mediaId, picture }) => {
      const { media, database } = worker.session();
      if (!database.isReadOnly) await media.saveThumbnail(mediaId, picture);
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
