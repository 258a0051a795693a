import type { AnyRecord } from '@shared/document/records';
import SQLite from 'better-sqlite3';
import { migrate } from './migrate';
import { projectApplicationId } from './schema';

/** A new database of the present format that holds these records, at a revision; without history and jobs. */
export function writeDatabase(path: string, records: Iterable<AnyRecord>, revision: number): void {
  const handle = new SQLite(path);
  try {
    handle.pragma(`application_id = ${projectApplicationId}`);
    migrate(handle, { backups: null, nowMs: 0 });
    const insert = handle.prepare('INSERT INTO record (id, kind, json) VALUES (?, ?, ?)');
    handle
      .transaction(() => {
        for (const record of records) insert.run(record.id, record.kind, JSON.stringify(record));
        handle.prepare(`UPDATE meta SET value = ? WHERE key = 'revision'`).run(revision);
      })
      .immediate();
  } finally {
    handle.close();
  }
}
