import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@shared/testing/random';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCopied, changeProject, makeProject } from '../../electron/worker/archive/testing/archiveProject';
import { copyProject } from '../../electron/worker/copies/copyProject';
import { checkProject } from '../../electron/worker/database/checkProject';
import { draftPath } from '../../electron/worker/database/ownDrafts';
import { canMakeSmallDisk, makeSmallDisk } from '../e2e/helpers/smallDisk';

const around = mkdtempSync(join(tmpdir(), 'ekonte-copy-'));
let folder: string;

beforeAll(() => {
  folder = makeProject(around);
  const random = createRandom(1);
  changeProject(folder, (database) => {
    for (const megabytes of [1, 6, 2]) {
      addCopied(folder, database, `${megabytes}.png`, Buffer.alloc(megabytes * 1_000_000, random.text(64)));
    }
    database.handle.pragma('wal_checkpoint(TRUNCATE)');
  });
});
afterAll(() => rmSync(around, { recursive: true, force: true }));

/** Onto another disk, where nothing can be linked; something happens when a share of the bytes is there. */
function copyTo(target: string, share = 2, happen = () => {}, signal?: AbortSignal) {
  const seen: number[] = [];
  let hasHappened = false;
  const copied = copyProject({
    databasePath: join(folder, 'project.db'),
    projectFolder: folder,
    target,
    withHistory: true,
    ...(signal && { signal }),
    onProgress: (done, total) => {
      seen.push(done);
      if (hasHappened || total === 0 || done < total * share) return;
      hasHappened = true;
      happen();
    },
  });
  return { copied, seen };
}

if (canMakeSmallDisk) {
  test.each([0, 0.3, 0.6])(
    'a disk that fills up when %f is copied: one sentence, nothing left',
    async (share) => {
      const place = join(around, `full-${share}`);
      mkdirSync(place);
      const disk = makeSmallDisk(place, 20);
      const target = join(disk.folder, 'Copy.ekonte');
      try {
        await expect(copyTo(target, share, disk.fill).copied).rejects.toMatchObject({
          code: 'diskFull',
          message: expect.stringContaining('Nothing of the copy was kept there'),
        });
        expect(readdirSync(disk.folder)).toEqual(['ballast']);
        disk.makeRoom();
        await copyTo(target).copied;
        expect(await checkProject(target)).toEqual([]);
      } finally {
        disk.release();
      }
    },
  );

  test('called off in the middle of a file, nothing is left; what a crash left goes with the next copy', async () => {
    const place = join(around, 'called-off');
    mkdirSync(place);
    const disk = makeSmallDisk(place, 20);
    const target = join(disk.folder, 'Copy.ekonte');
    // No process has this number: it is beyond what systems give.
    const left = draftPath(disk.folder).replace(`-${process.pid}-`, '-4999999-');
    mkdirSync(left);
    writeFileSync(join(left, 'project.db'), 'half');
    try {
      const abort = new AbortController();
      const { copied, seen } = copyTo(target, 0.4, () => abort.abort(), abort.signal);
      await expect(copied).rejects.toMatchObject({ code: 'cancelled' });
      expect(readdirSync(disk.folder)).toEqual([]);
      // More often than once a file, never backwards.
      expect(seen.length).toBeGreaterThan(3);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    } finally {
      disk.release();
    }
  });
}
