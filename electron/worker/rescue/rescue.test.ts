import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkInvariants } from '@shared/document/invariants';
import type { DamageReport, RpcReply, SalvageReport, Snapshot } from '@shared/rpc/table';
import { createRandom } from '@shared/testing/random';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { checkProject } from '../database/checkProject';
import { describeFolder, openTestProject, temporaryFolder } from '../testing/projects';
import { startTestProject, startTestService, type TestService } from '../testing/service';
import { scanRecords } from './rawScan';
import { salvage } from './salvage';

const shotCount = 60;

/** A closed project with shots, long notes and a version of the first half. */
async function filledProject() {
  const project = await startTestProject();
  let version: Snapshot | undefined;
  for (let index = 0; index < shotCount; index += 1) {
    if (index === shotCount / 2) version = await project.call<Snapshot>('snapshots.create', { name: 'Half' });
    await project.edit('shot.add', { fields: { action: `Shot ${index}`, notes: 'x'.repeat(1_500) } });
  }
  const written = await project.records();
  await project.call('project.closeCurrent');
  if (!version) throw new Error('A version was made.');
  return { ...project, written, version, database: join(project.path, 'project.db') };
}

const inspect = ({ call }: TestService, path: string) => call<DamageReport>('rescue.inspectAt', { path });
const salvageAt = ({ call }: TestService, path: string) =>
  call<{ location: string; report: SalvageReport }>('rescue.salvageAt', { path });
const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, number) => sum + number, 0);

/** Noise over a page. @param page from 1 */
function spoilPage(path: string, page: number): void {
  const bytes = readFileSync(path);
  const size = bytes.readUInt16BE(16);
  bytes.fill(0x5a, size * (page - 1), size * page);
  writeFileSync(path, bytes);
}

/** Pages of the table's rows, from 1. */
function leafPages(path: string): number[] {
  const bytes = readFileSync(path);
  const size = bytes.readUInt16BE(16);
  return Array.from({ length: bytes.length / size }, (_, index) => index + 1).filter(
    (page) => page > 1 && bytes[(page - 1) * size] === 0x0d,
  );
}

