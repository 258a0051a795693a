import { dayText } from '@shared/time/dayText';
import { freeFolderBeside } from '../copies/projectCopies';
import { copyOfOpen } from '../followProject';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** The open project, or one of its versions, as a project of its own. */
export function copyHandlers(worker: WorkerContext) {
  return {
    'copy.saveAt': async ({ path, snapshotId }) => {
      const session = worker.session();
      const { snapshots, folder, database } = session;
      const to = { projectFolder: folder, target: path, withHistory: snapshotId === null };
      if (snapshotId !== null)
        return worker.copies.make({ ...to, databasePath: snapshots.locate(snapshotId).path });
      if (session.placeState() === 'here')
        return worker.copies.make({ ...to, databasePath: database.handle.name });
      const copy = copyOfOpen(database);
      try {
        return await worker.copies.make({ ...to, databasePath: copy.path });
      } finally {
        copy.dispose();
      }
    },
    'copy.suggestName': async ({ snapshotId }) => {
      const { snapshots, folder } = worker.session();
      if (snapshotId === null) return { path: freeFolderBeside(folder, 'copy') };
      const { createdAtMs } = snapshots.locate(snapshotId);
      const name = await snapshots.nameOf(snapshotId);
      return { path: freeFolderBeside(folder, name === '' ? dateWords(createdAtMs) : `– ${name}`) };
    },
    'copy.cancel': () => {
      worker.copies.cancel();
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}

/** "2026-06-15 14.05" in the person's own time: as names of folders take it. */
function dateWords(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${dayText(atMs)} ${two(date.getHours())}.${two(date.getMinutes())}`;
}
