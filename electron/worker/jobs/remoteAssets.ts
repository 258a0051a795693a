import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const rowSchema = z.object({
  provider: z.string(),
  account: z.string(),
  kind: z.string(),
  contentHash: z.string(),
  submissionId: z.string(),
  remoteTaskId: z.string().nullable(),
  remoteId: z.string().nullable(),
  name: z.string(),
  createdAtMs: z.int(),
});
/** Something made at a vendor from the project's own: an element, a voice. */
export type RemoteAsset = z.infer<typeof rowSchema>;
export type RemoteAssetKey = Pick<RemoteAsset, 'provider' | 'account' | 'kind' | 'contentHash'>;

const columns = `provider, account, kind, content_hash AS contentHash, submission_id AS submissionId,
  remote_task_id AS remoteTaskId, remote_id AS remoteId, name, created_at_ms AS createdAtMs`;
const where =
  'WHERE provider = @provider AND account = @account AND kind = @kind AND content_hash = @contentHash';

/** What was made at vendors, found again by content: noted before it is asked for, so that nothing is made twice. */
export class RemoteAssetTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(key: RemoteAssetKey): RemoteAsset | undefined {
    const row = this.#database.prepare(`SELECT ${columns} FROM remote_asset ${where}`).get(key);
    return row === undefined ? undefined : rowSchema.parse(row);
  }

  /** Leaves a row that is there. */
  add(asset: RemoteAsset): void {
    this.#database
      .prepare(
        `INSERT INTO remote_asset (provider, account, kind, content_hash, submission_id, remote_task_id, remote_id, name,
           created_at_ms)
         VALUES (@provider, @account, @kind, @contentHash, @submissionId, @remoteTaskId, @remoteId, @name, @createdAtMs)
         ON CONFLICT DO NOTHING`,
      )
      .run(asset);
  }

  note(key: RemoteAssetKey, found: Pick<RemoteAsset, 'remoteTaskId' | 'remoteId'>): void {
    this.#database
      .prepare(`UPDATE remote_asset SET remote_task_id = @remoteTaskId, remote_id = @remoteId ${where}`)
      .run({ ...key, ...found });
  }

  remove(key: RemoteAssetKey): void {
    this.#database.prepare(`DELETE FROM remote_asset ${where}`).run(key);
  }

  list(): RemoteAsset[] {
    return this.#database
      .prepare(`SELECT ${columns} FROM remote_asset ORDER BY created_at_ms, name`)
      .all()
      .map((row) => rowSchema.parse(row));
  }
}
