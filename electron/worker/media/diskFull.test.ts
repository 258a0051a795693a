import type { FileHandle } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MediaProject } from './testing/mediaProject';
import { plainPng, wavBytes } from './testing/pictures';

/** The project's disk: how many bytes of new files it still takes, and how many it says are free. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, stated: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const limited = (handle: FileHandle): FileHandle => {
    const write = handle.write.bind(handle);
    handle.write = (async (bytes: Buffer, offset: number) => {
      const needed = bytes.length - offset;
      if (needed > disk.room) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      disk.room -= needed;
      return write(bytes, offset);
    }) as typeof handle.write;
    return handle;
  };
  return {
    ...real,
    open: async (path: string, flags: string) => {
      const handle = await real.open(path, flags);
      return flags === 'wx' ? limited(handle) : handle;
    },
    statfs: async (path: string) => ({ ...(await real.statfs(path)), bavail: disk.stated, bsize: 1 }),
  };
});

let project: MediaProject;
beforeEach(() => {
  [disk.room, disk.stated] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  project = new MediaProject();
});
afterEach(() => project.dispose());

test('a disk that fills up in the middle of a file: one message, no piece of it, the small one comes in', async () => {
  disk.room = 1_500_000;
  const paths = [project.put('1.png', plainPng(8, 8)), project.put('2.wav', wavBytes(2_000_000))];
  const { files, committed } = await project.import(paths);
  expect(files).toMatchObject([
    { ok: true, name: '1.png' },
    {
      ok: false,
      name: '2.wav',
      code: 'diskFull',
      message: 'There is no room for "2.wav" on the project\'s disk. Make room there and import it again.',
    },
  ]);
  expect(committed?.diff.added).toHaveLength(1);
  expect(project.files('media')).toHaveLength(1);
});

test('a file larger than what is free is refused before a byte is copied', async () => {
  disk.stated = 3_000_000;
  disk.room = 0;
  const answer = await project.importOne(project.put('long.wav', wavBytes(2_000_000)));
  expect(answer).toMatchObject({
    ok: false,
    code: 'diskFull',
    message: expect.stringContaining('it needs 5 MB, 3 MB are free'),
  });
  expect(disk.room).toBe(0);
});
