import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as realWait } from 'node:timers/promises';
import type { Committed, Snapshot } from '@shared/rpc/table';
import SQLite from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { arriveTake } from '../database/testing/edits';
import { temporaryFolder } from '../testing/projects';
import { startTestProject, startTestService, type TestService } from '../testing/service';
import { parseStem } from './snapshotFiles';
import { mediaInSnapshots } from './snapshotMedia';

afterEach(() => vi.useRealTimers());

const list = ({ call }: TestService) => call<Snapshot[]>('snapshots.list');
const keep = ({ call }: TestService, name: string | null) => call<Snapshot>('snapshots.create', { name });
const restore = ({ call }: TestService, id: string) =>
  call<Committed | null>('snapshots.restore', { id, selection: [] });
const filesOf = (path: string) => readdirSync(join(path, 'snapshots')).sort();

describe('keeping versions', () => {
  test('a version by hand holds the document of that moment, with its facts', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    await project.edit('shot.add');
    const made = await keep(project, 'Before the cut');
    expect(made).toMatchObject({
      kind: 'named',
      name: 'Before the cut',
      revision: 2,
      shots: 2,
      scenes: 1,
      takes: 0,
      problem: null,
      hasPicture: false,
    });
    expect(made.lengthFrames).toBeGreaterThan(0);
    await project.edit('shot.add');
    expect(await list(project)).toEqual([made]);
    expect(project.events).toContainEqual({ event: 'snapshots.changed', payload: {} });
  });

  test('holds no undo line and no queue: it is small, and a copy never sends a job again', async () => {
    const project = await startTestProject();
    const shotId = (await project.edit('shot.add'))?.selection?.[0];
    await project.call('jobs.submitClips', { shotIds: [shotId], provider: 'local', preset: 'draft' });
    const { id } = await keep(project, 'x');
    const copy = new SQLite(join(project.path, 'snapshots', `${id}.db`), { readonly: true });
    const rows = (table: string) => copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([rows('history'), rows('job'), rows('record')]).toEqual([0, 0, 3]);
    expect(copy.prepare(`SELECT value FROM meta WHERE key = 'cursor'`).pluck().get()).toBe(0);
    copy.close();
    expect(filesOf(project.path)).toEqual([`${id}.db`, 'index.json']);
  });

  test('names with anything in them, long ones, and two of one second', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const names = ['a/b\\c:*?"<>| .', '海'.repeat(100), 'same', 'same', '.'];
    const made: Snapshot[] = [];
    for (const name of names) made.push(await keep(project, name));
    expect(made.map(({ name }) => name)).toEqual(names);
    expect(new Set(made.map(({ id }) => id)).size).toBe(names.length);
    expect(new Set((await list(project)).map(({ name }) => name))).toEqual(new Set(names));
  });

  test('renaming keeps a version for good; deleting takes its picture along', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const made = await keep(project, null);
    expect(made).toMatchObject({ kind: 'auto', name: '' });
    const jpeg = new Uint8Array([0xff, 0xd8, 1, 2, 3]);
    await project.call('snapshots.savePicture', { id: made.id, picture: jpeg });
    const named = await project.call<Snapshot>('snapshots.rename', { id: made.id, name: 'Dailies 海' });
    expect(named).toMatchObject({
      kind: 'named',
      name: 'Dailies 海',
      createdAtMs: made.createdAtMs,
      hasPicture: true,
    });
    expect(await list(project)).toEqual([named]);
    expect(new Uint8Array(await project.call('snapshots.picture', { id: named.id }))).toEqual(jpeg);
    await project.call('snapshots.delete', { id: named.id });
    expect(filesOf(project.path)).toEqual(['index.json']);
    expect((await project.errorOf('snapshots.delete', { id: named.id })).code).toBe('notFound');
    expect((await project.errorOf('snapshots.restore', { id: '../../x', selection: [] })).code).toBe(
      'badRequest',
    );
  });

  test('no picture but a JPEG', async () => {
    const project = await startTestProject();
    const { id } = await keep(project, 'x');
    const picture = new Uint8Array([1, 2, 3]);
    expect((await project.errorOf('snapshots.savePicture', { id, picture })).code).toBe('unsupported');
    expect(await project.call('snapshots.picture', { id })).toBeNull();
  });
});

