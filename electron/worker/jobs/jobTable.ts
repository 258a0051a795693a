import { shotIdSchema } from '@shared/document/ids';
import { type JobId, type JobState, jobIdSchema, jobStates, presetSchema } from '@shared/generation/job';
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';

/** A row of the queue as it lies in the database. */
const jobRowSchema = z.object({
  id: jobIdSchema,
  type: z.enum(['clip', 'film']),
  state: z.enum(jobStates),
  provider: z.string(),
  preset: presetSchema,
  shotId: shotIdSchema.nullable(),
  label: z.string(),
  /** JSON: a ClipRequest or a FilmRequest. */
  request: z.string(),
  /** Times the job was begun. */
  attempt: z.int().min(0),
  /** The running program that has the job in hand; null = nobody. */
  leaseOwner: z.string().nullable(),
  /** What the provider calls the job. */
  remoteId: z.string().nullable(),
  framesTotal: z.int().min(0),
  /** Film: where the finished file lies. */
  outputPath: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  createdAtMs: z.int(),
  startedAtMs: z.int().nullable(),
  endedAtMs: z.int().nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;
export type JobChange = Partial<Omit<JobRow, 'id' | 'type' | 'createdAtMs'>>;

/** Column names by field; the table is made in database/schema.ts. `position` counts creations: the queue's order. */
const columns: Record<keyof JobRow, string> = {
  id: 'id',
  type: 'type',
  state: 'state',
  provider: 'provider',
  preset: 'preset',
  shotId: 'shot_id',
  label: 'label',
  request: 'request',
  attempt: 'attempt',
  leaseOwner: 'lease_owner',
  remoteId: 'remote_id',
  framesTotal: 'frames_total',
  outputPath: 'output_path',
  errorCode: 'error_code',
  errorMessage: 'error_message',
  createdAtMs: 'created_at_ms',
  startedAtMs: 'started_at_ms',
  endedAtMs: 'ended_at_ms',
};
const fields = Object.keys(columns) as (keyof JobRow)[];
const selectList = fields.map((field) => `${columns[field]} AS ${field}`).join(', ');

/** Reads and writes the queue's rows. Nothing else touches the table. */
export class JobTable {
  readonly #database: Database;
  readonly #insert: Statement;
  readonly #byId: Statement;
  readonly #all: Statement;
  readonly #nextQueued: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.prepare(
      `INSERT INTO job (${fields.map((field) => columns[field]).join(', ')}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`,
    );
    this.#byId = database.prepare(`SELECT ${selectList} FROM job WHERE id = ?`);
    this.#all = database.prepare(`SELECT ${selectList} FROM job ORDER BY position`);
    this.#nextQueued = database.prepare(
      `SELECT ${selectList} FROM job WHERE state = 'queued' AND type = ? AND provider = ? ORDER BY position LIMIT ?`,
    );
  }

  /** All or none. */
  insertAll(rows: readonly JobRow[]): void {
    this.#database.transaction(() => {
      for (const row of rows) this.#insert.run(row);
    })();
  }

  get(id: string): JobRow | undefined {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : jobRowSchema.parse(row);
  }

  /** In order of creation. */
  list(): JobRow[] {
    return this.#all.all().map((row) => jobRowSchema.parse(row));
  }

  /** In order of creation. */
  inStates(states: readonly JobState[]): JobRow[] {
    return this.list().filter((row) => states.includes(row.state));
  }

  /** The first queued ones of a type and provider, in order of creation. */
  nextQueued(type: JobRow['type'], provider: string, limit: number): JobRow[] {
    return this.#nextQueued.all(type, provider, limit).map((row) => jobRowSchema.parse(row));
  }

  /** @returns the row as it is afterwards */
  update(id: JobId, change: JobChange): JobRow {
    const changed = Object.keys(change) as (keyof JobChange)[];
    const assignments = changed.map((field) => `${columns[field]} = @${field}`).join(', ');
    this.#database.prepare(`UPDATE job SET ${assignments} WHERE id = @id`).run({ ...change, id });
    const row = this.get(id);
    if (!row) throw new Error(`The job ${id} is gone.`);
    return row;
  }

  /** Leaves the newest `keep` of those in the given states. */
  removeOldest(states: readonly JobState[], keep: number): void {
    const all = this.inStates(states);
    this.removeAll(all.slice(0, Math.max(0, all.length - keep)).map(({ id }) => id));
  }

  removeAll(ids: readonly string[]): void {
    const remove = this.#database.prepare('DELETE FROM job WHERE id = ?');
    this.#database.transaction(() => {
      for (const id of ids) remove.run(id);
    })();
  }
}
