import type { AnyRecord } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { damagedVersionError, databaseErrorOf } from '../database/databaseErrors';
import { checkHeader } from '../database/databaseFile';
import { openReadableFile } from '../database/openProject';
import { loadRecordsInTurns } from '../database/readRecords';

/**
 * The records of a version's file, brought to the present format where it is older. The file itself stays as it is. Others
 * get their turn while they are read. @throws CodedError `projectDamaged`, `projectNewer`, `unreadable`
 */
export async function readVersion(path: string): Promise<AnyRecord[]> {
  try {
    checkHeader(path);
    // Nobody writes to it: it is ours to read.
    const source = openReadableFile(path, true);
    try {
      return await loadRecordsInTurns(source.handle, { path });
    } finally {
      source.dispose();
    }
  } catch (error) {
    const coded = databaseErrorOf(error, path);
    const isDamaged = coded instanceof CodedError && coded.code === 'projectDamaged';
    throw isDamaged ? damagedVersionError('Its file is damaged.') : coded;
  }
}
