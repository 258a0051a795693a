import SQLite, { type Database } from 'better-sqlite3';
import type { KindChanges, SnapshotFacts, SnapshotMedia } from './snapshotTask.ts';

function reading<T>(path: string, work: (handle: Database) => T): T {
  const handle = new SQLite(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return work(handle);
  } finally {
    handle.close();
  }
}

/** @throws where SQLite finds the file damaged */
export function readFacts(path: string): SnapshotFacts {
  return reading(path, factsOf);
}

export function factsOf(handle: Database): SnapshotFacts {
  const [check] = handle.pragma('quick_check(1)') as { quick_check: string }[];
  if (check?.quick_check !== 'ok') {
    throw Object.assign(new Error(check?.quick_check ?? 'no answer to the check'), {
      code: 'SQLITE_CORRUPT',
    });
  }
  const counts = handle
    .prepare<[], [string, number]>('SELECT kind, count(*) FROM record GROUP BY kind')
    .raw()
    .all();
  const project = handle
    .prepare<[], { name: string | null; num: number | null; den: number | null }>(
      `SELECT json ->> '$.name' AS name, json ->> '$.rate.num' AS num, json ->> '$.rate.den' AS den
       FROM record WHERE kind = 'project'`,
    )
    .get();
  const length = handle
    .prepare<[], { length: number | null }>(
      `SELECT sum(json ->> '$.lengthFrames') AS length FROM record WHERE kind = 'shot'`,
    )
    .get();
  const revision = handle
    .prepare<[], { value: number }>(`SELECT value FROM meta WHERE key = 'revision'`)
    .get();
  const rate = project?.num && project.den ? { num: project.num, den: project.den } : null;
  return {
    format: handle.pragma('user_version', { simple: true }) as number,
    revision: revision?.value ?? 0,
    name: project?.name ?? null,
    rate,
    counts: Object.fromEntries(counts),
    lengthFrames: Math.round(length?.length ?? 0),
  };
}

/** Rows are compared as text: we write records with their fields in one order. */
export function compareDatabases(snapshot: string, present: string): readonly KindChanges[] {
  return reading(present, (handle) => {
    handle.prepare('ATTACH ? AS snapshot').run(snapshot);
    return handle
      .prepare<[], KindChanges>(
        `SELECT kind, sum(back) AS back, sum(away) AS away, sum(changed) AS changed FROM (
           SELECT old.kind AS kind, now.id IS NULL AS back, 0 AS away, now.json IS NOT NULL AS changed
           FROM snapshot.record AS old LEFT JOIN main.record AS now ON now.id = old.id
           WHERE now.json IS NULL OR now.json <> old.json
           UNION ALL
           SELECT now.kind, 0, 1, 0
           FROM main.record AS now LEFT JOIN snapshot.record AS old ON old.id = now.id
           WHERE old.id IS NULL
         ) GROUP BY kind ORDER BY kind`,
      )
      .all();
  });
}

export function listMedia(path: string): readonly SnapshotMedia[] {
  return reading(path, (handle) =>
    handle
      .prepare<[], SnapshotMedia>(
        `SELECT id, json ->> '$.fingerprint' AS fingerprint, json ->> '$.storage.path' AS path,
           json ->> '$.storage.mode' AS mode
         FROM record WHERE kind = 'media'`,
      )
      .all(),
  );
}

export function listMediaRecords(path: string, fingerprints: readonly string[]): readonly string[] {
  const wanted = new Set(fingerprints);
  return reading(path, (handle) =>
    handle
      .prepare<[], [fingerprint: string, json: string]>(
        `SELECT json ->> '$.fingerprint', json FROM record WHERE kind = 'media'`,
      )
      .raw()
      .all()
      .flatMap(([fingerprint, json]) => (wanted.has(fingerprint) ? [json] : [])),
  );
}
