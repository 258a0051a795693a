import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@shared/testing/random';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packProject } from '../../electron/worker/archive/packProject';
import {
  addCopied,
  changeProject,
  makeProject,
  quietWork,
} from '../../electron/worker/archive/testing/archiveProject';
import { runHere } from '../../electron/worker/archive/testing/runHere';
import type { ArchiveProgress } from '../../electron/worker/archive/thread/task';
import { unpackProject } from '../../electron/worker/archive/unpackProject';
import { canMakeSmallDisk, makeSmallDisk } from '../e2e/helpers/smallDisk';

const around = mkdtempSync(join(tmpdir(), 'ekonte-full-'));
const archivePath = join(around, 'Film.ekontez');
let folder: string;
const source = () => ({ folder, databasePath: join(folder, 'project.db') });

beforeAll(async () => {
  folder = makeProject(around);
  const random = createRandom(1);
  changeProject(folder, (database) => {
    for (let count = 0; count < 12; count += 1) {
      const bytes = Buffer.alloc(1_000_000, random.text(64));
      addCopied(folder, database, `${count}.png`, bytes);
    }
    database.handle.pragma('wal_checkpoint(TRUNCATE)');
  });
  await packProject(source(), { path: archivePath, replace: false, includeLinked: true }, quietWork, runHere);
});
afterAll(() => rmSync(around, { recursive: true, force: true }));

/** Work that has something happen when a share of it is done. */
function workUntil(share: number, happen: () => void) {
  let hasHappened = false;
  return {
    signal: quietWork.signal,
    onProgress: ({ done, total }: ArchiveProgress) => {
      if (hasHappened || total === 0 || done < total * share) return;
      hasHappened = true;
      happen();
    },
  };
}

if (canMakeSmallDisk) {
  test.each([0, 0.1, 0.5, 0.9])(
    'a disk that fills up when %f is packed: one sentence, nothing left',
    async (share) => {
      const place = join(around, `pack-${share}`);
      mkdirSync(place);
      const disk = makeSmallDisk(place, 20);
      try {
        const request = { path: join(disk.folder, 'Film.ekontez'), replace: false, includeLinked: true };
        const packing = packProject(source(), request, workUntil(share, disk.fill), runHere);
        await expect(packing).rejects.toMatchObject({
          code: 'diskFull',
          message: expect.stringMatching(/is full\. Nothing was kept there|Make room there/),
        });
        expect(readdirSync(disk.folder)).toEqual(['ballast']);
        disk.makeRoom();
        await packProject(source(), request, quietWork, runHere);
        expect(readdirSync(disk.folder)).toEqual(['Film.ekontez']);
      } finally {
        disk.release();
      }
    },
  );

  test.each([0, 0.1, 0.5, 0.9])(
    'a disk that fills up when %f is unpacked: one sentence, nothing left',
    async (share) => {
      const place = join(around, `unpack-${share}`);
      mkdirSync(place);
      const disk = makeSmallDisk(place, 20);
      try {
        const request = { archivePath, folder: join(disk.folder, 'Copy.ekonte') };
        const unpacking = unpackProject(request, workUntil(share, disk.fill), runHere);
        await expect(unpacking).rejects.toMatchObject({
          code: 'diskFull',
          message: expect.stringMatching(/is full\. Nothing was kept there|Make room there/),
        });
        expect(readdirSync(disk.folder)).toEqual(['ballast']);
        disk.makeRoom();
        expect(await unpackProject(request, quietWork, runHere)).toMatchObject({
          mediaCount: 12,
          missing: [],
        });
      } finally {
        disk.release();
      }
    },
  );
} else {
  test('where no small disk can be made, a folder that is gone says so', async () => {
    const request = { path: join(around, 'gone', 'Film.ekontez'), replace: false, includeLinked: true };
    await expect(packProject(source(), request, quietWork, runHere)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
}
