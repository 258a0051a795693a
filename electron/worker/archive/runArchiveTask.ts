import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CodedError } from '@shared/rpc/result';
import type { ArchiveTask, ArchiveWork, TaskResults, ThreadMessage } from './thread/task.ts';

/** How long a thread may take to tidy up after it was called off, ms. */
const patienceMs = 5_000;

/** Does one archive task; a stand-in for tests that run thousands. */
export type RunArchiveTask = <Task extends ArchiveTask>(
  task: Task,
  work: ArchiveWork,
) => Promise<TaskResults[Task['kind']]>;

/**
 * Does an archive task in a thread of its own: hashing and packing gigabytes would hold up every edit meanwhile.
 * @throws CodedError with the thread's words; `cancelled` by the signal
 */
export const runArchiveTask: RunArchiveTask = <Task extends ArchiveTask>(
  task: Task,
  { signal, onProgress, onCopied }: ArchiveWork,
) =>
  new Promise<TaskResults[Task['kind']]>((resolve, reject) => {
    const thread = new Worker(threadFile(), { workerData: task, execArgv: [] });
    let timer: NodeJS.Timeout | undefined;
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      end();
    };
    const cancel = (): void => {
      thread.postMessage('cancel');
      timer = setTimeout(() => void thread.terminate(), patienceMs);
    };
    thread.on('message', (message: ThreadMessage) => {
      switch (message.type) {
        case 'progress':
          onProgress(message.progress);
          break;
        case 'copied':
          onCopied?.();
          break;
        case 'done':
          settle(() => resolve(message.result as TaskResults[Task['kind']]));
          break;
        case 'failed':
          settle(() => reject(new CodedError(message.code, message.message)));
      }
    });
    // Both after an answer that came: then they have nothing to say.
    thread.once('error', (error) => settle(() => reject(error)));
    thread.once('exit', () =>
      settle(() =>
        reject(
          signal.aborted
            ? new CodedError('cancelled', 'It was cancelled. Nothing was written.')
            : new CodedError(
                'internal',
                'The part of Ekonte that packs projects stopped unexpectedly. Please try again.',
              ),
        ),
      ),
    );
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });

/** Beside this file in the source; in a build an entry of its own, beside the others, with shared code one folder deeper. */
function threadFile(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./thread/archiveThread.ts', here);
  const beside = new URL('./archiveThread.js', here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL('../archiveThread.js', here);
}
