import { type Diff, isEmptyDiff, isSameDiff, reverseDiff, squashDiffs } from '@shared/document/diff';
import type { Document } from '@shared/document/document';
import { rebaseInSteps } from '@shared/document/rebase';
import { CodedError } from '@shared/rpc/result';
import type { HistoryState, RpcReply } from '@shared/rpc/table';
import { runAtOnce, type Steps } from '@shared/steps/runSteps';
import type { Database } from 'better-sqlite3';
import { damagedError, databaseErrorOf, readOnlyError } from './databaseErrors';
import type { CommitOptions, Edit, HistoryStep, OpenGesture } from './edit';
import { History, type HistoryEntry, type StagedDiff } from './history';
import { walkHistory } from './historyWalk';

export interface UndoLineOptions {
  /** The file, for messages. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A diff in the history that is that of hundreds of records; bytes. */
const largeDiffLength = 40_000;

/**
 * The undo line of an open project: works out what undo and redo change, and writes what an edit leaves in the history. The edits
 * themselves are committed by ProjectDatabase, which calls `follow` once one is on the disk.
 */
export class UndoLine {
  readonly #document: Document;
  readonly #history: History;
  readonly #options: UndoLineOptions;
  #openGesture: OpenGesture | null = null;

  constructor(handle: Database, document: Document, options: UndoLineOptions) {
    this.#history = new History(handle);
    this.#document = document;
    this.#options = options;
  }

  /** What the menus show for undo and redo. */
  state(): HistoryState {
    return this.#history.state();
  }

  /** What was done and undone, newest first; see the channel `history.list`. */
  page(newest: number | null, count: number): RpcReply<'history.list'> {
    return this.#history.page(newest, count);
  }

  /** Whether the next undo or redo is one of hundreds of records. */
  isLarge(direction: 'undo' | 'redo'): boolean {
    return this.#history.lengthOf(direction) >= largeDiffLength;
  }

  /**
   * One undo or redo; null = there is none. In steps; the document must stay as it is between them.
   * @throws CodedError `projectDamaged`, `readOnly`
   */
  *walkingOne(direction: 'undo' | 'redo'): Steps<Edit | null> {
    const isUndo = direction === 'undo';
    const entry = yield* this.#readingEntry(this.#history.positionOf(direction));
    if (!entry) return null;
    yield;
    const wanted = isUndo ? reverseDiff(entry.diff) : entry.diff;
    const draft = yield* rebaseInSteps(this.#document, wanted);
    const diff = yield* draft.toDiffInSteps();
    const isAsWritten = isSameDiff(diff, wanted);
    yield;
    const selection = isUndo ? entry.selectionBefore : entry.selectionAfter;
    const writeHistory = () => {
      const cursor = isUndo ? entry.position - 1 : entry.position;
      if (isAsWritten) this.#history.writeCursor(cursor);
      else this.#history.rewrite({ ...entry, diff: isUndo ? reverseDiff(diff) : diff }, cursor);
      return { cursor, openGesture: null };
    };
    const change = { diff, label: entry.label, source: direction, selection };
    return { after: draft, change, isRecorded: false, writeHistory };
  }

  /**
   * Up to a position, as one edit; null = it stands there. In steps as `walkingOne`.
   * @throws CodedError `notFound` when there is no such place; as walkingOne
   */
  *walkingTo(position: number): Steps<Edit | null> {
    const cursor = this.#history.cursor;
    if (position === cursor) return null;
    const ends = this.#history.ends();
    const goal = Math.max(position, (ends?.first ?? 1) - 1);
    if (!ends || position < 0 || position > ends.last || goal === cursor) {
      throw new CodedError('notFound', 'This step is no longer in the history.');
    }
    const direction = goal < cursor ? 'undo' : 'redo';
    const walk = yield* walkHistory(this.#document, this.#entriesBetween(cursor, goal), direction);
    const label = this.#history.lines(direction === 'undo' ? goal + 1 : goal, 1)[0]?.label ?? '';
    const change = { diff: walk.diff, label, source: direction, selection: walk.selection } as const;
    const writeHistory = () => {
      for (const entry of walk.rewritten) this.#history.rewrite(entry, goal);
      this.#history.writeCursor(goal);
      return { cursor: goal, openGesture: null };
    };
    return { after: walk.after, change, isRecorded: false, writeHistory };
  }

  /**
   * A new entry, or more of that of the gesture. Belongs into the transaction of the commit.
   * @param staged the diff, where the database has it already
   */
  record(diff: Diff, options: CommitOptions, staged?: StagedDiff): HistoryStep {
    const id = options.gestureId;
    const opened = (entry: HistoryEntry) => (id === undefined ? null : { id, entry });
    const gesture = this.#openGesture?.id === id ? this.#openGesture?.entry : undefined;
    if (!gesture) {
      const { label, command, selectionBefore = [], selectionAfter = null } = options;
      const entry = { label, command, diff, selectionBefore, selectionAfter };
      const cursor = this.#history.append(entry, this.#options.now(), staged);
      return { cursor, openGesture: opened({ ...entry, position: cursor }) };
    }
    const squashed = squashDiffs(gesture.diff, diff);
    if (isEmptyDiff(squashed)) return { cursor: this.#history.removeLast(), openGesture: null };
    const selectionAfter = options.selectionAfter ?? gesture.selectionAfter;
    const merged = { ...gesture, label: options.label, diff: squashed, selectionAfter };
    this.#history.rewrite(merged, gesture.position);
    return { cursor: gesture.position, openGesture: opened(merged) };
  }

  /** For what is outside the line: what jobs do. */
  stay(): HistoryStep {
    return { cursor: this.#history.cursor, openGesture: this.#openGesture };
  }

  /** Once the transaction has succeeded. */
  follow({ cursor, openGesture }: HistoryStep): void {
    this.#history.moveTo(cursor);
    this.#openGesture = openGesture;
  }

  /** Nothing to undo any more. A transaction of its own. */
  forget(): void {
    this.#history.clear();
    this.#openGesture = null;
  }

  *#entriesBetween(cursor: number, goal: number): Generator<HistoryEntry> {
    const step = goal < cursor ? -1 : 1;
    const start = step < 0 ? cursor : cursor + 1;
    const count = Math.abs(goal - cursor);
    for (let done = 0; done < count; done += 1) {
      const entry = runAtOnce(this.#readingEntry(start + done * step));
      if (!entry) throw damagedError(this.#options.path, 'an entry of its history is missing');
      yield entry;
    }
  }

  *#readingEntry(position: number): Steps<HistoryEntry | undefined> {
    if (this.#options.isReadOnly) throw readOnlyError(this.#options.path);
    try {
      return yield* this.#history.reading(position);
    } catch (error) {
      throw error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')
        ? damagedError(this.#options.path, 'an entry of its history is not valid')
        : databaseErrorOf(error, this.#options.path);
    }
  }
}
