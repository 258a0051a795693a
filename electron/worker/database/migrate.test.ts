import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, testNowMs } from '../testing/projects';
import { readVersion } from './databaseFile';
import { migrate } from './migrate';
import { type Migration, migrations } from './schema';

const addColumn: Migration = (database) => database.exec('ALTER TABLE session ADD COLUMN zoom REAL');
const failing: Migration = (database) => {
  database.exec('DELETE FROM meta');
  throw new Error('The step fails.');
};

/** A database at the present version, in a file. */
function openAtPresent() {
  const folder = temporaryFolder();
  const handle = new SQLite(join(folder, 'project.db'));
  onTestFinished(() => void handle.close());
  migrate(handle, { backups: null, nowMs: testNowMs });
  handle.prepare('INSERT INTO session (id, json) VALUES (1, ?)').run('{"zoom":2}');
  return { handle, backups: join(folder, 'backups') };
}

describe('migrating', () => {
  test('a new database goes through all steps', () => {
    const { handle } = openAtPresent();
    expect(readVersion(handle)).toBe(migrations.length);
  });

  test('at the present version nothing happens', () => {
    const { handle, backups } = openAtPresent();
    expect(migrate(handle, { backups, nowMs: testNowMs })).toBeNull();
    expect(() => readdirSync(backups)).toThrow();
  });

  test('an older one is copied first, then brought up', () => {
    const { handle, backups } = openAtPresent();
    const steps = [...migrations, addColumn];
    const path = migrate(handle, { backups, nowMs: testNowMs, steps });
    expect(readdirSync(backups)).toEqual([`before-format-${steps.length} 2023-11-14-22-13-20.db`]);
    expect(readVersion(handle)).toBe(steps.length);
    expect(handle.prepare('SELECT json, zoom FROM session').get()).toEqual({
      json: '{"zoom":2}',
      zoom: null,
    });
    const copy = new SQLite(path ?? '', { readonly: true });
    expect(readVersion(copy)).toBe(migrations.length);
    expect(copy.prepare('SELECT * FROM session').get()).toEqual({ id: 1, json: '{"zoom":2}' });
    copy.close();
  });

  test('a step that fails leaves the old version whole, and the copy', () => {
    const { handle, backups } = openAtPresent();
    const options = { backups, nowMs: testNowMs, steps: [...migrations, addColumn, failing] };
    expect(() => migrate(handle, options)).toThrow('The step fails.');
    expect(readVersion(handle)).toBe(migrations.length);
    expect(handle.prepare('SELECT count(*) AS count FROM meta').get()).toEqual({ count: 2 });
    expect(handle.prepare('SELECT * FROM session').get()).toEqual({ id: 1, json: '{"zoom":2}' });
    expect(() => migrate(handle, options)).toThrow();
    expect(readdirSync(backups)).toHaveLength(2);
  });

  test('the tables are those of the snapshot', () => {
    const { handle } = openAtPresent();
    const rows = handle
      .prepare<[], { name: string; sql: string | null }>('SELECT name, sql FROM sqlite_schema ORDER BY name')
      .all();
    const tables = rows.map(
      ({ name, sql }) => `${name}: ${(sql ?? '').match(/^ +\w+ [A-Z]+/gm)?.join(',') ?? ''}`,
    );
    expect(
      tables.map((table) => table.replace(/ +/g, ' ')).filter((table) => !table.startsWith('sqlite_')),
    ).toMatchInlineSnapshot(`
      [
        "history: position INTEGER, label TEXT, command TEXT, diff TEXT, selection_before TEXT, selection_after TEXT, created_at_ms INTEGER",
        "job: position INTEGER, id TEXT, type TEXT, state TEXT, provider TEXT, preset TEXT, shot_id TEXT, label TEXT, request TEXT, attempt INTEGER, lease_owner TEXT, remote_id TEXT, frames_total INTEGER, output_path TEXT, error_code TEXT, error_message TEXT, created_at_ms INTEGER, started_at_ms INTEGER, ended_at_ms INTEGER",
        "job_by_state: ",
        "job_settings: id INTEGER, json TEXT",
        "ledger: position INTEGER, submission_id TEXT, job_id TEXT, provider TEXT, model TEXT, purpose TEXT, label TEXT, take_ids TEXT, remote_id TEXT, state TEXT, estimate TEXT, charged TEXT, reserved_at_ms INTEGER, settled_at_ms INTEGER",
        "ledger_by_state: ",
        "meta: key TEXT, value INTEGER",
        "record: id TEXT, kind TEXT, json TEXT",
        "remote_asset: provider TEXT, account TEXT, kind TEXT, content_hash TEXT, submission_id TEXT, remote_task_id TEXT, remote_id TEXT, name TEXT, created_at_ms INTEGER, PRIMARY KEY",
        "session: id INTEGER, json TEXT",
      ]
    `);
  });
});
