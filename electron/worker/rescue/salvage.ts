import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '@shared/document/document';
import { idFactory } from '@shared/document/factories';
import { idPrefixes } from '@shared/document/ids';
import { mendDocument } from '@shared/document/mendDocument';
import type { AnyRecord, Project } from '@shared/document/records';
import type { SalvageReport } from '@shared/rpc/rescueChannels';
import SQLite from 'better-sqlite3';
import { nanoid } from 'nanoid';
import { copyFiles } from '../database/databaseFile';
import { parseRecord } from '../database/readRecords';
import { migrations } from '../database/schema';
import type { RawRow } from './rawScan';
import { readRows } from './readRows';

/** A version that stands in for what cannot be read. */
export interface OlderVersion {
  readonly createdAtMs: number;
  readonly records: readonly AnyRecord[];
}

export interface Salvaged {
  readonly document: Document;
  readonly report: SalvageReport;
}

/**
 * What can be read of a damaged database, as a sound document. Records that are known to be lost are taken from an older version
 * where it has them. The file itself is copied first and left as it is.
 * @returns null when there is not a single record
 */
export function salvage(databasePath: string, older: OlderVersion | null): Salvaged | null {
  const folder = mkdtempSync(join(tmpdir(), 'ekonte-'));
  try {
    const copy = join(folder, 'project.db');
    const format = formatOf(databasePath);
    copyFiles(databasePath, copy);
    const { rows, lostIds, by } = readRows(copy);
    const records = new Map<string, AnyRecord>();
    const lost = new Set(lostIds);
    for (const { id, kind, json } of toPresentFormat(rows, format, join(folder, 'upgraded.db'))) {
      const parsed = parseRecord(id, kind, json);
      if (parsed) records.set(id, parsed.record);
    }
    for (const { id } of rows) if (!records.has(id) && kindOf(id)) lost.add(id);
    if (records.size === 0) return null;
    return mendSalvaged(records, lost, older, by === 'pages');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mendSalvaged(
  records: Map<string, AnyRecord>,
  lost: Set<string>,
  older: OlderVersion | null,
  isByPages: boolean,
): Salvaged {
  const kept = new Set(records.keys());
  const project = older?.records.find((record): record is Project => record.kind === 'project');
  for (const record of older?.records ?? []) {
    if (!lost.has(record.id) || records.has(record.id)) continue;
    records.set(record.id, record);
    lost.delete(record.id);
  }
  const mended = mendDocument([...records.values()], idFactory(nanoid), {
    project,
    heading: 'RECOVERED SHOTS',
  });
  const { document, removed, rehoused, hasNewProject } = mended;
  const gone = new Set(removed.map(({ id }) => id as string));
  const inResult = [...records.values()].filter(({ id }) => !gone.has(id));
  const report: SalvageReport = {
    kept: countKinds(inResult.filter(({ id }) => kept.has(id)).map(({ kind }) => kind)),
    older: countKinds([
      ...inResult.filter(({ id }) => !kept.has(id)).map(({ kind }) => kind),
      ...(hasNewProject && project ? ['project'] : []),
    ]),
    olderFromMs: null,
    lost: countKinds([...removed.map(({ kind }) => kind), ...[...lost].flatMap((id) => kindOf(id) ?? [])]),
    rehoused,
    hasNewProject: hasNewProject && !project,
    isByPages,
  };
  const olderFromMs = Object.keys(report.older).length > 0 ? (older?.createdAtMs ?? null) : null;
  return { document, report: { ...report, olderFromMs } };
}

function countKinds(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of list) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function kindOf(id: string): string | undefined {
  if (id === 'project') return 'project';
  return Object.entries(idPrefixes).find(([, prefix]) => id.startsWith(`${prefix}_`))?.[0];
}

/** `user_version` from the header, where it makes sense; else the present one. */
function formatOf(path: string): number {
  const header = Buffer.alloc(64);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  const format = header.readUInt32BE(60);
  return format >= 1 && format <= migrations.length ? format : migrations.length;
}

/** Rows of an older format by way of the migrations; as they are where those cannot take them. */
function toPresentFormat(rows: readonly RawRow[], format: number, path: string): readonly RawRow[] {
  if (format === migrations.length) return rows;
  const handle = new SQLite(path);
  try {
    for (const step of migrations.slice(0, format)) step(handle);
    const insert = handle.prepare('INSERT OR REPLACE INTO record (id, kind, json) VALUES (?, ?, ?)');
    handle.transaction(() => {
      for (const { id, kind, json } of rows) if (isObject(json)) insert.run(id, kind, json);
    })();
    for (const step of migrations.slice(format)) step(handle);
    return handle.prepare<[], RawRow>('SELECT id, kind, json FROM record').all();
  } catch {
    return rows;
  } finally {
    handle.close();
  }
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
