import { changedOrNull } from '../projectSession';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Whether the files of media are there, finding them again, and the folders they lie in. */
export function mediaFileHandlers(worker: WorkerContext) {
  const files = () => worker.session().media.files;
  return {
    'media.watchFiles': () => {
      const { media } = worker.session();
      media.watch();
      return { states: media.files.states.list(), proxies: media.proxies.list() };
    },
    'media.checkFiles': async () => {
      const { states } = files();
      await states.checkAll();
      return { states: states.list() };
    },
    'media.verify': ({ mediaIds }) => files().verify(mediaIds),
    'media.searchAt': ({ path, mediaIds }) => files().search(path, mediaIds),
    'media.locateAt': ({ path, mediaId }) => files().locate(path, mediaId),
    'media.acceptMatches': ({ matchIds }) => worker.writable().media.files.accept(matchIds),
    'media.acceptChanged': ({ mediaIds }) => worker.writable().media.files.acceptChanged(mediaIds),
    'media.cancelFileWork': () => {
      files().cancel();
      return null;
    },
    'mediaRoot.places': () => files().roots(),
    'mediaRoot.placeAt': async ({ rootId, path }) => ({
      committed: await worker.writable().media.files.placeRoot(rootId, path),
    }),
    'mediaRoot.addAt': async ({ path }) => ({
      committed: await worker.writable().media.files.addRoot(path),
    }),
    'mediaRoot.remove': async ({ rootId }) =>
      changedOrNull(await worker.writable().media.files.removeRoot(rootId)),
  } satisfies Partial<WorkerHandlers>;
}
