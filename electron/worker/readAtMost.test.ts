import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAtMost, readStart } from './readAtMost';

let folder: string;
const path = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-read-'));
  writeFileSync(path('five'), 'abcde');
  writeFileSync(path('none'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is read whole, or not at all where it is larger', async () => {
  expect(String(await readAtMost(path('five'), 5))).toBe('abcde');
  expect(await readAtMost(path('five'), 4)).toBeNull();
  expect(await readAtMost(path('none'), 4)).toHaveLength(0);
});

test('the start of a file', async () => {
  expect(String(await readStart(path('five'), 2))).toBe('ab');
  expect(String(await readStart(path('five'), 9))).toBe('abcde');
});

test('what is no ordinary file is not opened, and what is not there is told', async () => {
  await expect(readAtMost(folder, 9)).rejects.toMatchObject({ code: 'unsupported' });
  await expect(readAtMost(path('gone'), 9)).rejects.toMatchObject({ code: 'ENOENT' });
  execFileSync('mkfifo', [path('pipe')]);
  await expect(readAtMost(path('pipe'), 9)).rejects.toMatchObject({ code: 'unsupported' });
});
