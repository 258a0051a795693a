import { CodedError } from '@shared/rpc/result';
import { KlingClient } from '../providers/kling/klingClient';
import { KlingRefusal } from '../providers/kling/klingErrors';
import { LostAnswerError } from '../providers/net/fetchBody';
import { WaitError } from '../providers/provider';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** A name that no submission has. */
const nobody = 'ekonte-key-test';
const testMs = 20_000;

/** Keys come from the main process; nothing here gives one away. */
export function keyHandlers(worker: WorkerContext) {
  return {
    'keys.hold': ({ kling, languageModel }) => {
      worker.keys.holdLanguageModel(languageModel);
      worker.keys.holdKling(kling);
      return null;
    },
    'keys.testKling': async () => {
      const client = new KlingClient({ account: () => worker.keys.kling(), now: worker.now });
      const signal = AbortSignal.timeout(testMs);
      try {
        const host = client.host().replace(/^https?:\/\//, '');
        if (client.opensStandard()) await client.findSubmission(nobody, signal);
        else await client.get('v1/general/custom-voices', { pageNum: '1', pageSize: '1' }, signal);
        return { words: `Kling at ${host} knows this key.` };
      } catch (error) {
        throw testError(error);
      }
    },
  } satisfies Partial<WorkerHandlers>;
}

function testError(error: unknown): unknown {
  const isSaid =
    error instanceof KlingRefusal || error instanceof WaitError || error instanceof LostAnswerError;
  return isSaid ? new CodedError('refused', error.message) : error;
}
