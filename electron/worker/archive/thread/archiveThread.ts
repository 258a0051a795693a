import { parentPort, workerData } from 'node:worker_threads';
import { ArchiveProblem } from './archiveProblem.ts';
import { pack } from './pack.ts';
import type { ArchiveTask, ArchiveWork, ThreadMessage } from './task.ts';
import { unpack } from './unpack.ts';

/* Entry of an archive thread: one task, given with its start; a message from outside calls it off. */

const port = parentPort;
if (!port) throw new Error('archiveThread runs as a worker thread.');
const tell = (message: ThreadMessage): void => port.postMessage(message);

const abort = new AbortController();
port.once('message', () => abort.abort());

const work: ArchiveWork = {
  signal: abort.signal,
  onProgress: (progress) => tell({ type: 'progress', progress }),
  onCopied: () => tell({ type: 'copied' }),
};

try {
  const task = workerData as ArchiveTask;
  tell({ type: 'done', result: await (task.kind === 'pack' ? pack(task, work) : unpack(task, work)) });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  tell({ type: 'failed', code: error instanceof ArchiveProblem ? error.code : 'internal', message });
} finally {
  port.close();
}