describe('a damaged project', () => {
  test('is restored from its newest whole version, beside it and untouched', async () => {
    const project = await filledProject();
    truncateSync(project.database, 5_000);
    const before = describeFolder(project.path);
    const report = await inspect(project, project.path);
    expect(report.version).toMatchObject({ id: project.version.id, name: 'Half', shots: shotCount / 2 });
    expect(report.details.length).toBeGreaterThan(0);
    const { location } = await project.call<{ location: string }>('rescue.restoreAt', {
      path: project.path,
      snapshotId: project.version.id,
    });
    expect(location).toBe(join(dirname(project.path), 'Film restored.ekonte'));
    expect(describeFolder(project.path)).toEqual(before);
    expect(await checkProject(location)).toEqual([]);
    await project.open(location);
    expect((await project.records()).filter(({ kind }) => kind === 'shot')).toHaveLength(shotCount / 2);
    // Its versions have come along.
    expect(await project.call('snapshots.list')).toEqual([project.version]);
    await project.edit('shot.add');
  });

  test('a page that is lost costs the rows in it; older ones come from a version; all else is there', async () => {
    const project = await filledProject();
    const leaves = leafPages(project.database);
    spoilPage(project.database, leaves[Math.floor(leaves.length / 4)] as number);
    const before = describeFolder(project.path);
    expect((await project.errorOf('project.openAt', { path: project.path })).code).toBe('projectDamaged');
    const { salvage: promised } = await inspect(project, project.path);
    const { location, report } = await salvageAt(project, project.path);
    expect(report).toEqual(promised);
    expect(report.isByPages).toBe(false);
    expect(total(report.kept)).toBeGreaterThan(shotCount - 10);
    expect(total(report.kept) + total(report.older) + total(report.lost)).toBe(project.written.length);
    expect(describeFolder(project.path)).toEqual(before);
    expect(await checkProject(location)).toEqual([]);
    const saved = openTestProject(location).database.document;
    for (const record of saved.records()) {
      if (total(report.older) === 0) expect(project.written).toContainEqual(record);
    }
  });

  test.each([
    ['its first page is noise', (path: string) => spoilPage(path, 1)],
    ['the file is cut off', (path: string) => truncateSync(path, readFileSync(path).length - 4_096 * 3)],
  ])('%s: rows are read page by page, or by the tree that is left', async (_, spoil) => {
    const project = await filledProject();
    spoil(project.database);
    const { location, report } = await salvageAt(project, project.path);
    expect(report.kept.shot).toBeGreaterThan(shotCount / 2);
    expect(await checkProject(location)).toEqual([]);
  });

  test('a record that is not valid, and one without its parent, are told of', async () => {
    const project = await filledProject();
    const handle = new SQLite(project.database);
    handle.exec(`UPDATE record SET json = '{"kind":"shot"}' WHERE rowid = (SELECT max(rowid) FROM record)`);
    handle.exec(`DELETE FROM record WHERE kind = 'scene'`);
    handle.close();
    const { location, report } = await salvageAt(project, project.path);
    expect(report).toMatchObject({ lost: { shot: 1 }, rehoused: shotCount - 1, hasNewProject: false });
    const saved = openTestProject(location).database.document;
    expect(saved.list('scene')).toMatchObject([{ heading: 'RECOVERED SHOTS' }]);
    expect(saved.list('shot')).toHaveLength(shotCount - 1);
  });

  test('a lost project record is taken from a version', async () => {
    const project = await filledProject();
    const handle = new SQLite(project.database);
    handle.exec(`DELETE FROM record WHERE kind = 'project'`);
    handle.close();
    const { location, report } = await salvageAt(project, project.path);
    expect(report).toMatchObject({ older: { project: 1 }, olderFromMs: project.version.createdAtMs });
    expect(openTestProject(location).database.document.project().name).toBe('Film');
  });

  test('nothing to be had is said', async () => {
    const project = await filledProject();
    rmSync(join(project.path, 'snapshots'), { recursive: true });
    writeFileSync(project.database, 'x'.repeat(9_000));
    expect(await inspect(project, project.path)).toMatchObject({ version: null, salvage: null });
    expect((await project.errorOf('rescue.salvageAt', { path: project.path })).code).toBe('projectDamaged');
    rmSync(project.database);
    expect(await inspect(project, project.path)).toMatchObject({ details: ['project.db is missing.'] });
    rmSync(project.path, { recursive: true });
    expect((await project.errorOf('rescue.inspectAt', { path: project.path })).code).toBe('notFound');
  });

  test('one of an older format is salvaged into the present one, with its media', async () => {
    const path = join(temporaryFolder(), 'Old.ekonte');
    cpSync(join(import.meta.dirname, '../../../tests/fixtures/projects/format-1'), path, { recursive: true });
    const handle = new SQLite(join(path, 'project.db'));
    handle.exec(`UPDATE record SET json = 'no json' WHERE rowid = (SELECT max(rowid) FROM record)`);
    handle.close();
    const service = startTestService();
    const { location, report } = await salvageAt(service, path);
    expect(total(report.lost)).toBeGreaterThan(0);
    expect(await checkProject(location)).toEqual([]);
    await service.call<RpcReply<'project.openDialog'>>('project.openAt', { path: location });
  });
});

test('a project whose file is missing is damaged where it has versions, and is restored from one', async () => {
  const project = await filledProject();
  rmSync(project.database);
  expect((await project.errorOf('project.openAt', { path: project.path })).code).toBe('projectDamaged');
  expect(await inspect(project, project.path)).toMatchObject({
    details: ['project.db is missing.'],
    version: { name: 'Half' },
    salvage: null,
  });
});

test('reading page by page finds every row of a sound file, long ones too', async () => {
  const project = await filledProject();
  const handle = new SQLite(project.database);
  handle.prepare(`UPDATE record SET json = json || ? WHERE rowid = 5`).run(' '.repeat(30_000));
  const expected = handle.prepare('SELECT id, kind, json FROM record ORDER BY id').all();
  handle.close();
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const found = scanRecords(project.database);
  const known = new Set(project.written.map(({ id }) => id as string));
  expect(found.filter(({ id }) => known.has(id)).sort(byId)).toEqual(expected);
});

test('whatever is done to the file: no crash, no hang, a sound document or none', async () => {
  const project = await filledProject();
  const whole = readFileSync(project.database);
  const target = join(temporaryFolder(), 'fuzzed.db');
  const random = createRandom(20_261_125);
  let salvaged = 0;
  for (let round = 0; round < 60; round += 1) {
    const bytes = Buffer.from(whole);
    const wounds = random.int(1, 40);
    for (let wound = 0; wound < wounds; wound += 1) {
      const at = random.int(0, bytes.length - 1);
      const length = Math.min(random.int(1, random.chance(0.2) ? 9_000 : 12), bytes.length - at);
      for (let index = 0; index < length; index += 1) bytes[at + index] = random.int(0, 255);
    }
    writeFileSync(target, random.chance(0.2) ? bytes.subarray(0, random.int(0, bytes.length)) : bytes);
    const result = salvage(target, null);
    if (!result) continue;
    salvaged += 1;
    expect(checkInvariants(result.document)).toEqual([]);
  }
  expect(salvaged).toBeGreaterThan(40);
});
