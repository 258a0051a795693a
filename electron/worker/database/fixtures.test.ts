import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkInvariants } from '@shared/document/invariants';
import { describe, expect, test } from 'vitest';
import { openTestProject, temporaryFolder } from '../testing/projects';
import { checkProject } from './checkProject';

/** Projects as earlier versions left them: tests/fixtures/projects. */
const fixtures = join(import.meta.dirname, '..', '..', '..', 'tests', 'fixtures', 'projects');

function copyOf(name: string): string {
  const folder = join(temporaryFolder(), `${name}.ekonte`);
  cpSync(join(fixtures, name), folder, { recursive: true });
  return folder;
}

describe.each(readdirSync(fixtures).sort())('a project of %s', (name) => {
  test('opens with everything in it, and the check finds nothing', async () => {
    const folder = copyOf(name);
    const { database, close } = openTestProject(folder);
    const { document } = database;
    expect(checkInvariants(document)).toEqual([]);
    expect(document.project().name).toMatch(/F|絵コンテ/);
    expect(document.list('shot').length).toBeGreaterThanOrEqual(4);
    expect(document.list('take').length).toBeGreaterThanOrEqual(4);
    expect(document.list('dialogueLine')[0]?.text).toBe('Oto! 戻ってこい!');
    close();
    expect(await checkProject(folder)).toEqual([]);
  });

  test('undoes and redoes its whole history', () => {
    const { database } = openTestProject(copyOf(name));
    const end = JSON.stringify(database.document.records());
    let undone = 0;
    while (database.undo()) undone += 1;
    expect(undone).toBeGreaterThanOrEqual(14);
    expect(checkInvariants(database.document)).toEqual([]);
    for (let step = 0; step < undone; step += 1) database.redo();
    expect(JSON.stringify(database.document.records())).toBe(end);
  });

  test('is read where it may not be changed', () => {
    const folder = copyOf(name);
    const before = readdirSync(folder).sort();
    const { database, close } = openTestProject(folder, { readOnly: true });
    expect(database.document.list('media').length).toBeGreaterThanOrEqual(5);
    close();
    rmSync(join(folder, 'project.lock'), { force: true });
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});

test('an older project is copied before it is brought up', () => {
  const folder = copyOf('format-1');
  openTestProject(folder).close();
  expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/^before-format-3 .*\.db$/)]);
  expect(existsSync(join(folder, 'project.db'))).toBe(true);
});
