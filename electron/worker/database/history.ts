import type { Diff } from '@shared/document/diff';
import { readDiffInSteps } from '@shared/document/diffText';
import type { HistoryState, RpcReply } from '@shared/rpc/table';
import { runAtOnce, type Steps } from '@shared/steps/runSteps';
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';

/*
 * The undo line of a project, in its database: undo and redo survive a restart.
 *
 * A line of entries with a cursor; those up to it are done, those behind it undone. A new edit drops what is behind
 * the cursor. Commits of jobs are not in the line: undo never takes back a finished take, it steps over it.
 *
 * So an entry's diff may meet a document that a job has changed since. It is rebased (shared/document/rebase.ts): undoing the
 * making of a shot also removes the takes that jobs have brought to it, and undoing an edit of one field leaves what
 * a job wrote to others. An undo or redo that did anything else than its entry says writes that back into it. So redo brings back all
 * that its undo took, the takes of jobs among it: undo n and redo n lead to the same document, whatever jobs did before.
 */

/** What a person has undone so far is kept for so many edits; more than anyone goes back. */
export const historyCap = 10_000;

export interface HistoryEntry {
  readonly position: number;
  readonly label: string;
  /** Id of the command, for programs. */
  readonly command: string;
  /** What the edit did when it was last done or redone; when undone: what redo will do. */
  readonly diff: Diff;
  readonly selectionBefore: readonly string[];
  /** null: the edit left the selection alone. */
  readonly selectionAfter: readonly string[] | null;
}

/** An entry without what it did: what a list of them shows. */
export type HistoryLine = RpcReply<'history.list'>['entries'][number];

/** The diff of an edit as JSON, which the database has already. */
export interface StagedDiff {
  /** Makes the row of a new entry with it. Belongs into the transaction of the commit. */
  insert(...fields: StagedFields): void;
}

/** What a row of the history has besides its diff. */
type StagedFields = readonly [
  position: number,
  label: string,
  command: string,
  selectionBefore: string,
  selectionAfter: string | null,
  createdAtMs: number,
];

interface LineRow {
  readonly position: number;
  readonly label: string;
  readonly command: string;
  readonly created_at_ms: number;
}

interface Row {
  readonly position: number;
  readonly label: string;
  readonly command: string;
  readonly diff: string;
  readonly selection_before: string;
  readonly selection_after: string | null;
}

const selectionSchema = z.array(z.string());

/** The tables `history` and `meta.cursor`. Calls belong into the transaction of the commit they are part of. */
export class History {
  readonly #read: Statement<[number], Row>;
  readonly #readLabel: Statement<[number], { label: string }>;
  readonly #readLength: Statement<[number], { length: number }>;
  readonly #readLines: Statement<[number, number], LineRow>;
  readonly #readEnds: Statement<[], { first: number | null; last: number | null }>;
  readonly #insert: Statement;
  readonly #rewrite: Statement;
  readonly #remove: Statement;
  readonly #dropAfter: Statement;
  readonly #dropUpTo: Statement;
  readonly #writeCursor: Statement;
  #cursor: number;
  readonly #cap: number;

