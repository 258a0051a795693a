import { parentPort } from 'node:worker_threads';
import { decodePicture } from './decodePicture.ts';
import { identifyFile } from './fileFormat.ts';
import { probeContainer } from './probeContainer.ts';
import type { MediaTask, ThreadReply } from './task.ts';

/** Entry of a media thread: one task at a time, one reply a task, whatever happens to it. */
const port = parentPort;
if (!port) throw new Error('mediaThread runs as a worker thread.');

port.on('message', async (task: MediaTask) => {
  port.postMessage(await replyTo(task));
});

async function replyTo(task: MediaTask): Promise<ThreadReply> {
  try {
    switch (task.kind) {
      case 'identify':
        return await identifyFile(task.path);
      case 'picture':
        return await decodePicture(task);
      case 'container':
        return await probeContainer(task.path);
    }
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? String(error.code) : null;
    return {
      ok: false,
      code: 'error',
      errno,
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
