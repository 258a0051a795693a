import SQLite, { type Database, type Statement } from 'better-sqlite3';
import { type RawRow, scanRecords } from './rawScan';

export interface ReadRows {
  readonly rows: readonly RawRow[];
  /** Ids that the file's index still knows of records which cannot be read. */
  readonly lostIds: readonly string[];
  /** `tree`: as SQLite reads it. `pages`: page by page, since SQLite cannot open it: some rows may be older. */
  readonly by: 'tree' | 'pages';
}

interface Row extends RawRow {
  readonly rowid: number;
}

/**
 * All rows of the table `record` that can be read in a damaged file. It reads a private copy: SQLite may write to it.
 * Never throws for what the file holds.
 */
export function readRows(path: string): ReadRows {
  let handle: Database | undefined;
  try {
    handle = new SQLite(path, { fileMustExist: true });
    handle.pragma('trusted_schema = OFF');
    const rows = readTree(handle);
    const known = new Set(rows.map(({ id }) => id));
    return { rows, lostIds: readIds(handle).filter((id) => !known.has(id)), by: 'tree' };
  } catch {
    return { rows: scanRecords(path), lostIds: [], by: 'pages' };
  } finally {
    handle?.close();
  }
}

/** @throws when the table itself cannot be found */
function readTree(handle: Database): RawRow[] {
  const next = handle.prepare<[number], Row>(
    'SELECT rowid, id, kind, json FROM record WHERE rowid >= ? ORDER BY rowid LIMIT 1',
  );
  const rows: RawRow[] = [];
  let from = -Number.MAX_SAFE_INTEGER;
  for (;;) {
    const row = readFrom(next, from) ?? skipDamage(next, Math.max(from, 0));
    if (!row) return rows.filter(isText);
    if (row === 'end') return rows.filter(isText);
    rows.push(row);
    from = row.rowid + 1;
  }
}

const isText = ({ id, kind, json }: RawRow): boolean =>
  typeof id === 'string' && typeof kind === 'string' && typeof json === 'string';

/** undefined where the file is damaged. */
function readFrom(next: Statement<[number], Row>, from: number): Row | 'end' | undefined {
  try {
    return next.get(from) ?? 'end';
  } catch {
    return undefined;
  }
}

/** Rows are numbered upwards: no file of ours comes near this many. */
const farthest = 2 ** 40;

/** The first row that can be read behind a place that cannot: ever longer steps, then back by halves. */
function skipDamage(next: Statement<[number], Row>, from: number): Row | undefined {
  for (let step = 1; step < farthest; step *= 2) {
    let found = readFrom(next, from + step);
    if (found === undefined) continue;
    let [low, high] = [from + Math.floor(step / 2), from + step];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      const row = readFrom(next, middle);
      if (row === undefined) low = middle;
      else {
        high = middle;
        found = row;
      }
    }
    return found === 'end' ? undefined : found;
  }
  return undefined;
}

/** The ids as the index has them, which lies in other pages than the rows. */
function readIds(handle: Database): string[] {
  const ids = new Set<string>();
  for (const direction of ['ASC', 'DESC']) {
    try {
      const all = handle.prepare<[], string>(`SELECT id FROM record ORDER BY id ${direction}`).pluck();
      for (const id of all.iterate()) if (typeof id === 'string') ids.add(id);
      return [...ids];
    } catch {
      // From the other end there may be more.
    }
  }
  return [...ids];
}
