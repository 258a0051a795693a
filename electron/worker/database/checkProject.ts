import { setImmediate as nextTurn } from 'node:timers/promises';
import { reverseDiff } from '@shared/document/diff';
import { Document } from '@shared/document/document';
import { checkInvariants } from '@shared/document/invariants';
import { rebaseDiff } from '@shared/document/rebase';
import type { AnyRecord } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { RpcReply } from '@shared/rpc/table';
import type { Database } from 'better-sqlite3';
import { checkMedia } from '../media/checkMedia';
import { type MachineFiles, TransientMachineFiles } from '../media/machineFiles';
import { databaseErrorOf } from './databaseErrors';
import { checkHeader } from './databaseFile';
import { History, readExtent } from './history';
import { openReadable, requireDatabaseFile } from './openProject';
import { projectPaths } from './projectFolder';
import { parseRecord } from './readRecords';

export type Problem = RpcReply<'project.check'>['problems'][number];

/**
 * Everything that can be wrong with a project, in words for a person; changes nothing. Reads the file anew, so it also
 * sees what an open project has in memory only by its commits.
 * @param machine where media folders lie on this machine
 * @throws CodedError `notFound`, `notAProject`, `projectNewer`, `unreadable`; a damaged file is a problem in the list
 */
export async function checkProject(
  folder: string,
  machine: Pick<MachineFiles, 'rootPlace'> = new TransientMachineFiles(),
): Promise<Problem[]> {
  const paths = projectPaths(folder);
  try {
    requireDatabaseFile(paths);
    checkHeader(paths.database);
    const source = openReadable(paths);
    try {
      const problems = checkDatabase(source.handle);
      await nextTurn();
      const document = readDocument(source.handle, problems);
      for (const { code, recordId, message } of checkInvariants(document))
        problems.push({ code, recordId, message });
      await nextTurn();
      problems.push(...checkHistory(source.handle, document));
      await nextTurn();
      problems.push(...(await checkMedia(folder, document, source.handle, machine)));
      return problems;
    } finally {
      source.dispose();
    }
  } catch (error) {
    const coded = databaseErrorOf(error, paths.database);
    if (!(coded instanceof CodedError) || coded.code !== 'projectDamaged') throw coded;
    return [{ code: coded.code, recordId: null, message: coded.message }];
  }
}

function checkDatabase(handle: Database): Problem[] {
  const integrity = handle.pragma('integrity_check') as { integrity_check: string }[];
  const strangers = handle.pragma('foreign_key_check') as unknown[];
  return [
    ...integrity
      .filter((row) => row.integrity_check !== 'ok')
      .map((row) => ({
        code: 'projectDamaged',
        recordId: null,
        message: `project.db: ${row.integrity_check}`,
      })),
    ...(strangers.length === 0
      ? []
      : [
          {
            code: 'projectDamaged',
            recordId: null,
            message: `project.db: ${strangers.length} links lead nowhere`,
          },
        ]),
  ];
}

function readDocument(handle: Database, problems: Problem[]): Document {
  const records: AnyRecord[] = [];
  const rows = handle.prepare<[], { id: string; kind: string; json: string }>(
    'SELECT id, kind, json FROM record',
  );
  for (const { id, kind, json } of rows.iterate()) {
    const parsed = parseRecord(id, kind, json);
    if (parsed) records.push(parsed.record);
    else problems.push({ code: 'invalidRecord', recordId: id, message: `${kind} ${id} is not valid` });
  }
  return new Document(records);
}

/** Every edit that can be undone or redone must still go through, as undo and redo would take it. */
function checkHistory(handle: Database, document: Document): Problem[] {
  const { stored, first, last } = readExtent(handle);
  const history = new History(handle);
  if (stored < first - 1 || stored > last) {
    return [historyProblem('the history does not reach to the last edit')];
  }
  return [
    ...replay(document, history, history.cursor, -1),
    ...replay(document, history, history.cursor + 1, +1),
  ];
}

function replay(document: Document, history: History, start: number, step: 1 | -1): Problem[] {
  const scratch = new Document(document.records());
  let position = start;
  try {
    for (let entry = history.entryAt(position); entry; entry = history.entryAt(position)) {
      scratch.apply(rebaseDiff(scratch, step < 0 ? reverseDiff(entry.diff) : entry.diff).toDiff());
      position += step;
    }
  } catch {
    return [historyProblem(`edit ${position} of the history cannot be ${step < 0 ? 'undone' : 'redone'}`)];
  }
  // A document that is broken now says nothing about the history.
  if (checkInvariants(document).length > 0) return [];
  const [broken] = checkInvariants(scratch);
  if (!broken) return [];
  return [
    historyProblem(
      `${step < 0 ? 'undoing' : 'redoing'} everything leads to a broken project: ${broken.message}`,
    ),
  ];
}

function historyProblem(message: string): Problem {
  return { code: 'historyDamaged', recordId: null, message };
}
