import { setImmediate as nextTurn } from 'node:timers/promises';
import { reverseDiff } from '@shared/document/diff';
import { Document } from '@shared/document/document';
import { checkInvariantsInSteps } from '@shared/document/invariants';
import { rebaseInSteps } from '@shared/document/rebase';
import type { AnyRecord } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { RpcReply } from '@shared/rpc/table';
import { runAtOnce, runInTurns, type Steps } from '@shared/steps/runSteps';
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
      await nextTurn();
      const ofFile = checkDatabase(source.handle);
      await nextTurn();
      const { document, problems } = await checkContent(source.handle);
      await nextTurn();
      return [...ofFile, ...problems, ...(await checkMedia(folder, document, source.handle, machine))];
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

interface Content {
  readonly document: Document;
  readonly problems: readonly Problem[];
}

/** Times that it is looked through anew because of edits meanwhile; then it is done in one turn. */
const mostRounds = 3;

/** The records and the history of one moment. Nothing is held open between the turns, since that would keep others from writing. */
async function checkContent(handle: Database): Promise<Content> {
  for (let round = 0; round < mostRounds; round += 1) {
    const revision = readRevision(handle);
    const content = await runInTurns(checkingContent(handle), nextTurn);
    if (readRevision(handle) === revision) return content;
  }
  return runAtOnce(checkingContent(handle));
}

function readRevision(handle: Database): unknown {
  return handle.prepare(`SELECT value FROM meta WHERE key = 'revision'`).pluck().get();
}

function* checkingContent(handle: Database): Steps<Content> {
  const { document, problems } = yield* readDocument(handle);
  yield;
  const unsound = yield* checkInvariantsInSteps(document);
  yield;
  const ofHistory = yield* checkHistory(handle, document, unsound.length === 0);
  const ofRecords = unsound.map(({ code, recordId, message }) => ({ code, recordId, message }));
  return { document, problems: [...problems, ...ofRecords, ...ofHistory] };
}

const rowsPerStep = 500;

interface Row {
  readonly rowid: number;
  readonly id: string;
  readonly kind: string;
  readonly json: string;
}

function* readDocument(handle: Database): Steps<Content> {
  const records: AnyRecord[] = [];
  const problems: Problem[] = [];
  const read = handle.prepare<[number], Row>(
    `SELECT rowid, id, kind, json FROM record WHERE rowid > ? ORDER BY rowid LIMIT ${rowsPerStep}`,
  );
  let after = Number.MIN_SAFE_INTEGER;
  for (let rows = read.all(after); rows.length > 0; rows = read.all(after)) {
    for (const { rowid, id, kind, json } of rows) {
      const parsed = parseRecord(id, kind, json);
      if (parsed) records.push(parsed.record);
      else problems.push({ code: 'invalidRecord', recordId: id, message: `${kind} ${id} is not valid` });
      after = rowid;
    }
    yield;
  }
  return { document: new Document(records), problems };
}

/**
 * Every edit that can be undone or redone must still go through, as undo and redo would take it.
 * @param isSound the document is; one that is broken now says nothing about what the history leads to
 */
function* checkHistory(handle: Database, document: Document, isSound: boolean): Steps<Problem[]> {
  const { stored, first, last } = readExtent(handle);
  const history = new History(handle);
  if (stored < first - 1 || stored > last) {
    return [historyProblem('the history does not reach to the last edit')];
  }
  return [
    ...(yield* replay(document, history, { start: history.cursor, step: -1, isSound })),
    ...(yield* replay(document, history, { start: history.cursor + 1, step: +1, isSound })),
  ];
}

interface Replay {
  readonly start: number;
  readonly step: 1 | -1;
  readonly isSound: boolean;
}

function* replay(document: Document, history: History, { start, step, isSound }: Replay): Steps<Problem[]> {
  const scratch = new Document(document.records());
  let position = start;
  try {
    for (let entry = history.entryAt(position); entry; entry = history.entryAt(position)) {
      yield;
      const draft = yield* rebaseInSteps(scratch, step < 0 ? reverseDiff(entry.diff) : entry.diff);
      scratch.apply(draft.toDiff());
      position += step;
      yield;
    }
  } catch {
    return [historyProblem(`edit ${position} of the history cannot be ${step < 0 ? 'undone' : 'redone'}`)];
  }
  if (!isSound || position === start) return [];
  const [broken] = yield* checkInvariantsInSteps(scratch);
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
