import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Diff, isEmptyDiff } from '@shared/document/diff';
import { Document, type DocumentView } from '@shared/document/document';
import { checkTouched, checkTouchedInSteps, type DocumentProblem } from '@shared/document/invariants';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { Committed, HistoryState, RpcReply } from '@shared/rpc/table';
import { runAtOnce, type Steps } from '@shared/steps/runSteps';
import type { Database, Statement } from 'better-sqlite3';
import { databaseErrorOf, readOnlyError } from './databaseErrors';
import { withFewPages, writeBack, writeManyPages } from './databaseFile';
import { draftInSteps } from './diffDraft';
import {
  type Change,
  type CommitOptions,
  type Edit,
  type HistoryStep,
  isEdit,
  type PlannedCommit,
} from './edit';
import type { StagedDiff } from './history';
import { loadRecords, type ReadingOptions } from './readRecords';
import { readSession } from './savedSession';
import { StagedRows } from './stagedRows';
import { TurnQueue } from './turnQueue';
import { takeTurn } from './turns';
import { UndoLine } from './undoLine';

export interface ProjectDatabaseOptions {
  /** The file, for messages. */
  readonly path: string;
  readonly isReadOnly: boolean;
  readonly now: () => number;
  /** Before every writing. @throws CodedError `projectMoved` when the file is no longer at its place */
  readonly requireHere?: () => void;
  /** Hears of the records while they are read: see ReadingOptions. */
  readonly sendTo?: ReadingOptions['sendTo'];
  /** Hears of every commit, once it is on the disk and in the document. */
  readonly onCommitted: (committed: Committed) => void;
}

/**
 * An open project.db with its document in memory: the only writer of both. A commit is one transaction of the touched
 * records, the history and the revision; the document follows once it is on the disk. If the transaction fails,
 * nothing has changed anywhere.
 */
export class ProjectDatabase {
  readonly document: Document;
  /** For the tables of the job queue, which are nobody else's. */
  readonly handle: Database;
  readonly isReadOnly: boolean;
  readonly #options: ProjectDatabaseOptions;
  readonly #undoLine: UndoLine;
  readonly #writeRecord: Statement;
  readonly #deleteRecord: Statement;
  readonly #writeRevision: Statement;
  #revision: number;
  /** Made when the first large edit comes. */
  #staged: StagedRows | null = null;
  /** One at a time: there is one place to stage rows in. */
  readonly #turns = new TurnQueue();
  /** Committed, and not told of yet. */
  #untold: Committed | null = null;

