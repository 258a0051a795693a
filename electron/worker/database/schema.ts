import type { Database } from 'better-sqlite3';

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
      gesture_id TEXT,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE session (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      json TEXT NOT NULL
    ) STRICT;

    CREATE TABLE job (
      id TEXT NOT NULL PRIMARY KEY,
      state TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX job_by_state ON job (state, created_at_ms);
  `);
};

/** Step n brings version n to n + 1; a new project goes through all of them. */
export const migrations: readonly Migration[] = [version1];
