import { basename } from 'node:path';
import { listProblem, makeList } from '@shared/lists/makeList';
import { CodedError } from '@shared/rpc/result';
import type { WorkerHandlers } from '../rpcHandlers';
import { writeText } from '../writeText';
import type { WorkerContext } from './workerContext';

/** Shot lists and subtitles, to a file. */
export function listHandlers(worker: WorkerContext) {
  return {
    'lists.saveAt': async ({ path, order }) => {
      const made = makeList(worker.session().document, order);
      const problem = listProblem(order, made);
      if (problem) throw new CodedError('refused', problem);
      await writeText(path, made.text);
      return { fileName: basename(path), count: made.count, untimed: made.untimed };
    },
  } satisfies Partial<WorkerHandlers>;
}
