import { Worker } from 'node:worker_threads';
import { threadFile } from '../threadFile';
import type {
  SnapshotTask,
  SnapshotTaskName,
  SnapshotTasks,
  SnapshotThreadReply,
} from './thread/snapshotTask.ts';

/**
 * Has a thread of its own do one task on whole databases. Copying 30,000 records takes 30 ms and more: too long for the loop
 * that answers every edit.
 * @throws errors with the codes of SQLite and of the file system
 */
export function runSnapshotTask<Name extends SnapshotTaskName>(
  name: Name,
  request: SnapshotTasks[Name]['request'],
): Promise<SnapshotTasks[Name]['reply']> {
  const task = { name, ...request } as SnapshotTask;
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadFile(import.meta.url, './thread/snapshotThread.ts'), {
      execArgv: [],
      workerData: task,
    });
    thread.once('message', (reply: SnapshotThreadReply) => {
      if (reply.ok) resolve(reply.value as SnapshotTasks[Name]['reply']);
      else reject(Object.assign(new Error(reply.message), reply.code === null ? {} : { code: reply.code }));
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The thread ended without an answer.')));
  });
}
