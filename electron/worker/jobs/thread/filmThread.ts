import { closeSync, fsyncSync, openSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { FilmReply, FilmSpec } from './filmTask.ts';
import { JoinError, joinFilm } from './joinFilm.ts';

/** Entry of the thread that joins the one film it is told of, makes it durable, and ends. */
const port = parentPort;
if (!port) throw new Error('filmThread runs as a worker thread.');
const reply = (message: FilmReply): void => port.postMessage(message);

port.once('message', (spec: FilmSpec) => void join(spec));

async function join(spec: FilmSpec): Promise<void> {
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
}