  constructor(database: Database, cap = historyCap) {
    this.#cap = cap;
    this.#read = database.prepare('SELECT * FROM history WHERE position = ?');
    this.#readLabel = database.prepare('SELECT label FROM history WHERE position = ?');
    this.#readLength = database.prepare(
      'SELECT octet_length(diff) AS length FROM history WHERE position = ?',
    );
    this.#readLines = database.prepare(
      'SELECT position, label, command, created_at_ms FROM history WHERE position <= ? ORDER BY position DESC LIMIT ?',
    );
    this.#readEnds = database.prepare('SELECT min(position) AS first, max(position) AS last FROM history');
    this.#insert = database.prepare(
      'INSERT INTO history (position, label, command, diff, selection_before, selection_after, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#rewrite = database.prepare(
      'UPDATE history SET diff = ?, label = ?, selection_after = ? WHERE position = ?',
    );
    this.#remove = database.prepare('DELETE FROM history WHERE position = ?');
    this.#dropAfter = database.prepare('DELETE FROM history WHERE position > ?');
    this.#dropUpTo = database.prepare('DELETE FROM history WHERE position <= ?');
    this.#writeCursor = database.prepare(
      `INSERT INTO meta (key, value) VALUES ('cursor', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
    const { stored, first, last } = readExtent(database);
    this.#cursor = Math.min(Math.max(stored, first - 1), last);
  }

  /** What the menus show for undo and redo. */
  state(): HistoryState {
    return {
      undoLabel: this.#readLabel.get(this.#cursor)?.label ?? null,
      redoLabel: this.#readLabel.get(this.#cursor + 1)?.label ?? null,
    };
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Bytes of what the next undo or redo reads; 0 = there is nothing to do. */
  lengthOf(direction: 'undo' | 'redo'): number {
    return this.#readLength.get(this.positionOf(direction))?.length ?? 0;
  }

  /** Where the entry is that the next undo or redo is of. */
  positionOf(direction: 'undo' | 'redo'): number {
    return direction === 'undo' ? this.#cursor : this.#cursor + 1;
  }

  /** @throws as reading */
  entryAt(position: number): HistoryEntry | undefined {
    return runAtOnce(this.reading(position));
  }

  /** An entry, in steps of some milliseconds. @throws ZodError, SyntaxError when the row is not what we wrote. */
  *reading(position: number): Steps<HistoryEntry | undefined> {
    const row = this.#read.get(position);
    if (!row) return undefined;
    yield;
    const diff = yield* readDiffInSteps(row.diff);
    return { ...parseRow(row), diff };
  }

  /** Positions of the oldest and the newest entry there is; undefined = none. */
  ends(): { readonly first: number; readonly last: number } | undefined {
    const ends = this.#readEnds.get();
    return ends?.first == null || ends.last == null ? undefined : { first: ends.first, last: ends.last };
  }

  /** Entries from `newest` on down, newest first, so many at most. */
  lines(newest: number, count: number): HistoryLine[] {
    return this.#readLines.all(newest, count).map(({ position, label, command, created_at_ms }) => ({
      position,
      label,
      command,
      createdAtMs: created_at_ms,
    }));
  }

  /** Entries as `lines`, from the newest where `newest` is null, and between which positions they lie. */
  page(newest: number | null, count: number): RpcReply<'history.list'> {
    const { first, last } = this.ends() ?? { first: 1, last: 0 };
    return { entries: this.lines(newest ?? last, count), first, last, cursor: this.#cursor };
  }

  /**
   * A new edit at the cursor: what was undone is gone.
   * @param staged the entry's diff, where the database has it already
   * @returns the new cursor, for `moveTo` after the commit
   */
  append(entry: Omit<HistoryEntry, 'position'>, nowMs: number, staged?: StagedDiff): number {
    const position = this.#cursor + 1;
    this.#dropAfter.run(this.#cursor);
    const { label, command } = entry;
    const before = JSON.stringify(entry.selectionBefore);
    const after = entry.selectionAfter && JSON.stringify(entry.selectionAfter);
    if (staged) staged.insert(position, label, command, before, after, nowMs);
    else this.#insert.run(position, label, command, JSON.stringify(entry.diff), before, after, nowMs);
    this.#dropUpTo.run(position - this.#cap);
    this.#writeCursor.run(position);
    return position;
  }

  rewrite(entry: HistoryEntry, cursor: number): void {
    const selectionAfter = entry.selectionAfter && JSON.stringify(entry.selectionAfter);
    this.#rewrite.run(JSON.stringify(entry.diff), entry.label, selectionAfter, entry.position);
    this.#writeCursor.run(cursor);
  }

  writeCursor(cursor: number): void {
    this.#writeCursor.run(cursor);
  }

  /** For a gesture that came back to where it began. */
  removeLast(): number {
    this.#remove.run(this.#cursor);
    this.#writeCursor.run(this.#cursor - 1);
    return this.#cursor - 1;
  }

  /** A transaction of its own. */
  clear(): void {
    this.#dropAfter.database
      .transaction(() => {
        this.#dropAfter.run(0);
        this.#writeCursor.run(0);
      })
      .immediate();
    this.#cursor = 0;
  }

  /** Follows the database once the transaction has succeeded. */
  moveTo(cursor: number): void {
    this.#cursor = cursor;
  }
}

/**
 * Where the cursor is written to stand, and the first and last entry there are; 1 and 0 in an empty history. They do not go
 * together in a damaged file: then undo goes on from the nearest entry, and `check` tells.
 */
export function readExtent(database: Database): {
  readonly stored: number;
  readonly first: number;
  readonly last: number;
} {
  const cursor = database.prepare<[], { value: number }>(`SELECT value FROM meta WHERE key = 'cursor'`).get();
  const extent = database
    .prepare<[], { first: number | null; last: number | null }>(
      'SELECT min(position) AS first, max(position) AS last FROM history',
    )
    .get();
  return { stored: cursor?.value ?? 0, first: extent?.first ?? 1, last: extent?.last ?? 0 };
}

function parseRow(row: Row): Omit<HistoryEntry, 'diff'> {
  return {
    position: row.position,
    label: row.label,
    command: row.command,
    selectionBefore: selectionSchema.parse(JSON.parse(row.selection_before)),
    selectionAfter:
      row.selection_after === null ? null : selectionSchema.parse(JSON.parse(row.selection_after)),
  };
}
