import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RpcReply, Snapshot } from '@shared/rpc/table';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { checkProject } from '../database/checkProject';
import { describeFolder, openTestProject, temporaryFolder } from '../testing/projects';
import { startTestProject, startTestService } from '../testing/service';
import { copyProject } from './copyProject';

const fixture = join(import.meta.dirname, '../../../tests/fixtures/projects/format-1');

async function oldProject(): Promise<string> {
  const path = join(temporaryFolder(), 'Old.ekonte');
  await cp(fixture, path, { recursive: true });
  return path;
}

describe('a copy of the open project', () => {
  test('is whole, with its media and its undo line; both go their own ways', async () => {
    const path = await oldProject();
    const project = startTestService();
    await project.open(path);
    const before = await project.records();
    const target = join(dirname(path), 'Copy 海.ekonte');
    const report = await project.call('copy.saveAt', { path: target, snapshotId: null });
    expect(report).toEqual({ mediaCount: 9, missingMedia: 0 });
    expect(await checkProject(target)).toEqual([]);
    const copy = openTestProject(target);
    expect(copy.database.document.records()).toEqual(before);
    expect(copy.database.historyState()).toEqual(project.service.session().database.historyState());
    await project.edit('project.rename', { name: 'Other' });
    expect(copy.database.document.project().name).not.toBe('Other');
    expect(project.events.filter(({ event }) => event === 'copy.progress').at(-1)?.payload).toEqual({
      ended: true,
    });
  });

  test('takes no room for media on the same disk', async () => {
    const path = await oldProject();
    const target = join(dirname(path), 'Copy.ekonte');
    await copyProject({
      databasePath: join(path, 'project.db'),
      projectFolder: path,
      target,
      withHistory: true,
    });
    const [file] = Object.keys(describeFolder(join(path, 'media'))).filter((name) => name.endsWith('.mp4'));
    expect(statSync(join(target, 'media', file ?? '')).ino).toBe(
      statSync(join(path, 'media', file ?? '')).ino,
    );
  });

  test('of a project open for reading can be worked on', async () => {
    const project = await startTestProject();
    await project.edit('shot.add');
    const looking = startTestService();
    await looking.call('project.openAt', { path: project.path, readOnly: true });
    const { path } = await looking.call<RpcReply<'media.importDialog'> & { path: string }>(
      'copy.suggestName',
      { snapshotId: null },
    );
    expect(path).toBe(project.path.replace('Film.ekonte', 'Film copy.ekonte'));
    await looking.call('copy.saveAt', { path, snapshotId: null });
    await looking.open(path);
    expect(await looking.edit('shot.add')).not.toBeNull();
  });
});

describe('a copy of a version', () => {
  test('holds that version, without jobs', async () => {
    const project = await startTestProject();
    const shotId = (await project.edit('shot.add'))?.selection?.[0];
    await project.call('jobs.submitClips', { shotIds: [shotId], provider: 'local', preset: 'draft' });
    const { id } = await project.call<Snapshot>('snapshots.create', { name: 'A/B?' });
    await project.edit('shot.add');
    const { path } = await project.call<{ path: string }>('copy.suggestName', { snapshotId: id });
    expect(path).toBe(project.path.replace('Film.ekonte', 'Film – A_B_.ekonte'));
    await project.call('copy.saveAt', { path, snapshotId: id });
    const copy = openTestProject(path).database;
    expect(copy.document.list('shot')).toHaveLength(1);
    expect(copy.handle.prepare('SELECT count(*) FROM job').pluck().get()).toBe(0);
  });
});

describe('what goes wrong', () => {
  test('leaves nothing behind, and says why', async () => {
    const project = await startTestProject();
    const around = dirname(project.path);
    const before = describeFolder(around);
    const taken = join(around, 'Taken.ekonte');
    const code = async (path: string) =>
      (await project.errorOf('copy.saveAt', { path, snapshotId: null })).code;
    mkdirSync(taken);
    expect(await code(taken)).toBe('alreadyExists');
    expect(await code(join(around, 'no', 'Film.ekonte'))).toBe('notFound');
    expect(await code(join(around, 'Film'))).toBe('badRequest');
    rmSync(taken, { recursive: true });
    expect(describeFolder(around)).toEqual(before);
  });

  test('missing media are counted, and missing in the copy, too', async () => {
    const path = await oldProject();
    const [file] = Object.keys(describeFolder(join(path, 'media'))).filter((name) => name.endsWith('.mp3'));
    rmSync(join(path, 'media', file ?? ''));
    const target = join(dirname(path), 'Copy.ekonte');
    const options = { databasePath: join(path, 'project.db'), projectFolder: path, target };
    expect(await copyProject({ ...options, withHistory: false })).toEqual({ mediaCount: 9, missingMedia: 1 });
  });

  test('a copy that is called off is not there', async () => {
    const path = await oldProject();
    const target = join(dirname(path), 'Copy.ekonte');
    const abort = new AbortController();
    const copy = copyProject({
      databasePath: join(path, 'project.db'),
      projectFolder: path,
      target,
      withHistory: false,
      signal: abort.signal,
      onProgress: (done, total) => {
        if (done > 0 && done < total) abort.abort();
      },
    });
    await expect(copy).rejects.toMatchObject({ code: 'cancelled' });
    expect(Object.keys(describeFolder(dirname(path))).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(existsSync(target)).toBe(false);
  });

  test('a database that names files elsewhere does not get them', async () => {
    const project = await startTestProject();
    const secret = join(dirname(project.path), 'secret.png');
    writeFileSync(secret, 'secret');
    const { database } = project.service.session();
    const json = JSON.stringify({ storage: { mode: 'copied', path: '../secret.png' }, fingerprint: 'x' });
    const copy = join(temporaryFolder(), 'strange.db');
    database.handle.prepare('VACUUM INTO ?').run(copy);
    const handle = new SQLite(copy);
    handle.prepare(`INSERT INTO record (id, kind, json) VALUES ('med_x', 'media', ?)`).run(json);
    handle.close();
    const target = join(dirname(project.path), 'Copy.ekonte');
    const report = await copyProject({
      databasePath: copy,
      projectFolder: project.path,
      target,
      withHistory: false,
    });
    expect(report.mediaCount).toBe(0);
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    expect(Object.values(describeFolder(target)).length).toBe(3);
  });
});
