import type { TakeId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import { countedMoney, type LedgerEntry, ledgerEntrySchema } from '@shared/generation/ledger';
import type { Database, Statement } from 'better-sqlite3';

const select = `SELECT submission_id AS submissionId, job_id AS jobId, provider, model, purpose, label,
  take_ids AS takeIds, remote_id AS remoteId, state, estimate, charged, reserved_at_ms AS reservedAtMs,
  settled_at_ms AS settledAtMs FROM ledger`;

/**
 * What was spent: a row is reserved, durable, before anything is sent, and settled by what the vendor says. Nothing is
 * ever removed: clearing the list of jobs leaves it.
 */
export class Ledger {
  readonly #database: Database;
  readonly #byId: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#byId = database.prepare(`${select} WHERE submission_id = ?`);
  }

  /** A submission that has its row keeps it: the same submission is charged once. */
  reserve(entry: Omit<LedgerEntry, 'state' | 'charged' | 'settledAtMs' | 'remoteId'>): void {
    this.#database
      .prepare(
        `INSERT INTO ledger (submission_id, job_id, provider, model, purpose, label, take_ids, state, estimate,
           reserved_at_ms)
         VALUES (@submissionId, @jobId, @provider, @model, @purpose, @label, @takeIds, 'reserved', @estimate,
           @reservedAtMs)
         ON CONFLICT (submission_id) DO NOTHING`,
      )
      .run({ ...entry, takeIds: JSON.stringify(entry.takeIds), estimate: JSON.stringify(entry.estimate) });
  }

  /** The vendor has taken it and calls it so. */
  noteRemoteId(submissionId: string, remoteId: string): void {
    this.#database
      .prepare('UPDATE ledger SET remote_id = ? WHERE submission_id = ?')
      .run(remoteId, submissionId);
  }

  /** It has brought these takes, besides those it was reserved for: how many pictures come is the vendor's to say. */
  noteTakes(submissionId: string, takeIds: readonly TakeId[]): void {
    const entry = this.get(submissionId);
    if (!entry) return;
    const all = [...new Set([...entry.takeIds, ...takeIds])];
    this.#database
      .prepare('UPDATE ledger SET take_ids = ? WHERE submission_id = ?')
      .run(JSON.stringify(all), submissionId);
  }

  /** The submission is over. @param charged null = nothing */
  settle(submissionId: string, charged: Cost | null, nowMs: number): void {
    this.#database
      .prepare(
        `UPDATE ledger SET state = 'settled', charged = ?, settled_at_ms = ?
         WHERE submission_id = ? AND state = 'reserved'`,
      )
      .run(charged && JSON.stringify(charged), nowMs, submissionId);
  }

  get(submissionId: string): LedgerEntry | undefined {
    const row = this.#byId.get(submissionId);
    return row === undefined ? undefined : parseEntry(row);
  }

  /** Oldest first. */
  list(): LedgerEntry[] {
    return this.#database.prepare(`${select} ORDER BY position`).all().map(parseEntry);
  }

  /** Oldest first. */
  reserved(): LedgerEntry[] {
    return this.#database
      .prepare(`${select} WHERE state = 'reserved' ORDER BY position`)
      .all()
      .map(parseEntry);
  }

  /** Money that counts against caps. @param dayStartMs when today began */
  spent(currency: string, dayStartMs: number): { readonly today: number; readonly project: number } {
    let [today, project] = [0, 0];
    for (const entry of this.list()) {
      const amount = countedMoney(entry, currency);
      project += amount;
      if (entry.reservedAtMs >= dayStartMs) today += amount;
    }
    return { today, project };
  }
}

function parseEntry(row: unknown): LedgerEntry {
  const { takeIds, estimate, charged, ...rest } = row as Record<string, unknown>;
  return ledgerEntrySchema.parse({
    ...rest,
    takeIds: JSON.parse(String(takeIds)),
    estimate: JSON.parse(String(estimate)),
    charged: charged === null ? null : JSON.parse(String(charged)),
  });
}
