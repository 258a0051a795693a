import { type Diff, isEmptyDiff, reverseDiff, squashDiffs } from '@shared/document/diff';
import { Document, type DocumentView } from '@shared/document/document';
import { Draft } from '@shared/document/draft';
import { checkTouched } from '@shared/document/invariants';
import { rebaseDiff } from '@shared/document/rebase';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { Committed, HistoryState, RpcReply } from '@shared/rpc/table';
import type { Database, Statement } from 'better-sqlite3';
import { damagedError, databaseErrorOf, readOnlyError } from './databaseErrors';
import { History, type HistoryEntry } from './history';
import { walkHistory } from './historyWalk';
import { loadRecords, type ReadingOptions } from './readRecords';

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

  /** @returns null when there is nothing to undo. */
  undo(): Committed | null {
    const entry = this.#readEntry(() => this.#history.entryToUndo());
    if (!entry) return null;
    const draft = rebaseDiff(this.document, reverseDiff(entry.diff));
    const done = { ...entry, diff: reverseDiff(draft.toDiff()) };
    return this.#write(draft, draft.toDiff(), entry.label, 'undo', entry.selectionBefore, () => {
      this.#history.rewrite(done, entry.position - 1);
      return { cursor: entry.position - 1, openGesture: null };
    });
  }

  /** @returns null when there is nothing to redo. */
  redo(): Committed | null {
    const entry = this.#readEntry(() => this.#history.entryToRedo());
    if (!entry) return null;
    const draft = rebaseDiff(this.document, entry.diff);
    const done = { ...entry, diff: draft.toDiff() };
    return this.#write(draft, draft.toDiff(), entry.label, 'redo', entry.selectionAfter, () => {
      this.#history.rewrite(done, entry.position);
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

  #recordEdit(diff: Diff, options: CommitOptions): HistoryStep {
    const id = options.gestureId;
    const opened = (entry: HistoryEntry) => (id === undefined ? null : { id, entry });
    const gesture = this.#openGesture?.id === id ? this.#openGesture?.entry : undefined;
    if (!gesture) {
      const { label, command, selectionBefore = [], selectionAfter = null } = options;
      const entry = { label, command, diff, selectionBefore, selectionAfter };
      const cursor = this.#history.append(entry, this.#options.now());
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
    if (this.isReadOnly) throw readOnlyError(this.#options.path);
    this.#options.requireHere?.();
    const [problem] = checkTouched(after, diff);
    if (problem) {
      throw new CodedError('refused', `"${label}" cannot be done: ${problem.message}.`, problem.recordId);
    }
    const step = this.#transact(() => {
      this.#writeRecords(after, diff);
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

function draftOf(document: Document, diff: Diff): Draft {
  const draft = new Draft(document);
  for (const record of diff.added) draft.add(record);
  for (const { kind, id, to } of diff.updated) draft.update(kind, id as IdOf<Kind>, to);
  // Last, as in rebaseDiff: the updates may have pointed elsewhere what would go along.
  for (const record of diff.removed) draft.remove(record.kind, record.id);
  return draft;
}
