import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordSchemas } from '@shared/document/records';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { migrations } from './schema';

/*
 * What a project of each format looks like, kept for good: a step of the migration that has been released is never edited. While a
 * format is in the making, `EKONTE_WRITE_SCHEMA=1` writes its snapshot anew.
 */
const folder = join(import.meta.dirname, '..', '..', '..', 'tests', 'fixtures', 'schemas');
const isWriting = process.env.EKONTE_WRITE_SCHEMA === '1';

function expectSnapshot(name: string, text: string): void {
  const path = join(folder, name);
  if (isWriting) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

function tablesOfFormat(format: number): string {
  const database = new SQLite(':memory:');
  for (const step of migrations.slice(0, format)) step(database);
  const rows = database
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name`,
    )
    .all();
  database.close();
  return `${rows.map(({ sql }) => `${sql.replaceAll(/\n {4}/g, '\n')};`).join('\n\n')}\n`;
}

test.each(migrations.map((_, index) => index + 1))('the tables of format %i', (format) => {
  expectSnapshot(`format-${format}.sql`, tablesOfFormat(format));
});

test('the records of the present format', () => {
  const schemas = Object.entries(recordSchemas).map(([kind, schema]) => [
    kind,
    z.toJSONSchema(schema, { unrepresentable: 'any' }),
  ]);
  expectSnapshot(
    `format-${migrations.length}.records.json`,
    `${JSON.stringify(Object.fromEntries(schemas), null, 2)}\n`,
  );
});
