import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotKind } from '@shared/rpc/snapshotChannels';
import { projectPaths } from '../database/projectFolder';
import { fileNamePart } from '../fileNames';

/** A snapshot's file, with what its name says. The name alone is enough to make the index anew. */
export interface SnapshotFile {
  readonly id: string;
  readonly path: string;
  readonly kind: SnapshotKind;
  readonly name: string;
  readonly createdAtMs: number;
  readonly byteSize: number;
  /** When its content changed last: an index entry that says otherwise is of another file. */
  readonly modifiedAtMs: number;
}

const kindWords = {
  auto: 'auto',
  named: 'named',
  restore: 'before restoring',
  migration: 'before format',
} as const;
const ownName =
  /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z (auto|named|before restoring)(?: \((\d+)\))?(?: (.*))?$/;
/** Copies that migrations make: "before-format-2 2026-11-25-14-03-22". */
const migrationName = /^before-format-(\d+) (\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)/;
/** Bytes of a name within a file's name: with the rest below what file systems take. */
const nameBytes = 150;

/** What a file's name says of a snapshot; undefined = no snapshot of ours. */
export function parseStem(stem: string): Pick<SnapshotFile, 'kind' | 'name' | 'createdAtMs'> | undefined {
  const own = ownName.exec(stem);
  if (own) {
    const kind = own[7] === 'before restoring' ? 'restore' : (own[7] as 'auto' | 'named');
    return { kind, name: own[9] ?? '', createdAtMs: utc(own.slice(1, 7)) };
  }
  const migration = migrationName.exec(stem);
  if (!migration) return undefined;
  return {
    kind: 'migration',
    name: `Before format ${migration[1]}`,
    createdAtMs: utc(migration.slice(2, 8)),
  };
}

function utc(parts: readonly (string | undefined)[]): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** A stem that is free in the folder. @param nowMs milliseconds since 1970 */
export function freeStem(
  folder: string,
  kind: Exclude<SnapshotKind, 'migration'>,
  name: string,
  nowMs: number,
): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
  const words = fileNamePart(name, nameBytes);
  for (let count = 1; ; count += 1) {
    const stem = [
      `${stamp}Z`,
      kindWords[kind],
      ...(count > 1 ? [`(${count})`] : []),
      ...(words ? [words] : []),
    ].join(' ');
    if (!existsSync(join(folder, `${stem}.db`))) return stem;
  }
}

/** All snapshots of a project and the copies from before migrations, newest first. A folder that cannot be read has none. */
export function listSnapshotFiles(projectFolder: string): SnapshotFile[] {
  const { snapshots, backups } = projectPaths(projectFolder);
  return [...filesIn(snapshots), ...filesIn(backups)].sort(
    (a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1),
  );
}

function filesIn(folder: string): SnapshotFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((file) => {
    if (!file.endsWith('.db')) return [];
    const id = file.slice(0, -'.db'.length);
    const said = parseStem(id);
    const path = join(folder, file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!said || !stat?.isFile()) return [];
    return [{ id, path, ...said, byteSize: stat.size, modifiedAtMs: Math.round(stat.mtimeMs) }];
  });
}

/** Where the picture of a snapshot lies. */
export const picturePath = (path: string): string => path.replace(/\.db$/, '.jpg');
