import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DamageReport, SalvageReport } from '@shared/rpc/rescueChannels';
import { CodedError } from '@shared/rpc/result';
import type { Snapshot } from '@shared/rpc/snapshotChannels';
import SQLite from 'better-sqlite3';
import { freeFolderBeside, type ProjectCopies } from '../copies/projectCopies';
import { databaseErrorOf } from '../database/databaseErrors';
import { copyFiles } from '../database/databaseFile';
import { folderName, projectPaths } from '../database/projectFolder';
import { writeDatabase } from '../database/writeDatabase';
import { readVersion } from '../snapshots/readVersion';
import { Snapshots } from '../snapshots/snapshots';
import { type OlderVersion, type Salvaged, salvage } from './salvage';

/** Lines of what SQLite finds wrong that are shown. */
const mostDetails = 8;

function versionsOf(folder: string): Snapshots {
  return new Snapshots({
    projectFolder: folder,
    databasePath: projectPaths(folder).database,
    isReadOnly: true,
    now: Date.now,
    onChanged: () => {},
  });
}

/** What is wrong with a project that cannot be opened, and what can be done. Changes nothing in it. @throws CodedError `notFound` */
export async function inspectDamage(folder: string): Promise<DamageReport> {
  requireFolder(folder);
  const newest = await newestWhole(folder);
  const salvaged = trySalvage(folder, newest);
  return {
    location: folder,
    folderName: folderName(folder),
    details: detailsOf(projectPaths(folder).database),
    version: newest?.snapshot ?? null,
    salvage: salvaged?.report ?? null,
  };
}

/** A project of one of its versions, in a new folder beside the damaged one. @returns the folder */
export async function restoreBeside(
  folder: string,
  snapshotId: string,
  copies: ProjectCopies,
): Promise<string> {
  requireFolder(folder);
  const { path } = versionsOf(folder).locate(snapshotId);
  const target = freeFolderBeside(folder, 'restored');
  await copies.make({
    databasePath: path,
    projectFolder: folder,
    target,
    withHistory: false,
    withVersions: true,
  });
  return target;
}

/** A project of what can be read, in a new folder beside the damaged one. @throws CodedError `projectDamaged` when nothing can */
export async function salvageBeside(
  folder: string,
  copies: ProjectCopies,
): Promise<{ readonly location: string; readonly report: SalvageReport }> {
  requireFolder(folder);
  const salvaged = trySalvage(folder, await newestWhole(folder));
  if (!salvaged) {
    throw new CodedError('projectDamaged', `Nothing can be read in the project file of "${folder}".`);
  }
  const temporary = mkdtempSync(join(tmpdir(), 'ekonte-'));
  try {
    const databasePath = join(temporary, 'project.db');
    writeDatabase(databasePath, salvaged.document.records(), 1);
    const target = freeFolderBeside(folder, 'recovered');
    await copies.make({
      databasePath,
      projectFolder: folder,
      target,
      withHistory: false,
      withVersions: true,
    });
    return { location: target, report: salvaged.report };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function requireFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new CodedError('notFound', `There is no project at "${folder}" any more.`);
}

interface WholeVersion extends OlderVersion {
  readonly snapshot: Snapshot;
}

/** The newest version whose every record can be read. */
async function newestWhole(folder: string): Promise<WholeVersion | null> {
  const versions = versionsOf(folder);
  for (const snapshot of await versions.list()) {
    if (snapshot.problem !== null) continue;
    try {
      const records = await readVersion(versions.locate(snapshot.id).path);
      return { snapshot, createdAtMs: snapshot.createdAtMs, records };
    } catch {
      // An older one may be whole.
    }
  }
  return null;
}

function trySalvage(folder: string, older: OlderVersion | null): Salvaged | null {
  const { database } = projectPaths(folder);
  if (!statSync(database, { throwIfNoEntry: false })?.isFile()) return null;
  try {
    return salvage(database, older);
  } catch (error) {
    throw databaseErrorOf(error, database);
  }
}

/** What SQLite itself says of the file: of a copy, so that nothing comes to lie beside it. */
function detailsOf(path: string): string[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return ['project.db is missing.'];
  try {
    return integrityOf(path);
  } catch (error) {
    return [
      `project.db (${size.toLocaleString('en')} bytes): ${error instanceof Error ? error.message : error}`,
    ];
  }
}

function integrityOf(path: string): string[] {
  const temporary = mkdtempSync(join(tmpdir(), 'ekonte-'));
  try {
    const copy = join(temporary, 'project.db');
    copyFiles(path, copy);
    const handle = new SQLite(copy);
    try {
      const rows = handle.pragma(`integrity_check(${mostDetails})`) as { integrity_check: string }[];
      return rows.flatMap(({ integrity_check: line }) => (line === 'ok' ? [] : line.split('\n')));
    } finally {
      handle.close();
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
