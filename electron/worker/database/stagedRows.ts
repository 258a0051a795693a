import type { Diff, RecordUpdate } from '@shared/document/diff';
import type { DocumentView } from '@shared/document/document';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import type { Steps } from '@shared/steps/runSteps';
import type { Database, Statement } from 'better-sqlite3';
import type { StagedDiff } from './history';

/** Records that a step deals with. */
const recordsPerStep = 100;

/**
 * The rows of a large edit, made ready before its transaction: in a table of this connection alone, which is in memory and
 * gone with it. What is left for the transaction is to copy them, which SQLite does by itself.
 */
export class StagedRows {
  readonly #handle: Database;
  readonly #stage: Statement<[string, string, string | null, number | null]>;
  readonly #rowOf: Statement<[string], number>;
  readonly #remove: Statement;
  readonly #update: Statement;
  readonly #insert: Statement;
  readonly #clear: Statement;
  readonly #stageDiff: Statement<[string]>;
  readonly #insertDiff: Statement;
  readonly #clearDiff: Statement;

  constructor(handle: Database) {
    this.#handle = handle;
    handle.exec(
      `CREATE TEMP TABLE IF NOT EXISTS staged (id TEXT NOT NULL, kind TEXT NOT NULL, json TEXT, target INTEGER);
       CREATE TEMP TABLE IF NOT EXISTS staged_diff (json TEXT NOT NULL)`,
    );
    this.#stage = handle.prepare('INSERT INTO temp.staged (id, kind, json, target) VALUES (?, ?, ?, ?)');
    this.#rowOf = handle.prepare<[string], number>('SELECT rowid FROM record WHERE id = ?').pluck();
    // Rows are found by their number: by their id each would have to be looked for while the transaction is open.
    this.#remove = handle.prepare(
      'DELETE FROM record WHERE rowid IN (SELECT target FROM temp.staged WHERE json IS NULL)',
    );
    this.#update = handle.prepare(
      `UPDATE record SET json = staged.json FROM temp.staged
       WHERE staged.json IS NOT NULL AND record.rowid = staged.target`,
    );
    this.#insert = handle.prepare(
      `INSERT INTO record (id, kind, json) SELECT id, kind, json FROM temp.staged
       WHERE json IS NOT NULL AND target IS NULL ORDER BY rowid
       ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    );
    this.#clear = handle.prepare('DELETE FROM temp.staged');
    this.#stageDiff = handle.prepare('INSERT INTO temp.staged_diff (json) VALUES (?)');
    this.#insertDiff = handle.prepare(
      `INSERT INTO history (position, label, command, diff, selection_before, selection_after, created_at_ms)
       SELECT ?, ?, ?, json, ?, ?, ? FROM temp.staged_diff`,
    );
    this.#clearDiff = handle.prepare('DELETE FROM temp.staged_diff');
  }

  /**
   * Takes up an edit in place of whatever was there.
   * @param after the document as `diff` leaves it
   * @param isRecorded the history takes up the diff
   * @returns the diff, if the history takes it up
   */
  *stage(after: DocumentView, diff: Diff, isRecorded: boolean): Steps<StagedDiff | undefined> {
    this.clear();
    const textOf = (value: unknown): string => (isRecorded ? JSON.stringify(value) : '');
    const removed = yield* this.#each(diff.removed, (record) => {
      this.#stage.run(record.id, record.kind, null, this.#rowOf.get(record.id) ?? null);
      return textOf(record);
    });
    const updated = yield* this.#each(diff.updated, (update: RecordUpdate) => {
      this.#put(after.require(update.kind, update.id as IdOf<Kind>));
      return textOf(update);
    });
    const added = yield* this.#each(diff.added, (record) => this.#put(record));
    if (!isRecorded) return undefined;
    this.#stageDiff.run(`{"added":[${added}],"updated":[${updated}],"removed":[${removed}]}`);
    yield;
    return { insert: (...fields) => void this.#insertDiff.run(...fields) };
  }

  /** Belongs into the transaction of the commit. */
  write(): void {
    this.#remove.run();
    this.#update.run();
    this.#insert.run();
  }

  clear(): void {
    this.#clear.run();
    this.#clearDiff.run();
  }

  #put(record: AnyRecord): string {
    const json = JSON.stringify(record);
    this.#stage.run(record.id, record.kind, json, this.#rowOf.get(record.id) ?? null);
    return json;
  }

  *#each<T>(all: readonly T[], stage: (each: T) => string): Steps<string> {
    const texts: string[] = [];
    for (let at = 0; at < all.length; at += recordsPerStep) {
      this.#handle.transaction(() => {
        for (const each of all.slice(at, at + recordsPerStep)) texts.push(stage(each));
      })();
      yield;
    }
    return texts.join(',');
  }
}
