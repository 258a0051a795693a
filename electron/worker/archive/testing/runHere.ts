import { CodedError } from '@shared/rpc/result';
import type { RunArchiveTask } from '../runArchiveTask';
import { ArchiveProblem } from '../thread/archiveProblem.ts';
import { pack } from '../thread/pack.ts';
import type { ArchiveTask, ArchiveWork, TaskResults } from '../thread/task.ts';
import { unpack } from '../thread/unpack.ts';

/** The thread's work without a thread: for thousands of archives, one after the other. */
export const runHere: RunArchiveTask = async <Task extends ArchiveTask>(task: Task, work: ArchiveWork) => {
  try {
    const result = await (task.kind === 'pack' ? pack(task, work) : unpack(task, work));
    return result as TaskResults[Task['kind']];
  } catch (error) {
    throw error instanceof ArchiveProblem ? new CodedError(error.code, error.message) : error;
  }
};
