import { shotIdSchema } from '@shared/document/ids';
import { costSchema } from '@shared/generation/cost';
import {
  type JobId,
  type JobState,
  jobIdSchema,
  jobStates,
  presetSchema,
  waitReasons,
} from '@shared/generation/job';
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';

/** A row of the queue as it lies in the database. */
const jobRowSchema = z.object({
  id: jobIdSchema,
  type: z.enum(['clip', 'film']),
  state: z.enum(jobStates),
  provider: z.string(),
  model: z.string(),
  preset: presetSchema,
  /** Of a clip job, in film order; [] = a film. */
  shotIds: z.array(shotIdSchema),
  label: z.string(),
  /** JSON: a ClipRequest or a FilmRequest. */
  request: z.string(),
  /** Place in the queue as a person dragged it; null = by creation. */
  rank: z.number().nullable(),
  /** Times the job was begun since it last came a stage further. */
  attempt: z.int().min(0),
  /** The running program that has the job in hand; null = nobody. */
  leaseOwner: z.string().nullable(),
  /** It was handed to the provider, or the program ended while it was: set before anything is sent. */
  mayBeSent: z.boolean(),
  /** Times in a row that it had to wait. */
  tries: z.int().min(0),
  waitReason: z.enum(waitReasons).nullable(),
  waitMessage: z.string().nullable(),
  waitUntilMs: z.int().nullable(),
  estimate: costSchema.nullable(),
  /** When a person said yes to the cost. */
  approvedAtMs: z.int().nullable(),
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

/** Column names by field; the table is made in database/schema.ts and format2Jobs.ts. `position` counts creations. */
const columns: Record<keyof JobRow, string> = {
  id: 'id',
  type: 'type',
  state: 'state',
  provider: 'provider',
  model: 'model',
  preset: 'preset',
  shotIds: 'shot_ids',
  label: 'label',
  request: 'request',
  rank: 'rank',
  attempt: 'attempt',
  leaseOwner: 'lease_owner',
  mayBeSent: 'may_be_sent',
  tries: 'tries',
  waitReason: 'wait_reason',
  waitMessage: 'wait_message',
  waitUntilMs: 'wait_until_ms',
  estimate: 'estimate',
  approvedAtMs: 'approved_at_ms',
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
/** The queue's order: as dragged, else by creation. */
const inOrder = 'ORDER BY coalesce(rank, position), position';
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
    this.#all = database.prepare(`SELECT ${selectList} FROM job ${inOrder}`);
    this.#nextQueued = database.prepare(
      `SELECT ${selectList} FROM job WHERE state = 'queued' AND type = ? AND provider = ? ${inOrder} LIMIT ?`,
    );
  }

  /** All or none. */
  insertAll(rows: readonly JobRow[]): void {
    this.#database.transaction(() => {
      for (const row of rows) this.#insert.run(stored(row));
    })();
  }

  get(id: string): JobRow | undefined {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : parseRow(row);
  }

  /** In the queue's order. */
  list(): JobRow[] {
    return this.#all.all().map(parseRow);
  }

  /** In the queue's order. */
  inStates(states: readonly JobState[]): JobRow[] {
    return this.list().filter((row) => states.includes(row.state));
  }

  /** The first queued ones of a type and provider, in the queue's order. */
  nextQueued(type: JobRow['type'], provider: string, limit: number): JobRow[] {
    return this.#nextQueued.all(type, provider, limit).map(parseRow);
  }

  /** @returns the row as it is afterwards */
  update(id: JobId, change: JobChange): JobRow {
    const changed = Object.keys(change) as (keyof JobChange)[];
    const assignments = changed.map((field) => `${columns[field]} = @${field}`).join(', ');
    this.#database.prepare(`UPDATE job SET ${assignments} WHERE id = @id`).run({ ...stored(change), id });
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

/** SQLite has neither lists nor truth values. */
function stored(change: JobChange): Record<string, unknown> {
  const { shotIds, estimate, mayBeSent, ...rest } = change;
  return {
    ...rest,
    ...(shotIds === undefined ? {} : { shotIds: JSON.stringify(shotIds) }),
    ...(estimate === undefined ? {} : { estimate: estimate && JSON.stringify(estimate) }),
    ...(mayBeSent === undefined ? {} : { mayBeSent: mayBeSent ? 1 : 0 }),
  };
}

function parseRow(row: unknown): JobRow {
  const { shotIds, estimate, mayBeSent, ...rest } = row as Record<string, unknown>;
  return jobRowSchema.parse({
    ...rest,
    shotIds: JSON.parse(String(shotIds)),
    estimate: estimate === null ? null : JSON.parse(String(estimate)),
    mayBeSent: mayBeSent === 1,
  });
}
