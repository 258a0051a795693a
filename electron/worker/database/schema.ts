import type { Database } from 'better-sqlite3';
import { upgradeToFormat2 } from './format2';
import { addGenerationTables } from './format2Jobs';
import { upgradeToFormat3 } from './format3';

/** "Ekon" in ASCII: marks a SQLite file as an Ekonte project (`PRAGMA application_id`). */
export const projectApplicationId = 0x456b_6f6e;

/** One step from a version of project.db to the next. Never edited once released: a new step is added instead. */
export type Migration = (database: Database) => void;

/*
 * record   the document: one row a record, JSON as its zod schema in shared/document says
 * meta     revision, and cursor: the position of the last edit that is done (those behind it are undone)
 * history  what a person did, oldest first; see history.ts
 * session  playhead, zoom, open panels: one row
 * job      the queue of shared/generation/job.ts
 */
const version1: Migration = (database) => {
  database.exec(`
    CREATE TABLE record (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      json TEXT NOT NULL
    ) STRICT;

    CREATE TABLE meta (
      key TEXT NOT NULL PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO meta (key, value) VALUES ('revision', 0), ('cursor', 0);

    CREATE TABLE history (
      position INTEGER NOT NULL PRIMARY KEY,
      label TEXT NOT NULL,
      command TEXT NOT NULL,
      diff TEXT NOT NULL,
      selection_before TEXT NOT NULL,
      selection_after TEXT,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE session (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      json TEXT NOT NULL
    ) STRICT;

    CREATE TABLE job (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      state TEXT NOT NULL,
      provider TEXT NOT NULL,
      preset TEXT NOT NULL,
      shot_id TEXT,
      label TEXT NOT NULL,
      request TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      lease_owner TEXT,
      remote_id TEXT,
      frames_total INTEGER NOT NULL,
      output_path TEXT,
      error_code TEXT,
      error_message TEXT,
      created_at_ms INTEGER NOT NULL,
      started_at_ms INTEGER,
      ended_at_ms INTEGER
    ) STRICT;
    CREATE INDEX job_by_state ON job (state, position);
  `);
};

/** Format 2: every record kind of the document, and their new fields (format2.ts); tables of generation (format2Jobs.ts). */
const version2: Migration = (database) => {
  upgradeToFormat2(database);
  addGenerationTables(database);
};

/** Step n brings version n to n + 1; a new project goes through all of them. */
export const migrations: readonly Migration[] = [version1, version2, upgradeToFormat3];