  /** @throws CodedError `projectDamaged` when a row is no valid record. */
  constructor(handle: Database, options: ProjectDatabaseOptions) {
    this.handle = handle;
    this.isReadOnly = options.isReadOnly;
    this.#options = options;
    this.document = new Document(withFewPages(handle, () => loadRecords(handle, options)));
    this.#undoLine = new UndoLine(handle, this.document, options);
    this.#revision =
      handle.prepare<[], { value: number }>(`SELECT value FROM meta WHERE key = 'revision'`).get()?.value ??
      0;
    this.#writeRecord = handle.prepare(
      'INSERT INTO record (id, kind, json) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
    );
    this.#deleteRecord = handle.prepare('DELETE FROM record WHERE id = ?');
    this.#writeRevision = handle.prepare(
      `INSERT INTO meta (key, value) VALUES ('revision', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  }

  get revision(): number {
    return this.#revision;
  }

  historyState(): HistoryState {
    return this.#undoLine.state();
  }

  /**
   * The one way the document changes. An empty diff changes nothing and makes no revision.
   * @throws CodedError `readOnly`, `diskFull`; `refused` when the result would not be a sound document; ZodError.
   */
  commit(diff: Diff, options: CommitOptions): Committed {
    return this.#atOnce(this.#committing({ diff, options }));
  }

  /**
   * As `commit`, for an edit of thousands of records: others get their turn while it is worked out, checked and made ready.
   * Writing it is one turn and one transaction. Whatever is committed meanwhile makes it be worked out once more.
   * @param plan works it out on the document as it stands, at once or in steps; not for gestures
   */
  commitInTurns(plan: () => PlannedCommit | Steps<PlannedCommit>): Promise<Committed> {
    return this.#inTurns(() => this.#planningAndCommitting(plan()));
  }

  /** @returns null when there is nothing to undo. */
  undo(): Committed | null {
    return this.#atOnce(this.#undoLine.walkingOne('undo'));
  }

  /** @returns null when there is nothing to redo. */
  redo(): Committed | null {
    return this.#atOnce(this.#undoLine.walkingOne('redo'));
  }

  /** As `undo` and `redo`; an edit of thousands of records as in `commitInTurns`. */
  async walkOne(direction: 'undo' | 'redo'): Promise<Committed | null> {
    return this.#undoLine.isLarge(direction)
      ? this.#inTurns(() => this.#undoLine.walkingOne(direction))
      : this.#atOnce(this.#undoLine.walkingOne(direction));
  }

  /** The end of large edits that are being made; what a person does next comes after it. Never rejects. */
  get pending(): Promise<unknown> | null {
    return this.#turns.pending;
  }

  *#planningAndCommitting(plan: PlannedCommit | Steps<PlannedCommit>): Steps<Edit | Committed> {
    const planned = 'diff' in plan ? plan : yield* plan;
    yield;
    return yield* this.#committing(planned);
  }

  *#committing({ diff, options }: PlannedCommit): Steps<Edit | Committed> {
    const { label, source, selectionAfter: selection = null } = options;
    const draft = yield* draftInSteps(this.document, diff);
    const written = yield* draft.toDiffInSteps();
    if (isEmptyDiff(written)) return this.#committed(written, label, source, selection);
    const isRecorded = source === 'user';
    const writeHistory = (staged?: StagedDiff) =>
      isRecorded ? this.#undoLine.record(written, options, staged) : this.#undoLine.stay();
    return { after: draft, change: { diff: written, label, source, selection }, isRecorded, writeHistory };
  }

  #atOnce<T extends Committed | null>(steps: Steps<Edit | T>): T | Committed {
    const made = runAtOnce(steps);
    return isEdit(made) ? this.#write(made) : made;
  }

  #inTurns<T extends Committed | null>(make: () => Steps<Edit | T>): Promise<T | Committed> {
    return this.#turns.add<T | Committed>(
      () => this.#tryInTurns(make),
      () => this.#atOnce(make()),
    );
  }

  /** @returns undefined when the document has changed meanwhile */
  async #tryInTurns<T extends Committed | null>(
    make: () => Steps<Edit | T>,
  ): Promise<T | Committed | undefined> {
    this.#requireWritable();
    const revision = this.#revision;
    const making = this.#makingReady(make());
    try {
      for (;;) {
        const step = takeTurn(making);
        await nextTurn();
        if (!this.handle.open) throw new CodedError('noProject', 'The project was closed meanwhile.');
        if (this.#revision !== revision) return undefined;
        if (!step.done) continue;
        if (!isReady(step.value)) return step.value;
        const committed = step.value.write();
        await this.#finishInTurns();
        return committed;
      }
    } finally {
      if (this.handle.open) this.#staged?.clear();
    }
  }

  *#makingReady<T>(steps: Steps<Edit | T>): Steps<T | ReadyEdit> {
    const edit = yield* steps;
    if (!isEdit(edit)) return edit;
    const { after, change, isRecorded, writeHistory } = edit;
    requireSound(change.label, yield* checkTouchedInSteps(after, change.diff));
    this.#staged ??= new StagedRows(this.handle);
    const staged = this.#staged;
    const stagedDiff = yield* staged.stage(after, change.diff, isRecorded);
    const save = () =>
      this.#save(
        after,
        change,
        () => staged.write(),
        () => writeHistory(stagedDiff),
      );
    return {
      write: () => {
        this.#requireWritable();
        return writeManyPages(this.handle, save);
      },
    };
  }

  /** What comes after a large commit is on the disk and takes its time, too: telling, writing the log back, answering. */
  async #finishInTurns(): Promise<void> {
    await nextTurn();
    this.#tell();
    await nextTurn();
    if (this.handle.open) writeBack(this.handle);
    await nextTurn();
  }

  /**
   * Undoes or redoes until the entry at `position` is the last one done, as one commit. 0 or the place before the oldest
   * entry = everything undone.
   * @returns null when that is where it stands. @throws CodedError `notFound` when there is no such place
   */
  goTo(position: number): Committed | null {
    return this.#atOnce(this.#undoLine.walkingTo(position));
  }

  /** As `goTo`, in turns. */
  walkTo(position: number): Promise<Committed | null> {
    return this.#inTurns(() => this.#undoLine.walkingTo(position));
  }

  /** What was done and undone, newest first; see the channel. */
  listHistory(newest: number | null, count: number): RpcReply<'history.list'> {
    return this.#undoLine.page(newest, count);
  }

  /** For a project that a program has filled: what it did is not for a person to undo. */
  forgetHistory(): void {
    this.#undoLine.forget();
  }

  /** Session scope: not part of the history. undefined = none saved. */
  loadSession(): string | undefined {
    return readSession(this.handle);
  }

  /** Left out where the project cannot be written: a playhead is no reason for an error. */
  saveSession(json: string): void {
    if (this.isReadOnly) return;
    this.#options.requireHere?.();
    try {
      this.handle
        .prepare(
          'INSERT INTO session (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
        )
        .run(json);
    } catch (error) {
      throw databaseErrorOf(error, this.#options.path);
    }
  }

  close(): void {
    this.handle.close();
  }

  #write({ after, change, writeHistory }: Edit): Committed {
    this.#requireWritable();
    requireSound(change.label, checkTouched(after, change.diff));
    const committed = this.#save(after, change, () => this.#writeRecords(after, change.diff), writeHistory);
    this.#tell();
    return committed;
  }

  /** What has been checked goes to the disk, then into the document. `#tell` follows. */
  #save(
    after: DocumentView,
    { diff, label, source, selection }: Change,
    writeRecords: () => void,
    writeHistory: () => HistoryStep,
  ): Committed {
    this.#tell();
    const step = this.#transact(() => {
      // First: a long text goes into new pages faster than into those that removed records leave.
      const written = writeHistory();
      writeRecords();
      this.#writeRevision.run(this.#revision + 1);
      return written;
    });
    this.#revision += 1;
    this.#undoLine.follow(step);
    this.document.apply(diff, after);
    this.#untold = this.#committed(diff, label, source, selection);
    return this.#untold;
  }

  /** Those who listen hear of a commit before the next one is made: in the order of the revisions. */
  #tell(): void {
    const committed = this.#untold;
    this.#untold = null;
    if (committed) this.#options.onCommitted(committed);
  }

  /** @throws CodedError `readOnly`, `projectMoved` */
  #requireWritable(): void {
    if (this.isReadOnly) throw readOnlyError(this.#options.path);
    this.#options.requireHere?.();
  }

  #transact<T>(work: () => T): T {
    try {
      return this.handle.transaction(work).immediate();
    } catch (error) {
      throw databaseErrorOf(error, this.#options.path);
    }
  }

  #writeRecords(after: DocumentView, diff: Diff): void {
    for (const record of diff.removed) this.#deleteRecord.run(record.id);
    for (const { kind, id } of diff.updated) this.#putRecord(after.require(kind, id as IdOf<Kind>));
    for (const record of diff.added) this.#putRecord(record);
  }

  #putRecord(record: AnyRecord): void {
    this.#writeRecord.run(record.id, record.kind, JSON.stringify(record));
  }

  #committed(
    diff: Diff,
    label: string,
    source: Committed['source'],
    selection: readonly string[] | null,
  ): Committed {
    return { revision: this.#revision, diff, label, source, selection, history: this.#undoLine.state() };
  }
}

/** An edit whose rows wait to be written. */
interface ReadyEdit {
  readonly write: () => Committed;
}

const isReady = (value: unknown): value is ReadyEdit =>
  typeof value === 'object' && value !== null && 'write' in value;

function requireSound(label: string, [problem]: readonly DocumentProblem[]): void {
  if (problem)
    throw new CodedError('refused', `"${label}" cannot be done: ${problem.message}.`, problem.recordId);
}
