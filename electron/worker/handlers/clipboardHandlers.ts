import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFragmentInSteps } from '@shared/clipboard/fragment';
import { CodedError } from '@shared/rpc/result';
import { runInTurns } from '@shared/steps/runSteps';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** What comes from the clipboard. */
export function clipboardHandlers(worker: WorkerContext) {
  return {
    'clipboard.paste': async ({ text, place, selection }) => {
      const session = worker.writable();
      const fragment = await runInTurns(readFragmentInSteps(text), nextTurn);
      if (worker.writable() !== session)
        throw new CodedError('noProject', 'The project was closed meanwhile.');
      const isKnown = fragment.source === session.folder || worker.knowsProject(fragment.source);
      return session.media.paste({ fragment, place, selection, source: isKnown ? fragment.source : null });
    },
    'clipboard.pastePicture': ({ bytes, target }) => worker.writable().media.importPicture(bytes, target),
  } satisfies Partial<WorkerHandlers>;
}
