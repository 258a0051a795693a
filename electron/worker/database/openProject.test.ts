import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  codeOf,
  describeFolder,
  newFilm,
  newProjectFolder,
  openTestProject,
  temporaryFolder,
  testNowMs,
} from '../testing/projects';
import { checkProject } from './checkProject';
import { createProject } from './createProject';
import { migrations } from './schema';
import { addShot } from './testing/edits';

describe('making a project', () => {
  test('makes the folder of the contract, which opens empty at revision 0', () => {
    const path = newProjectFolder();
    expect(Object.keys(describeFolder(path))).toEqual(['media', 'project.db', 'project.lock']);
    const { database } = openTestProject(path);
    expect(database.document.project()).toMatchObject(newFilm);
    expect(database).toMatchObject({ revision: 0, isReadOnly: false });
    expect(database.historyState()).toEqual({ undoLabel: null, redoLabel: null });
  });

  test.each([
    ['a name without .ekonte', 'Film', 'badRequest'],
    ['a folder around it that is not there', 'no/Film.ekonte', 'notFound'],
    ['a place that is taken', 'Taken.ekonte', 'alreadyExists'],
  ])('refuses %s and leaves nothing behind', (_, name, code) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'Taken.ekonte'));
    expect(codeOf(() => createProject(join(folder, name), newFilm, testNowMs))).toBe(code);
    expect(describeFolder(folder)).toEqual({ 'Taken.ekonte': 'folder' });
  });
});

/** A project with something in it, closed. */
function filledProject(): string {
  const path = newProjectFolder();
  const { database, close } = openTestProject(path);
  for (let count = 0; count < 30; count += 1) addShot(database, { fields: { notes: 'x'.repeat(2_000) } });
  close();
  return path;
}

function changeDatabase(path: string, sql: string): void {
  const handle = new SQLite(join(path, 'project.db'));
  handle.exec(sql);
  handle.close();
}

describe('what cannot be opened is refused in words, and left as it was', () => {
  const database = (path: string) => join(path, 'project.db');
  test.each<[string, (path: string) => void, string]>([
    ['a newer version', (path) => changeDatabase(path, 'PRAGMA user_version = 99'), 'projectNewer'],
    ['an empty file', (path) => truncateSync(database(path), 0), 'projectDamaged'],
    ['a file cut off within its header', (path) => truncateSync(database(path), 60), 'projectDamaged'],
    [
      'a file cut in half',
      (path) => truncateSync(database(path), readFileSync(database(path)).length / 2),
      'projectDamaged',
    ],
    [
      'a file that is no database',
      (path) => writeFileSync(database(path), 'x'.repeat(5_000)),
      'projectDamaged',
    ],
    [
      'a schema format that SQLite does not know',
      (path) => setSchemaFormat(database(path), 9),
      'projectDamaged',
    ],
    ['a page of noise', (path) => overwritePage(database(path), 4), 'projectDamaged'],
    [
      'a database of another program',
      (path) => changeDatabase(path, 'PRAGMA application_id = 7'),
      'notAProject',
    ],
    [
      'a stranger’s trigger',
      (path) => changeDatabase(path, 'CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM record; END'),
      'projectDamaged',
    ],
    [
      'a record that is not valid',
      (path) => changeDatabase(path, `UPDATE record SET json = '{"kind":"shot"}' WHERE kind = 'shot'`),
      'projectDamaged',
    ],
    [
      'no project record',
      (path) => changeDatabase(path, `DELETE FROM record WHERE kind = 'project'`),
      'projectDamaged',
    ],
    ['a folder without project.db', (path) => rmSync(database(path)), 'notAProject'],
    [
      'a folder in place of project.db',
      (path) => {
        rmSync(database(path));
        mkdirSync(database(path));
      },
      'notAProject',
    ],
    ['a folder that is gone', (path) => rmSync(path, { recursive: true }), 'notFound'],
  ])('%s', (_, spoil, code) => {
    const path = filledProject();
    spoil(path);
    const before = code === 'notFound' ? {} : describeFolder(path);
    expect(codeOf(() => openTestProject(path))).toBe(code);
    expect(codeOf(() => openTestProject(path, { readOnly: true }))).toBe(code);
    expect(code === 'notFound' ? {} : describeFolder(path)).toEqual(before);
  });

  test('a file in place of the folder', () => {
    const path = join(temporaryFolder(), 'Film.ekonte');
    writeFileSync(path, '');
    expect(codeOf(() => openTestProject(path))).toBe('notAProject');
  });

  test('a refused project opens after it is repaired: no lock is left', () => {
    const path = filledProject();
    changeDatabase(path, 'PRAGMA user_version = 99');
    expect(codeOf(() => openTestProject(path))).toBe('projectNewer');
    changeDatabase(path, `PRAGMA user_version = ${migrations.length}`);
    expect(openTestProject(path).database.document.list('shot')).toHaveLength(30);
  });
});

