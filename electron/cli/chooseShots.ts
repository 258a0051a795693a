import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { type SequenceShot, selectSequence } from '@shared/shots/sequence';
import { parseShotList } from '@shared/shots/shotList';
import { openProject } from '../worker/database/openProject';
import { type CliWorld, UsageError } from './cliContext';

/** Reads a project without holding it: also one that is open elsewhere. */
export function readProject<T>(folder: string, world: CliWorld, read: (document: DocumentView) => T): T {
  const opened = openProject(folder, { now: world.now, onCommitted: () => {}, readOnly: true });
  try {
    return read(opened.database.document);
  } finally {
    opened.close();
  }
}

/**
 * The shots that `--shots` names; all when it is absent.
 * @throws UsageError for a list that cannot be read or names shots the film does not have
 */
export function chooseShots(
  document: DocumentView,
  list: unknown,
): { chosen: SequenceShot[]; ids: ShotId[] | null } {
  const sequence = selectSequence(document);
  if (list === undefined) return { chosen: [...sequence.shots], ids: null };
  try {
    const ids = parseShotList(String(list), sequence);
    return { chosen: ids.flatMap((id) => sequence.byShotId.get(id) ?? []), ids };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
