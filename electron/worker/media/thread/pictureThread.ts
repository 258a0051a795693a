import { parentPort } from 'node:worker_threads';
import { decodePicture } from './decodePicture.ts';
import type { PictureAnswer, PictureTask } from './pictureTask.ts';

/** Entry of a picture thread: one task at a time, one answer a task. A file that cannot be read ends as an answer, too. */
const port = parentPort;
if (!port) throw new Error('pictureThread runs as a worker thread.');

export type ThreadReply =
  | PictureAnswer
  | {
      readonly ok: false;
      readonly code: 'fileError';
      readonly errno: string | null;
      readonly message: string;
    };

port.on('message', async (task: PictureTask) => {
  const reply = await decodePicture(task).catch(
    (error: unknown): ThreadReply => ({
      ok: false,
      code: 'fileError',
      errno: error instanceof Error && 'code' in error ? String(error.code) : null,
      message: error instanceof Error ? error.message : String(error),
    }),
  );
  port.postMessage(reply);
});
