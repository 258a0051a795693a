import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MediaThreads, type TaskOptions } from './mediaThreads';
import { storingError } from './storeFile';
import { MediaProject } from './testing/mediaProject';
import { plainPng, wavBytes } from './testing/pictures';
import type { MediaTask, TaskResults } from './thread/task.ts';

/** The project's disk: how many bytes of new files it still takes, and how many it says are free. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, stated: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    statfs: async (path: string) => ({ ...(await real.statfs(path)), bavail: disk.stated, bsize: 1 }),
  };
});

/** Threads that copy to a disk with little room: what is too much for it stays there cut off. */
class SmallDiskThreads extends MediaThreads {
  override run<Kind extends keyof TaskResults>(
    task: Extract<MediaTask, { kind: Kind }>,
    options: TaskOptions,
  ): Promise<TaskResults[Kind]> {
    const given: MediaTask = task;
    if (given.kind === 'copy') {
      const needed = statSync(given.source).size;
      if (needed > disk.room) {
        writeFileSync(given.target, readFileSync(given.source).subarray(0, disk.room));
        const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        return Promise.reject(storingError(full, given.target, options.name));
      }
      disk.room -= needed;
    }
    return super.run(task, options);
  }
}

const threads = new SmallDiskThreads();
let project: MediaProject;
beforeEach(() => {
  [disk.room, disk.stated] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  project = new MediaProject(threads);
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
