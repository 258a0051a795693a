import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Diff, isEmptyDiff, isSameDiff, reverseDiff, squashDiffs } from '@shared/document/diff';
import { Document, type DocumentView } from '@shared/document/document';
import { checkTouched, checkTouchedInSteps, type DocumentProblem } from '@shared/document/invariants';
import { rebaseDiff } from '@shared/document/rebase';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { Committed, HistoryState, RpcReply } from '@shared/rpc/table';
import type { Database, Statement } from 'better-sqlite3';
import { damagedError, databaseErrorOf, readOnlyError } from './databaseErrors';
import { draftInSteps, draftOf } from './diffDraft';
import { History, type HistoryEntry } from './history';
import { walkHistory } from './historyWalk';
import { loadRecords, type ReadingOptions } from './readRecords';
import { StagedRows } from './stagedRows';

export interface CommitOptions {
  readonly label: string;
  /** Id of the command, for programs. */
  readonly command: string;
  /** `job`: outside the undo line. */
  readonly source: 'user' | 'job';
  /** What was selected before the edit: undo brings it back. */
  readonly selectionBefore?: readonly string[];
  /** What the edit selects; absent = it leaves the selection alone. */
  readonly selectionAfter?: readonly string[] | undefined;
  /** Edits of one gesture, one after the other, are one entry of the history. */
  readonly gestureId?: string | undefined;
}

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

/** An edit of which only the writing is left. */
interface ReadyEdit {
  readonly diff: Diff;
  /** For the history. */
  readonly diffJson: string;
}

/** Times that an edit is made ready anew because of others; then it is done in one turn. */
const mostRounds = 3;

type Source = Committed['source'];

/** An edit that the next ones of its gesture join: kept, since reading it back takes longer than writing it. */
interface OpenGesture {
  readonly id: string;
  readonly entry: HistoryEntry;
}

/** Where the history stands after a commit. `openGesture`: what the next edit may join; undo, redo and restart end it. */
interface HistoryStep {
  readonly cursor: number;
  readonly openGesture: OpenGesture | null;
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
  readonly #history: History;
  readonly #writeRecord: Statement;
  readonly #deleteRecord: Statement;
  readonly #writeRevision: Statement;
  #revision: number;
  #openGesture: OpenGesture | null = null;
  /** Made when the first large edit comes. */
  #staged: StagedRows | null = null;
  /** One at a time: there is one place to stage rows in. */
  #lastInTurns: Promise<unknown> = Promise.resolve();

  /** @throws CodedError `projectDamaged` when a row is no valid record. */
  constructor(handle: Database, options: ProjectDatabaseOptions) {
    this.handle = handle;
    this.isReadOnly = options.isReadOnly;
    this.#options = options;
    this.document = new Document(loadRecords(handle, options));
    this.#history = new History(handle);
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
    return this.#history.state();
  }

