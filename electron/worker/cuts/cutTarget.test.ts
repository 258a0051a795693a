import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginCut, type CutTarget, checkCutTarget, takeCutNames } from './cutTarget';

let folder: string;
let target: CutTarget;
const path = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-cut-'));
  mkdirSync(path('Film.ekonte'));
  target = await checkCutTarget(path('cut.edl'), 'edl', 'job_1', path('Film.ekonte'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A long cut, of two lists. */
async function make(): Promise<void> {
  await beginCut(target);
  for (const name of ['cut.edl', 'cut 2.edl']) writeFileSync(join(target.temporaryPath, name), 'new');
}

test('a further list of a new timeline takes the place of no other file', async () => {
  writeFileSync(path('cut 2.edl'), 'mine');
  await make();
  await expect(takeCutNames(target)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('"cut 2.edl"'),
  });
  expect(readdirSync(folder).sort()).toEqual(['Film.ekonte', 'cut 2.edl']);
  expect(readFileSync(path('cut 2.edl'), 'utf8')).toBe('mine');
});

test('those of a timeline that is replaced are replaced with it', async () => {
  for (const name of ['cut.edl', 'cut 2.edl']) writeFileSync(path(name), 'old');
  await make();
  await takeCutNames(target);
  expect(readdirSync(folder).sort()).toEqual(['Film.ekonte', 'cut 2.edl', 'cut.edl']);
  expect(readFileSync(path('cut 2.edl'), 'utf8')).toBe('new');
});
