import SQLite, { type Database } from 'better-sqlite3';

/** What packing needs to know of a media record. */
export interface MediaFacts {
  readonly id: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly fingerprintOf: 'whole' | 'samples';
  readonly byteSize: number;
  readonly mimeType: string;
  /** `copied`: below the project folder; `linked`: absolute, or below the root's folder on this machine. */
  readonly storage: {
    readonly mode: 'copied' | 'linked';
    readonly path: string;
    readonly rootId?: string | null;
  };
}

/** Where a linked media lies once it has become a copied one. */
export interface CopiedMedia {
  /** SHA-256 of all its bytes. */
  readonly fingerprint: string;
  /** Below the project folder. */
  readonly path: string;
}

/** By the id of the media. */
export type CopiedMediaById = ReadonlyMap<string, CopiedMedia>;

interface Settable {
  kind: string;
  id: string;
  fingerprint: string;
  fingerprintOf: string;
  storage: unknown;
}

/** Writes a whole copy of a database as it stands after its last commit; whoever has it open goes on working meanwhile. */
export function copyDatabase(from: string, to: string): void {
  const source = new SQLite(from, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
}

export function readMedia(path: string): MediaFacts[] {
  const database = new SQLite(path, { readonly: true });
  try {
    const rows = database.prepare<[], { json: string }>(`SELECT json FROM record WHERE kind = 'media'`);
    return rows.all().map(({ json }) => JSON.parse(json) as MediaFacts);
  } finally {
    database.close();
  }
}

/** Makes media that came along copied ones, also where the history would bring their records back. */
export function setCopied(path: string, media: CopiedMediaById): void {
  if (media.size === 0) return;
  changeCopy(path, (database) => {
    copyInRecords(database, media);
    copyInHistory(database, media);
  });
}

/** Jobs under way stay behind: done by the copy, too, they would be paid twice. */
export function dropJobs(path: string, endedJobStates: readonly string[]): void {
  changeCopy(path, (database) => {
    const places = endedJobStates.map(() => '?').join(', ');
    database.prepare(`DELETE FROM job WHERE state NOT IN (${places})`).run(...endedJobStates);
  });
}

function changeCopy(path: string, change: (database: Database) => void): void {
  const database = new SQLite(path, { fileMustExist: true });
  try {
    // Paths of this machine are not to be found in what is handed on.
    database.pragma('secure_delete = ON');
    // A file of our own that is thrown away if anything goes wrong.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.transaction(() => change(database))();
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

function copyInRecords(database: Database, media: CopiedMediaById): void {
  const read = database.prepare<[string], { json: string }>('SELECT json FROM record WHERE id = ?');
  const write = database.prepare('UPDATE record SET json = ? WHERE id = ?');
  for (const [id, copied] of media) {
    const row = read.get(id);
    if (!row) continue;
    const record = JSON.parse(row.json) as Settable;
    setStorage(record, copied);
    write.run(JSON.stringify(record), id);
  }
}

function copyInHistory(database: Database, media: CopiedMediaById): void {
  const rows = database
    .prepare<[], { position: number; diff: string }>(
      `SELECT position, diff FROM history WHERE diff LIKE '%"mode":"linked"%'`,
    )
    .all();
  const write = database.prepare('UPDATE history SET diff = ? WHERE position = ?');
  for (const { position, diff } of rows) {
    const parsed = JSON.parse(diff) as { added?: Settable[]; removed?: Settable[] };
    const records = [...(parsed.added ?? []), ...(parsed.removed ?? [])];
    const changed = records.filter(({ kind, id }) => kind === 'media' && media.has(id));
    for (const record of changed) setStorage(record, media.get(record.id) as CopiedMedia);
    if (changed.length > 0) write.run(JSON.stringify(parsed), position);
  }
}

function setStorage(record: Settable, { fingerprint, path }: CopiedMedia): void {
  record.storage = { mode: 'copied', path };
  record.fingerprint = fingerprint;
  record.fingerprintOf = 'whole';
}
