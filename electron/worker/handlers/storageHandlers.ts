import { endedJobStates } from '@shared/generation/job';
import { CodedError } from '@shared/rpc/result';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** What takes room in the project's folder, and making room. */
export function storageHandlers(worker: WorkerContext) {
  /** @throws CodedError `refused` while files come in: theirs would look as if nobody needed them */
  const quiet = () => {
    const session = worker.writable();
    if (session.media.isImporting)
      throw new CodedError('refused', 'Files are being imported. Clean up when that has ended.');
    return session;
  };
  return {
    'storage.survey': () => worker.session().media.room.survey(),
    'storage.putAway': async ({ fileIds }) => ({ count: await quiet().media.room.putAway(fileIds) }),
    'storage.bringBack': async ({ fileIds }) => ({
      count: await worker.writable().media.room.bringBack(fileIds),
    }),
    'storage.emptyTrash': async () => ({ bytes: await worker.writable().media.room.emptyTrash() }),
    'storage.emptyCache': async ({ kinds }) => {
      const session = quiet();
      const isBusy = session.jobs.list().some((job) => !endedJobStates.includes(job.state));
      if (isBusy)
        throw new CodedError('refused', 'Jobs are at work with the cache. Empty it when they have ended.');
      await session.media.room.emptyCache(kinds);
      // They are needed to see anything of their videos.
      if (kinds.includes('proxies')) void session.media.proxies.begin();
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