describe('the list is made anew from the files', () => {
  test.each([
    ['lost', (path: string) => rmSync(path)],
    ['broken', (path: string) => writeFileSync(path, '{"version": 1, "snapshots": {"x": 5}}')],
  ])('when the index is %s', async (_, spoil) => {
    const project = await startTestProject();
    await project.edit('shot.add');
    await keep(project, 'One');
    project.clock.nowMs += 60_000;
    await keep(project, null);
    const before = await list(project);
    spoil(join(project.path, 'snapshots', 'index.json'));
    await project.open(project.path);
    expect(await list(project)).toEqual(before);
    expect(before.map(({ name }) => name)).toEqual(['', 'One']);
  });

  test('strange files are left out, a damaged one is told of and refused', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const { id } = await keep(project, 'One');
    const folder = join(project.path, 'snapshots');
    writeFileSync(join(folder, 'notes.txt'), 'x');
    writeFileSync(join(folder, 'other.db'), 'x');
    const path = join(folder, `${id}.db`);
    writeFileSync(path, readFileSync(path).subarray(0, 3_000));
    const [only, ...rest] = await list(project);
    expect(rest).toEqual([]);
    expect(only?.problem).toBe('Its file is damaged.');
    expect((await project.errorOf('snapshots.restore', { id, selection: [] })).code).toBe('projectDamaged');
    expect((await project.errorOf('snapshots.compare', { id })).code).toBe('projectDamaged');
    expect(await project.records()).toHaveLength(3);
  });

  test('file names say what a version is', () => {
    expect(parseStem('20260615T120000Z auto')).toEqual({
      kind: 'auto',
      name: '',
      createdAtMs: Date.UTC(2026, 5, 15, 12),
    });
    expect(parseStem('20260615T120000Z before restoring (2) One (3)')).toMatchObject({
      kind: 'restore',
      name: 'One (3)',
    });
    expect(parseStem('before-format-2 2026-06-15-12-00-00')).toMatchObject({
      kind: 'migration',
      createdAtMs: Date.UTC(2026, 5, 15, 12),
    });
    expect(parseStem('project')).toBeUndefined();
  });
});

describe('restoring', () => {
  test('is one edit that undo takes back; the state before is a version, too', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const early = await project.records();
    const { id } = await keep(project, 'Early');
    await project.edit('project.rename', { name: 'Other' });
    const shotIds = (await project.records()).flatMap((record) =>
      record.kind === 'shot' ? [record.id] : [],
    );
    await project.edit('shot.add');
    await project.edit('shot.delete', { shotIds });
    const late = await project.records();
    expect(await project.call('snapshots.compare', { id })).toEqual([
      { kind: 'project', back: 0, away: 0, changed: 1 },
      { kind: 'shot', back: 1, away: 1, changed: 0 },
    ]);

    const committed = await restore(project, id);
    expect(committed).toMatchObject({ label: 'Restore “Early”', source: 'user' });
    expect(await project.records()).toEqual(early);
    expect(await project.call('snapshots.compare', { id })).toEqual([]);
    const versions = await list(project);
    expect(versions.map(({ kind }) => kind).sort()).toEqual(['named', 'restore']);

    await project.call('edit.undo');
    expect(await project.records()).toEqual(late);
    await project.open(project.path);
    await project.call('edit.redo');
    expect(await project.records()).toEqual(early);
    const before = versions.find(({ kind }) => kind === 'restore');
    await restore(project, before?.id ?? '');
    expect(await project.records()).toEqual(late);
  });

  test('of what is there already does nothing', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const { id } = await keep(project, 'Now');
    expect(await restore(project, id)).toBeNull();
    expect(await list(project)).toHaveLength(1);
  });

  test('leaves the takes that came since with the shots the version has', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const { id } = await keep(project, 'Early');
    const { database } = project.service.session();
    await project.edit('shot.add');
    const [first, second] = database.document.list('shot');
    if (!first || !second) throw new Error('Two shots are there.');
    const stays = arriveTake(database, first.id).diff.added;
    arriveTake(database, second.id);
    await restore(project, id);
    expect(database.document.list('shot')).toHaveLength(1);
    expect(database.document.list('take')).toEqual(stays.filter(({ kind }) => kind === 'take'));
    expect(database.document.list('media')).toEqual(stays.filter(({ kind }) => kind === 'media'));
    await project.call('edit.undo');
    expect(database.document.list('take')).toHaveLength(2);
  });

  test('changes nothing when the state before cannot be kept', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const { id } = await keep(project, 'Early');
    await project.edit('shot.add');
    const before = await project.records();
    const folder = join(project.path, 'snapshots');
    project.clock.nowMs += 1_000;
    // A folder where the file is to be made.
    const stamp = new Date(project.clock.nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
    mkdirSync(join(folder, `${stamp}Z before restoring Early.db.new`, 'x'), { recursive: true });
    const error = await project.errorOf('snapshots.restore', { id, selection: [] });
    expect(error.message).not.toBe('');
    expect(await project.records()).toEqual(before);
  });
});

