import type { Diff, RecordUpdate } from '@shared/document/diff';
import type { DocumentView } from '@shared/document/document';
import type { AnyRecord, IdOf, Kind } from '@shared/document/records';
import type { Database, Statement } from 'better-sqlite3';

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

  constructor(handle: Database) {
    this.#handle = handle;
    handle.exec('CREATE TEMP TABLE IF NOT EXISTS staged (id TEXT NOT NULL, kind TEXT NOT NULL, json TEXT)');
    this.#stage = handle.prepare('INSERT INTO temp.staged (id, kind, json) VALUES (?, ?, ?)');
    this.#remove = handle.prepare(
      'DELETE FROM record WHERE id IN (SELECT id FROM temp.staged WHERE json IS NULL)',
    );
    this.#write = handle.prepare(
      `INSERT INTO record (id, kind, json) SELECT id, kind, json FROM temp.staged WHERE json IS NOT NULL
       ORDER BY rowid ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    );
    this.#clear = handle.prepare('DELETE FROM temp.staged');
  }

  /**
   * Takes up an edit in place of whatever was there.
   * @param after the document as `diff` leaves it
   * @returns the diff as JSON, for the history
   */
  *stage(after: DocumentView, diff: Diff): Generator<void, string> {
    this.clear();
    const removed = yield* this.#each(diff.removed, (record) => {
      this.#stage.run(record.id, record.kind, null);
      return JSON.stringify(record);
    });
    const updated = yield* this.#each(diff.updated, (update: RecordUpdate) => {
      this.#put(after.require(update.kind, update.id as IdOf<Kind>));
      return JSON.stringify(update);
    });
    const added = yield* this.#each(diff.added, (record) => this.#put(record));
    return `{"added":[${added}],"updated":[${updated}],"removed":[${removed}]}`;
  }

  /** Belongs into the transaction of the commit. */
  write(): void {
    this.#remove.run();
    this.#write.run();
  }

  clear(): void {
    this.#clear.run();
  }

  #put(record: AnyRecord): string {
    const json = JSON.stringify(record);
    this.#stage.run(record.id, record.kind, json);
    return json;
  }

  *#each<T>(all: readonly T[], stage: (each: T) => string): Generator<void, string> {
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
