import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Dialogue lines recorded by a microphone. */
export function recordingHandlers(worker: WorkerContext) {
  return {
    'recording.begin': ({ lineId, sampleRate }) => worker.writable().recordings.begin(lineId, sampleRate),
    'recording.write': async ({ recordingId, samples }) => {
      await worker.session().recordings.write(recordingId, samples);
      return null;
    },
    'recording.keep': ({ recordingId, selection }) =>
      worker.writable().recordings.keep(recordingId, selection),
    'recording.discard': async ({ recordingId }) => {
      await worker.session().recordings.discard(recordingId);
      return null;
    },
    'recording.recover': async () => {
      const { recordings, database } = worker.session();
      return database.isReadOnly ? [] : recordings.recover();
    },
  } satisfies Partial<WorkerHandlers>;
}