test('a copy from before a migration is in the list, and can be restored from', async () => {
  const fixture = join(import.meta.dirname, '../../../tests/fixtures/projects/format-1');
  const path = join(temporaryFolder(), 'Old.ekonte');
  cpSync(fixture, path, { recursive: true });
  const project = startTestService();
  await project.open(path);
  const [migration] = await list(project);
  expect(migration).toMatchObject({ kind: 'migration', name: 'Before format 3', problem: null });
  const before = await project.records();
  expect(await restore(project, migration?.id ?? '')).toBeNull();
  expect(await project.call('snapshots.compare', { id: migration?.id })).toBeNull();
  await project.edit('project.rename', { name: 'Changed' });
  expect(await restore(project, migration?.id ?? '')).toMatchObject({ label: 'Restore “Before format 3”' });
  expect(await project.records()).toEqual(before);
  expect((await project.errorOf('snapshots.rename', { id: migration?.id, name: 'x' })).code).toBe(
    'badRequest',
  );

  const media = await mediaInSnapshots(path);
  expect(media.unreadable).toEqual([]);
  const inDocument = before.filter((record) => record.kind === 'media');
  expect([...media.ids].sort()).toEqual(inDocument.map(({ id }) => id).sort());
  expect([...media.fingerprints].sort()).toEqual(
    [...new Set(inDocument.map((record) => record.fingerprint))].sort(),
  );
  expect([...media.paths].every((name) => existsSync(join(path, name)))).toBe(true);
});

test('media of a damaged version are not known, and that is said', async () => {
  const project = await startTestProject();
  const { id } = await keep(project, 'x');
  writeFileSync(join(project.path, 'snapshots', `${id}.db`), 'x');
  expect((await mediaInSnapshots(project.path)).unreadable).toEqual([id]);
});

describe('a project that is open for reading', () => {
  test('lists its versions and changes none', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const made = await keep(project, 'One');
    const looking = startTestService();
    await looking.call('project.openAt', { path: project.path, readOnly: true });
    expect(await list(looking)).toEqual([made]);
    const requests: [string, unknown][] = [
      ['snapshots.create', { name: 'x' }],
      ['snapshots.rename', { id: made.id, name: 'x' }],
      ['snapshots.delete', { id: made.id }],
      ['snapshots.restore', { id: made.id, selection: [] }],
    ];
    for (const [channel, request] of requests) {
      expect((await looking.errorOf(channel, request)).code).toBe('readOnly');
    }
    expect(filesOf(project.path)).toEqual([`${made.id}.db`, 'index.json']);
  });
});

describe('by the clock', () => {
  const minute = 60_000;
  /** Moves both clocks, then lets threads do their part. */
  async function pass(project: TestService, ms: number): Promise<void> {
    project.clock.nowMs += ms;
    await vi.advanceTimersByTimeAsync(ms);
    await project.service.session().snapshots.list();
  }
  const fake = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  test('a version every ten minutes while there are edits, none without', async () => {
    const project = await startTestProject();
    fake();
    await project.edit('shot.add');
    await pass(project, 9 * minute);
    await project.edit('shot.add');
    expect(await list(project)).toHaveLength(0);
    await pass(project, 2 * minute);
    expect(await list(project)).toMatchObject([{ kind: 'auto', revision: 2 }]);
    await pass(project, 60 * minute);
    expect(await list(project)).toHaveLength(1);
    await project.edit('shot.add');
    await pass(project, 10 * minute);
    expect(await list(project)).toMatchObject([{ revision: 3 }, { revision: 2 }]);
  });

  test('what was left is kept at the next opening, once', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    fake();
    await project.open(project.path);
    await realWait(0);
    await project.service.session().snapshots.list();
    await pass(project, 4_000);
    expect(await list(project)).toMatchObject([{ kind: 'auto', revision: 1 }]);
    await project.open(project.path);
    await project.service.session().snapshots.list();
    await pass(project, 4_000);
    expect(await list(project)).toHaveLength(1);
  });

  test('as often as it is set, or not at all; over the cap the oldest go', async () => {
    const project = await startTestProject();
    await project.call('snapshots.configure', { everyMinutes: null, capMegabytes: 500 });
    fake();
    await project.edit('shot.add');
    await pass(project, 60 * minute);
    expect(await list(project)).toHaveLength(0);
    await project.call('snapshots.configure', { everyMinutes: 1, capMegabytes: 10 });
    for (let count = 0; count < 3; count += 1) {
      await project.edit('shot.add');
      await pass(project, minute);
    }
    expect(await list(project)).toHaveLength(3);
  });
});
