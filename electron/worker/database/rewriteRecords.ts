import type { Database } from 'better-sqlite3';

export type Json = Record<string, unknown>;

/**
 * Brings the records, and those in the history, from one format to the next. What is no JSON, or not of
 * its shape, stays for the check to find.
 * @param upgradeRecord a whole record as the next format has it
 * @param upgradeFields the fields that an edit touched, whose values may be written otherwise now
 */
export function rewriteRecords(
  database: Database,
  upgradeRecord: (record: Json) => Json,
  upgradeFields: (kind: unknown, fields: Json) => Json = (_kind, fields) => fields,
): void {
  rewrite(database, 'record', 'id', 'json', upgradeRecord);
  rewrite(database, 'history', 'position', 'diff', (diff) => ({
    ...diff,
    added: eachObject(diff.added, upgradeRecord),
    updated: eachObject(diff.updated, (update) => ({
      ...update,
      from: isObject(update.from) ? upgradeFields(update.kind, update.from) : update.from,
      to: isObject(update.to) ? upgradeFields(update.kind, update.to) : update.to,
    })),
    removed: eachObject(diff.removed, upgradeRecord),
  }));
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is damaged is left as it is, for the check to find. */
const eachObject = (value: unknown, upgrade: (value: Json) => Json): unknown =>
  Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? upgrade(each) : each)) : value;

function rewrite(
  database: Database,
  table: 'record' | 'history',
  key: 'id' | 'position',
  column: 'json' | 'diff',
  upgrade: (value: Json) => Json,
): void {
  const rows = database.prepare<[], { key: string | number; text: string }>(
    `SELECT ${key} AS key, ${column} AS text FROM ${table}`,
  );
  const write = database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`);
  for (const row of rows.all()) {
    const value = parsed(row.text);
    if (value) write.run(JSON.stringify(upgrade(value)), row.key);
  }
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
