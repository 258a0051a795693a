import type { Diff, RecordUpdate } from '@shared/document/diff';
import type { DocumentView } from '@shared/document/document';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import type { Steps } from '@shared/steps/runSteps';
import type { Database, Statement } from 'better-sqlite3';
import type { StagedDiff } from './history';

/** Records that a step deals with: a few milliseconds. */
export const recordsPerStep = 500;

/**
 * The rows of a large edit, made ready before its transaction: in a table of this connection alone, which is in memory and
 * gone with it. What is left for the transaction is to copy them, which SQLite does by itself.
 */
export class StagedRows {
  readonly #handle: Database;
  readonly #stage: Statement<[string, string, string | null]>;
  readonly #remove: Statement;
  readonly #write: Statement;
  readonly #clear: Statement;
  readonly #stageDiff: Statement<[string]>;
  readonly #writeDiff: Statement<[number]>;
  readonly #clearDiff: Statement;

  constructor(handle: Database) {
    this.#handle = handle;
    handle.exec(
      `CREATE TEMP TABLE IF NOT EXISTS staged (id TEXT NOT NULL, kind TEXT NOT NULL, json TEXT);
       CREATE TEMP TABLE IF NOT EXISTS staged_diff (json TEXT NOT NULL)`,
    );
    this.#stage = handle.prepare('INSERT INTO temp.staged (id, kind, json) VALUES (?, ?, ?)');
    this.#remove = handle.prepare(
      'DELETE FROM record WHERE id IN (SELECT id FROM temp.staged WHERE json IS NULL)',
    );
    this.#write = handle.prepare(
      `INSERT INTO record (id, kind, json) SELECT id, kind, json FROM temp.staged WHERE json IS NOT NULL
       ORDER BY rowid ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    );
    this.#clear = handle.prepare('DELETE FROM temp.staged');
    this.#stageDiff = handle.prepare('INSERT INTO temp.staged_diff (json) VALUES (?)');
    this.#writeDiff = handle.prepare(
      'UPDATE history SET diff = (SELECT json FROM temp.staged_diff) WHERE position = ?',
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
      this.#stage.run(record.id, record.kind, null);
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
    return { writeInto: (position) => void this.#writeDiff.run(position) };
  }

  /** Belongs into the transaction of the commit. */
  write(): void {
    this.#remove.run();
    this.#write.run();
  }

  clear(): void {
    this.#clear.run();
    this.#clearDiff.run();
  }

  #put(record: AnyRecord): string {
    const json = JSON.stringify(record);
    this.#stage.run(record.id, record.kind, json);
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
