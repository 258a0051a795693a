import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProject } from './createProject';
import { openProject } from './openProject';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = { now: () => 1, onCommitted: () => {} };

test('a new project opens, empty, at revision 0', () => {
  const path = join(folder, 'Film.ekonte');
  createProject(
    path,
    { name: 'Film', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } },
    1,
  );
  const opened = openProject(path, options);
  expect(opened.database.document.project().name).toBe('Film');
  expect(opened.database.revision).toBe(0);
  opened.close();
  expect(readdirSync(path)).toEqual(['media', 'project.db', 'project.lock']);
});
