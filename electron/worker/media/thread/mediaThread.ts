import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { lookAt } from './fileFacts.ts';
import { ChangedFileError, copyFile, fingerprintFile, TargetError } from './fingerprint.ts';
import { listTree } from './searchTree.ts';
import { type MediaTask, refusal, type ThreadProgress, type ThreadReply } from './task.ts';
import { walk } from './walk.ts';
import { watchFolders } from './watchFolders.ts';

/* What only some threads need is loaded by the first task that needs it: threads that copy decode nothing. */

/** Entry of a media thread: one task at a time, one reply a task, whatever happens to it. */
const port = parentPort;
if (!port) throw new Error('mediaThread runs as a worker thread.');

// Small pictures are made of what comes into sight while somebody scrolls: the window's frames come first.
stayBehindWindow();

port.on('message', async (task: MediaTask) => {
  port.postMessage(await replyTo(task));
});

const tell = (progress: number): void => port.postMessage({ progress } satisfies ThreadProgress);

async function replyTo(task: MediaTask): Promise<ThreadReply> {
  try {
    switch (task.kind) {
      case 'identify':
        return await (await import('./fileFormat.ts')).identifyFile(task.path);
      case 'picture':
        return await (await import('./decodePicture.ts')).decodePicture(task);
      case 'container':
        return await (await import('./probeContainer.ts')).probeContainer(task.path, task.withProxy ?? false);
      case 'fit':
        return await (await import('./fitPicture.ts')).fitPicture(task);
      case 'facts':
        return { ok: true, value: lookAt(task.paths) };
      case 'walk':
        return { ok: true, value: walk(task, tell) };
      case 'tree': {
        const { folder, limit, skipEndings } = task;
        const wanted = task.wanted && {
          sizes: new Set(task.wanted.sizes),
          names: new Set(task.wanted.names),
        };
        return { ok: true, value: listTree(folder, { limit, wanted, skipEndings, onSeen: tell }) };
      }
      case 'copy':
        return { ok: true, value: copyFile(task.source, task.target, tell) };
      case 'watch':
        watchFolders(task.folders, tell);
        return await new Promise<never>(() => undefined);
      case 'fingerprint':
        return { ok: true, value: fingerprintFile(task.path, task.of, tell) };
    }
  } catch (error) {
    if (error instanceof ChangedFileError) {
      return refusal('unreadable', 'changed while it was read. Import it again when it is finished.');
    }
    const errno = error instanceof Error && 'code' in error ? String(error.code) : null;
    return {
      ok: false,
      code: 'error',
      errno,
      message: error instanceof Error ? error.message : String(error),
      isOfTarget: error instanceof TargetError,
    };
  }
}

/** Only Linux knows a priority of threads; elsewhere it would be that of the whole worker. */
function stayBehindWindow(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that does not let a program do so: the thread then works at the common priority.
  }
}
