import { closeSync, fsyncSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { FilmReply, FilmSpec } from './filmTask.ts';
import { JoinError, joinFilm } from './joinFilm.ts';

/** Entry of the thread that joins one film, makes it durable, and ends. */
const port = parentPort;
if (!port) throw new Error('filmThread runs as a worker thread.');
const spec = workerData as FilmSpec;
const reply = (message: FilmReply): void => port.postMessage(message);

try {
  await joinFilm(spec, (framesDone) => reply({ type: 'progress', framesDone }));
  const file = openSync(spec.target, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  reply({ type: 'done' });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  reply({ type: 'failed', message, errno: error instanceof JoinError ? null : code });
}
