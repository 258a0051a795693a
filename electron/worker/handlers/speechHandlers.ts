import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Scratch voices. */
export function speechHandlers(worker: WorkerContext) {
  return {
    'speech.speakLines': ({ lineIds, selection }) => worker.writable().speech.speakLines(lineIds, selection),
    'speech.listen': async ({ text, language, accent, synthesis, speakerId }) => ({
      wave: await worker.session().speech.listen(text, language, { accent, synthesis }, speakerId),
    }),
    'speech.cancel': () => {
      worker.session().speech.cancel();
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