  /**
   * The one way the document changes. An empty diff changes nothing and makes no revision.
   * @throws CodedError `readOnly`, `diskFull`; `refused` when the result would not be a sound document; ZodError.
   */
  commit(diff: Diff, options: CommitOptions): Committed {
    const draft = draftOf(this.document, diff);
    const written = draft.toDiff();
    if (isEmptyDiff(written)) {
      return this.#committed(written, options.label, options.source, options.selectionAfter ?? null);
    }
    const history = () =>
      options.source === 'user' ? this.#recordEdit(written, options) : this.#stayInHistory();
    return this.#write(
      draft,
      written,
      options.label,
      options.source,
      options.selectionAfter ?? null,
      history,
    );
  }

  /**
   * As `commit`, for an edit of thousands of records: others get their turn while it is worked out, checked and made ready.
   * Writing it is one turn and one transaction. Whatever is committed meanwhile makes it be worked out once more.
   * @param makeDiff works it out on the document as it stands
   */
  commitInTurns(makeDiff: () => Diff, options: Omit<CommitOptions, 'gestureId'>): Promise<Committed> {
    const work = this.#lastInTurns.then(async () => {
      for (let round = 0; round < mostRounds; round += 1) {
        const committed = await this.#tryInTurns(makeDiff, options);
        if (committed) return committed;
      }
      return this.commit(makeDiff(), options);
    });
    this.#lastInTurns = work.catch(() => undefined);
    return work;
  }

  /** @returns null when the document has changed meanwhile */
  async #tryInTurns(
    makeDiff: () => Diff,
    options: Omit<CommitOptions, 'gestureId'>,
  ): Promise<Committed | null> {
    this.#requireWritable();
    const revision = this.#revision;
    const making = this.#makeReady(makeDiff(), options.label);
    try {
      for (;;) {
        await nextTurn();
        if (!this.handle.open) throw new CodedError('noProject', 'The project was closed meanwhile.');
        if (this.#revision !== revision) return null;
        const step = making.next();
        if (!step.done) continue;
        const { diff, diffJson } = step.value;
        if (isEmptyDiff(diff)) return this.commit(diff, options);
        this.#requireWritable();
        const { label, source, selectionAfter: selection = null } = options;
        const committed = this.#save(
          { diff, label, source, selection },
          () => this.#staged?.write(),
          () => (source === 'user' ? this.#recordEdit(diff, options, diffJson) : this.#stayInHistory()),
        );
        // Answering takes its time, too.
        await nextTurn();
        return committed;
      }
    } finally {
      if (this.handle.open) this.#staged?.clear();
    }
  }

  *#makeReady(wanted: Diff, label: string): Generator<void, ReadyEdit> {
    const draft = yield* draftInSteps(this.document, wanted);
    const diff = draft.toDiff();
    requireSound(label, yield* checkTouchedInSteps(draft, diff));
    this.#staged ??= new StagedRows(this.handle);
    return { diff, diffJson: yield* this.#staged.stage(draft, diff) };
  }

  /** @returns null when there is nothing to undo. */
  undo(): Committed | null {
    const entry = this.#readEntry(() => this.#history.entryToUndo());
    if (!entry) return null;
    const wanted = reverseDiff(entry.diff);
    const draft = rebaseDiff(this.document, wanted);
    const done = draft.toDiff();
    return this.#write(draft, done, entry.label, 'undo', entry.selectionBefore, () => {
      const cursor = entry.position - 1;
      if (isSameDiff(done, wanted)) this.#history.writeCursor(cursor);
      else this.#history.rewrite({ ...entry, diff: reverseDiff(done) }, cursor);
      return { cursor, openGesture: null };
    });
  }

  /** @returns null when there is nothing to redo. */
  redo(): Committed | null {
    const entry = this.#readEntry(() => this.#history.entryToRedo());
    if (!entry) return null;
    const draft = rebaseDiff(this.document, entry.diff);
    const done = draft.toDiff();
    return this.#write(draft, done, entry.label, 'redo', entry.selectionAfter, () => {
      if (isSameDiff(done, entry.diff)) this.#history.writeCursor(entry.position);
      else this.#history.rewrite({ ...entry, diff: done }, entry.position);
      return { cursor: entry.position, openGesture: null };
    });
  }

  /**
   * Undoes or redoes until the entry at `position` is the last one done, as one commit. 0 or the place before the oldest
   * entry = everything undone.
   * @returns null when that is where it stands. @throws CodedError `notFound` when there is no such place
   */
  goTo(position: number): Committed | null {
    const cursor = this.#history.cursor;
    if (position === cursor) return null;
    const ends = this.#history.ends();
    const goal = Math.max(position, (ends?.first ?? 1) - 1);
    if (!ends || position < 0 || position > ends.last || goal === cursor) {
      throw new CodedError('notFound', 'This step is no longer in the history.');
    }
    const direction = goal < cursor ? 'undo' : 'redo';
    const walk = walkHistory(this.document, this.#entriesBetween(cursor, goal), direction);
    const label = this.#history.lines(direction === 'undo' ? goal + 1 : goal, 1)[0]?.label ?? '';
    return this.#write(walk.after, walk.diff, label, direction, walk.selection, () => {
      for (const entry of walk.rewritten) this.#history.rewrite(entry, goal);
      this.#history.writeCursor(goal);
      return { cursor: goal, openGesture: null };
    });
  }

  /** What was done and undone, newest first; see the channel. */
  listHistory(newest: number | null, count: number): RpcReply<'history.list'> {
    const ends = this.#history.ends();
    const last = ends?.last ?? 0;
    return {
      entries: this.#history.lines(newest ?? last, count),
      first: ends?.first ?? 1,
      last,
      cursor: this.#history.cursor,
    };
  }

  *#entriesBetween(cursor: number, goal: number): Generator<HistoryEntry> {
    const step = goal < cursor ? -1 : 1;
    const start = step < 0 ? cursor : cursor + 1;
    const count = Math.abs(goal - cursor);
    for (let done = 0; done < count; done += 1) {
      const entry = this.#readEntry(() => this.#history.entryAt(start + done * step));
      if (!entry) throw damagedError(this.#options.path, 'an entry of its history is missing');
      yield entry;
    }
  }

  /** For a project that a program has filled: what it did is not for a person to undo. */
  forgetHistory(): void {
    this.#history.clear();
    this.#openGesture = null;
  }

  /** Session scope: not part of the history. undefined = none saved. */
  loadSession(): string | undefined {
    return this.handle.prepare<[], { json: string }>('SELECT json FROM session WHERE id = 1').get()?.json;
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

  #stayInHistory(): HistoryStep {
    return { cursor: this.#history.cursor, openGesture: this.#openGesture };
  }

  #recordEdit(diff: Diff, options: CommitOptions, diffJson?: string): HistoryStep {
    const id = options.gestureId;
    const opened = (entry: HistoryEntry) => (id === undefined ? null : { id, entry });
    const gesture = this.#openGesture?.id === id ? this.#openGesture?.entry : undefined;
    if (!gesture) {
      const { label, command, selectionBefore = [], selectionAfter = null } = options;
      const entry = { label, command, diff, selectionBefore, selectionAfter };
      const cursor = this.#history.append(entry, this.#options.now(), diffJson);
      return { cursor, openGesture: opened({ ...entry, position: cursor }) };
    }
    const squashed = squashDiffs(gesture.diff, diff);
    if (isEmptyDiff(squashed)) return { cursor: this.#history.removeLast(), openGesture: null };
    const selectionAfter = options.selectionAfter ?? gesture.selectionAfter;
    const merged = { ...gesture, label: options.label, diff: squashed, selectionAfter };
    this.#history.rewrite(merged, gesture.position);
    return { cursor: gesture.position, openGesture: opened(merged) };
  }

  /** `after`: the document as `diff` leaves it. */
  #write(
    after: DocumentView,
    diff: Diff,
    label: string,
    source: Source,
    selection: readonly string[] | null,
    writeHistory: () => HistoryStep,
  ): Committed {
    this.#requireWritable();
    requireSound(label, checkTouched(after, diff));
    const writeRecords = () => this.#writeRecords(after, diff);
    return this.#save({ diff, label, source, selection }, writeRecords, writeHistory);
  }

  /** What has been checked goes to the disk, then into the document, then to those who listen. */
  #save(
    { diff, label, source, selection }: Pick<Committed, 'diff' | 'label' | 'source' | 'selection'>,
    writeRecords: () => void,
    writeHistory: () => HistoryStep,
  ): Committed {
    const step = this.#transact(() => {
      writeRecords();
      this.#writeRevision.run(this.#revision + 1);
      return writeHistory();
    });
    this.#revision += 1;
    this.#history.moveTo(step.cursor);
    this.#openGesture = step.openGesture;
    this.document.apply(diff);
    const committed = this.#committed(diff, label, source, selection);
    this.#options.onCommitted(committed);
    return committed;
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

  #committed(diff: Diff, label: string, source: Source, selection: readonly string[] | null): Committed {
    return { revision: this.#revision, diff, label, source, selection, history: this.#history.state() };
  }

  #readEntry(read: () => HistoryEntry | undefined): HistoryEntry | undefined {
    if (this.isReadOnly) throw readOnlyError(this.#options.path);
    try {
      return read();
    } catch (error) {
      throw error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')
        ? damagedError(this.#options.path, 'an entry of its history is not valid')
        : databaseErrorOf(error, this.#options.path);
    }
  }
}

function requireSound(label: string, [problem]: readonly DocumentProblem[]): void {
  if (problem)
    throw new CodedError('refused', `"${label}" cannot be done: ${problem.message}.`, problem.recordId);
}