/** Format: sqlite.org/fileformat.html, "The Database Header", offset 44. */
function setSchemaFormat(file: string, format: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(format, 44);
  writeFileSync(file, bytes);
}

function overwritePage(file: string, page: number): void {
  const bytes = readFileSync(file);
  const pageSize = bytes.readUInt16BE(16);
  bytes.fill(0x5a, pageSize * (page - 1), pageSize * page);
  writeFileSync(file, bytes);
}

describe('one writer at a time', () => {
  test('a second opening in the same process is refused, looking is not', () => {
    const path = newProjectFolder();
    const first = openTestProject(path);
    addShot(first.database);
    expect(codeOf(() => openTestProject(path))).toBe('projectInUse');
    const looking = openTestProject(path, { readOnly: true });
    expect(looking.database.document.list('shot')).toHaveLength(1);
    looking.close();
    addShot(first.database);
    first.close();
    expect(openTestProject(path).database.document.list('shot')).toHaveLength(2);
  });

  test('another process keeps it until it ends, however it ends', async () => {
    const path = newProjectFolder();
    const holder = spawn(process.execPath, ['-e', holdLock, join(path, 'project.lock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: import.meta.dirname,
    });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    expect(codeOf(() => openTestProject(path))).toBe('projectInUse');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(openTestProject(path).database.isReadOnly).toBe(false);
  });
});

const holdLock = `
  const SQLite = require('better-sqlite3');
  const handle = new SQLite(process.argv[1]);
  handle.exec('BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => {}, 1000);
`;

describe('looking', () => {
  test('leaves no trace', async () => {
    const path = filledProject();
    const before = describeFolder(path);
    openTestProject(path, { readOnly: true }).close();
    expect(await checkProject(path)).toEqual([]);
    expect(describeFolder(path)).toEqual(before);
  });

  test('does not write', () => {
    const path = newProjectFolder();
    const { database } = openTestProject(path, { readOnly: true });
    expect(codeOf(() => addShot(database))).toBe('readOnly');
    expect(codeOf(() => database.undo())).toBe('readOnly');
    expect(database.document.list('shot')).toEqual([]);
  });
});

/** Runs as an ordinary person: root may write everywhere. */
function asOrdinaryPerson<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

/** The project as a crash at this moment would leave it: the last edits are in the log only. */
function crashedCopy(path: string): string {
  const { database, close } = openTestProject(path);
  addShot(database);
  const copy = join(temporaryFolder(), 'Copy.ekonte');
  cpSync(path, copy, { recursive: true });
  close();
  return copy;
}

test('what a crash left in the log is there after opening', () => {
  const copy = crashedCopy(filledProject());
  const looking = openTestProject(copy, { readOnly: true });
  expect(looking.database.document.list('shot')).toHaveLength(31);
  looking.close();
  expect(openTestProject(copy).database.document.list('shot')).toHaveLength(31);
});

describe.runIf(process.platform !== 'win32')('permissions', () => {
  test('a folder that cannot be written to opens for reading', () => {
    const path = crashedCopy(filledProject());
    chmodSync(join(path, '..'), 0o755);
    for (const name of ['project.db', 'project.db-wal', 'project.db-shm', 'project.lock']) {
      chmodSync(join(path, name), 0o444);
    }
    chmodSync(path, 0o555);
    onTestFinished(() => chmodSync(path, 0o755));
    const before = describeFolder(path);
    asOrdinaryPerson(() => {
      const { database, close } = openTestProject(path);
      expect(database.isReadOnly).toBe(true);
      expect(database.document.list('shot')).toHaveLength(31);
      expect(codeOf(() => addShot(database))).toBe('readOnly');
      database.saveSession('{}');
      close();
    });
    expect(describeFolder(path)).toEqual(before);
  });

  test('a folder that cannot be read is "unreadable"', () => {
    const path = filledProject();
    chmodSync(join(path, '..'), 0o755);
    chmodSync(path, 0o000);
    onTestFinished(() => chmodSync(path, 0o755));
    expect(asOrdinaryPerson(() => codeOf(() => openTestProject(path)))).toBe('unreadable');
  });
});
