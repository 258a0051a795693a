import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { codeOf, describeFolder, newProjectFolder, openTestProject } from '../testing/projects';
import { requireAtPlace } from './projectPlace';
import { addShot } from './testing/edits';

afterEach(() => vi.useRealTimers());

const moved = (path: string, name = 'Moved.ekonte') => join(dirname(path), name);

describe.runIf(process.platform !== 'win32')('while a project is open', () => {
  test('an edit is refused when its folder has moved, and taken again when it is back', () => {
    const path = newProjectFolder();
    const { database, place } = openTestProject(path);
    addShot(database);
    renameSync(path, moved(path));
    expect(codeOf(() => addShot(database))).toBe('projectMoved');
    expect(codeOf(() => database.undo())).toBe('projectMoved');
    expect(codeOf(() => database.saveSession('{}'))).toBe('projectMoved');
    expect(database).toMatchObject({ revision: 1 });
    expect(database.document.list('shot')).toHaveLength(1);
    expect(place?.state).toBe('gone');
    expect(existsSync(path)).toBe(false);
    renameSync(moved(path), path);
    expect(addShot(database).revision).toBe(2);
    expect(place?.state).toBe('here');
  });

  test('a folder that was renamed, or moved elsewhere on its disk, is found', () => {
    const path = newProjectFolder();
    const { place } = openTestProject(path);
    expect(place?.find()).toBeUndefined();
    renameSync(path, moved(path));
    expect(place?.find()).toBe(moved(path));
    if (process.platform !== 'linux') return;
    const away = join(dirname(path), 'deep', 'er');
    mkdirSync(away, { recursive: true });
    renameSync(moved(path), join(away, 'Film.ekonte'));
    expect(place?.find()).toBe(join(away, 'Film.ekonte'));
  });

  test('a deleted one is not found, and nothing comes into being where it was', () => {
    const path = newProjectFolder();
    const { database, place, close } = openTestProject(path);
    rmSync(path, { recursive: true });
    expect(codeOf(() => addShot(database))).toBe('projectMoved');
    expect(place?.find()).toBeUndefined();
    expect(codeOf(() => requireAtPlace(join(path, 'media')))).toBe('projectMoved');
    close();
    expect(existsSync(path)).toBe(false);
    requireAtPlace(join(path, 'media'));
  });

  test('a database that was deleted alone is noticed', () => {
    const path = newProjectFolder();
    const { database } = openTestProject(path);
    rmSync(join(path, 'project.db'));
    expect(codeOf(() => addShot(database))).toBe('projectMoved');
  });

  test('a stranger in its place is left alone, its log too', () => {
    const path = newProjectFolder();
    const { database, place, close } = openTestProject(path);
    addShot(database);
    renameSync(path, moved(path));
    cpSync(newProjectFolder(), path, { recursive: true });
    const stranger = new SQLite(join(path, 'project.db'));
    stranger.pragma('journal_mode = WAL');
    stranger.prepare(`UPDATE meta SET value = 77 WHERE key = 'revision'`).run();
    const before = describeFolder(path);
    expect(Object.keys(before)).toContain('project.db-wal');
    expect(codeOf(() => addShot(database))).toBe('projectMoved');
    expect(place?.state).toBe('replaced');
    expect(codeOf(() => requireAtPlace(join(path, 'cache')))).toBe('projectMoved');
    close();
    expect(describeFolder(path)).toEqual(before);
    stranger.close();
    // What was acknowledged went along with the folder.
    expect(openTestProject(moved(path)).database.document.list('shot')).toHaveLength(1);
  });

  test('it is noticed without an edit', () => {
    vi.useFakeTimers();
    const path = newProjectFolder();
    const { place } = openTestProject(path);
    const states: string[] = [];
    place?.watch((state) => states.push(state));
    vi.advanceTimersByTime(10_000);
    expect(states).toEqual([]);
    renameSync(path, moved(path));
    vi.advanceTimersByTime(2_500);
    renameSync(moved(path), path);
    vi.advanceTimersByTime(2_500);
    expect(states).toEqual(['gone', 'here']);
  });
});

describe('on a network drive', () => {
  const journalOf = (path: string) => {
    const header = readFileSync(join(path, 'project.db'));
    return header[18] === 2 ? 'log' : 'journal';
  };

  test('there is no log, commits are as durable, and it goes back to a log on a local disk', () => {
    const path = newProjectFolder();
    const local = openTestProject(path, { network: null });
    addShot(local.database);
    // As a crash leaves it: the newest edit is in the log only.
    const crashed = join(dirname(path), 'Crashed.ekonte');
    cpSync(path, crashed, { recursive: true });
    local.close();

    const remote = openTestProject(crashed, { network: 'NFS' });
    expect(remote.network).toBe('NFS');
    expect(remote.database.document.list('shot')).toHaveLength(1);
    expect(remote.database.handle.pragma('journal_mode', { simple: true })).toBe('truncate');
    expect(remote.database.handle.pragma('synchronous', { simple: true })).toBe(3);
    expect(remote.database.handle.pragma('locking_mode', { simple: true })).toBe('normal');
    addShot(remote.database);
    expect(existsSync(join(crashed, 'project.db-wal'))).toBe(false);
    expect(existsSync(join(crashed, 'project.db-shm'))).toBe(false);
    expect(journalOf(crashed)).toBe('journal');
    // Somebody may look meanwhile.
    const looking = openTestProject(crashed, { readOnly: true, network: 'NFS' });
    expect(looking.database.document.list('shot')).toHaveLength(2);
    looking.close();
    addShot(remote.database);
    remote.close();

    const again = openTestProject(crashed, { network: null });
    expect(again.database.document.list('shot')).toHaveLength(3);
    expect(journalOf(crashed)).toBe('log');
  });

  test('a damaged one is refused and left as it is', () => {
    const path = newProjectFolder();
    const file = join(path, 'project.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 4_096));
    const before = describeFolder(path);
    expect(codeOf(() => openTestProject(path, { network: 'SMB' }))).toBe('projectDamaged');
    expect(describeFolder(path)).toEqual(before);
  });
});
