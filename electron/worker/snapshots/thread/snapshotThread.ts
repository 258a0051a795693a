import { parentPort, workerData } from 'node:worker_threads';
import { makeSnapshot } from './makeSnapshot.ts';
import { compareDatabases, listMedia, listMediaRecords, readFacts } from './readSnapshot.ts';
import type { SnapshotTask, SnapshotThreadReply } from './snapshotTask.ts';

/** Entry of a snapshot thread: one task, one reply. The worker's own loop never waits for a whole database. */
function run(task: SnapshotTask): unknown {
  switch (task.name) {
    case 'make':
      return makeSnapshot(task);
    case 'facts':
      return readFacts(task.path);
    case 'compare':
      return compareDatabases(task.snapshot, task.present);
    case 'media':
      return listMedia(task.path);
    case 'mediaRecords':
      return listMediaRecords(task.path, task.fingerprints);
  }
}

function reply(): SnapshotThreadReply {
  try {
    return { ok: true, value: run(workerData as SnapshotTask) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(reply());
