import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { readVersion } from './databaseFile';
import { type Migration, migrations } from './schema';

interface MigrationOptions {
  /** Where the copy from before goes; null = no copy (a new file, or a private copy). */
  readonly backups: string | null;
  readonly nowMs: number;
  readonly steps?: readonly Migration[];
}

/**
 * Brings a database to the present version: a copy first, then all steps in one transaction, so that a failure leaves the
 * old version whole.
 * @returns the copy's path, or null when nothing was to do or no copy was asked for.
 */
export function migrate(
  database: Database,
  { backups, nowMs, steps = migrations }: MigrationOptions,
): string | null {
  const version = readVersion(database);
  if (version >= steps.length) return null;
  const copy = backups === null ? null : backUp(database, backups, `before-format-${steps.length}`, nowMs);
  database
    .transaction(() => {
      for (const step of steps.slice(version)) step(database);
      database.pragma(`user_version = ${steps.length}`);
    })
    .immediate();
  return copy;
}

function backUp(database: Database, folder: string, name: string, nowMs: number): string {
  mkdirSync(folder, { recursive: true });
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replace(/[:T]/g, '-');
  let path = join(folder, `${name} ${stamp}.db`);
  for (let count = 2; existsSync(path); count += 1) path = join(folder, `${name} ${stamp} (${count}).db`);
  database.prepare('VACUUM INTO ?').run(path);
  return path;
}
