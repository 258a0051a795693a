import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MediaThreads } from './mediaThreads';

const fixtures = resolve(import.meta.dirname, '../../../tests/fixtures/media');
const container = (name: string) => ({ kind: 'container', path: join(fixtures, name) }) as const;

let threads: MediaThreads;
beforeEach(() => {
  threads = new MediaThreads(1);
});
afterEach(() => threads.dispose());

test('a file that keeps its thread busy without end is given up, and the next one is read', async () => {
  const hanging = threads.run(container('broken-index.mp4'), { name: 'broken-index.mp4', timeoutMs: 1_000 });
  const next = threads.run(container('tone.ogg'), { name: 'tone.ogg' });
  await expect(hanging).rejects.toMatchObject({
    code: 'unreadable',
    message: '"broken-index.mp4" takes too long to read: it may be damaged.',
  });
  expect(await next).toMatchObject({ type: 'sound' });
});

test('a signal ends a task that runs and one that waits', async () => {
  const abort = new AbortController();
  const options = { name: 'broken-index.mp4', signal: abort.signal };
  const tasks = [1, 2].map(() => threads.run(container('broken-index.mp4'), options));
  abort.abort();
  for (const task of tasks) await expect(task).rejects.toMatchObject({ code: 'cancelled' });
  expect(await threads.run(container('tone.ogg'), { name: 'tone.ogg' })).toMatchObject({ type: 'sound' });
});

test('a file that is not there', async () => {
  await expect(threads.run(container('none.mp4'), { name: 'none.mp4' })).rejects.toMatchObject({
    code: 'notFound',
    message: expect.stringContaining('"none.mp4" is no longer there'),
  });
});

test('the end of the library ends its tasks', async () => {
  const tasks = [1, 2].map(() => threads.run(container('broken-index.mp4'), { name: 'a.mp4' }));
  const ended = Promise.all(tasks.map((task) => expect(task).rejects.toMatchObject({ code: 'cancelled' })));
  await threads.dispose();
  await ended;
  await expect(threads.run(container('tone.ogg'), { name: 'tone.ogg' })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
