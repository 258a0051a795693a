import { readFragment } from '@shared/clipboard/fragment';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** What comes from the clipboard. */
export function clipboardHandlers(worker: WorkerContext) {
  return {
    'clipboard.paste': async ({ text, place, selection }) => {
      const session = worker.writable();
      const fragment = readFragment(text);
      const isKnown = fragment.source === session.folder || worker.knowsProject(fragment.source);
      return session.media.paste({ fragment, place, selection, source: isKnown ? fragment.source : null });
    },
    'clipboard.pastePicture': ({ bytes, target }) => worker.writable().media.importPicture(bytes, target),
  } satisfies Partial<WorkerHandlers>;
}
