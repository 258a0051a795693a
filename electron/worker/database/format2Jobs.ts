import type { Database } from 'better-sqlite3';

/*
 * What format 2 adds for generation. Not part of the document: never undone.
 *
 * job           its new columns: group of shots, place in the queue, why it waits, cost
 * ledger        one row a paid submission, reserved before anything is sent and settled by what the vendor charged
 * remote_asset  elements and voices made at a vendor from the project's own, by the hash of their content
 * job_settings  caps, pause, parallel jobs: one row
 */
export function addGenerationTables(database: Database): void {
  database.exec(`
    ALTER TABLE job ADD COLUMN model TEXT NOT NULL DEFAULT '';
    ALTER TABLE job ADD COLUMN shot_ids TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE job ADD COLUMN rank REAL;
    ALTER TABLE job ADD COLUMN may_be_sent INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN wait_reason TEXT;
    ALTER TABLE job ADD COLUMN wait_message TEXT;
    ALTER TABLE job ADD COLUMN wait_until_ms INTEGER;
    ALTER TABLE job ADD COLUMN estimate TEXT;
    ALTER TABLE job ADD COLUMN approved_at_ms INTEGER;
    UPDATE job SET shot_ids = json_array(shot_id) WHERE shot_id IS NOT NULL;

    CREATE TABLE ledger (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      submission_id TEXT NOT NULL UNIQUE,
      job_id TEXT NOT NULL,
      provider TEXT NOT NULL,
      model TEXT NOT NULL,
      purpose TEXT NOT NULL,
      label TEXT NOT NULL,
      take_ids TEXT NOT NULL,
      remote_id TEXT,
      state TEXT NOT NULL,
      estimate TEXT NOT NULL,
      charged TEXT,
      reserved_at_ms INTEGER NOT NULL,
      settled_at_ms INTEGER
    ) STRICT;
    CREATE INDEX ledger_by_state ON ledger (state, position);

    CREATE TABLE remote_asset (
      provider TEXT NOT NULL,
      account TEXT NOT NULL,
      kind TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      submission_id TEXT NOT NULL,
      remote_task_id TEXT,
      remote_id TEXT,
      name TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      PRIMARY KEY (provider, account, kind, content_hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE job_settings (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      json TEXT NOT NULL
    ) STRICT;
  `);
}
