import { createHash } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createMediaRoot } from '@shared/document/factories';
import type { MediaRootId } from '@shared/document/ids';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaThreads, type TaskOptions } from './mediaThreads';
import { MediaProject } from './testing/mediaProject';
import { plainPng, wavBytes } from './testing/pictures';
import { samplePlaces } from './thread/fingerprint.ts';
import type { MediaTask, TaskResults } from './thread/task.ts';

/** Threads that tell what they were asked to do. */
class ObservedThreads extends MediaThreads {
  asked: MediaTask[] = [];

  override run<Kind extends keyof TaskResults>(
    task: Extract<MediaTask, { kind: Kind }>,
    options: TaskOptions,
  ): Promise<TaskResults[Kind]> {
    this.asked.push(task);
    return super.run(task, options);
  }

  kinds(): string[] {
    return this.asked
      .splice(0)
      .map((task) => (task.kind === 'fingerprint' ? `${task.kind} ${task.of}` : task.kind));
  }
}

const threads = new ObservedThreads();
const rushes = 'rot_rushes0001' as MediaRootId;
/** 20 million samples of two bytes: beyond what is read through. */
const longSound = 20_000_000;

let project: MediaProject;
beforeEach(() => {
  threads.asked = [];
  project = new MediaProject(threads);
});
afterEach(() => project.dispose());
afterAll(() => threads.dispose());

/** The formula as documented, from all bytes. */
function sampledFingerprint(bytes: Buffer): string {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(bytes.length));
  const hash = createHash('sha256').update('ekonte-samples-1\n').update(size);
  for (const [at, length] of samplePlaces(bytes.length)) hash.update(bytes.subarray(at, at + length));
  return hash.digest('hex');
}

function overwrite(path: string, at: number, text: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, text, at);
  closeSync(file);
}

describe('a large linked file', () => {
  test('is known by samples, which lie apart and cover both ends', async () => {
    const bytes = wavBytes(longSound);
    await project.importOne(project.put('long.wav', bytes), true);
    expect(project.onlyMedia()).toMatchObject({
      fingerprintOf: 'samples',
      fingerprint: sampledFingerprint(bytes),
      byteSize: bytes.length,
    });
    const places = samplePlaces(bytes.length);
    expect(places[0]).toEqual([0, 1 << 20]);
    expect(places.at(-1)).toEqual([bytes.length - (1 << 20), 1 << 20]);
    expect(places).toHaveLength(34);
    expect(
      places.every(([at, length], index) => index === 0 || at >= (places[index - 1]?.[0] ?? 0) + length),
    ).toBe(true);
  });

  test('imported again it is not read, and is the same media', async () => {
    const path = project.put('long.wav', wavBytes(longSound));
    const first = await project.importOne(path, true);
    expect(threads.kinds()).toEqual(['walk', 'fingerprint samples']);
    expect(await project.importOne(path, true)).toEqual(first);
    // What is there, and whether the known one is still there.
    expect(threads.kinds()).toEqual(['walk', 'facts']);
    expect(project.media()).toHaveLength(1);
  });

  test('in another project nothing of it is read, either', async () => {
    const path = project.put('long.wav', wavBytes(longSound));
    await project.importOne(path, true);
    const other = new MediaProject(threads, project.machine);
    threads.asked = [];
    await other.importOne(path, true);
    expect(threads.kinds()).toEqual(['walk']);
    const { id: _ours, ...ours } = project.onlyMedia();
    const { id: _theirs, ...theirs } = other.onlyMedia();
    expect(theirs).toEqual(ours);
    await other.dispose();
  });

  test('written to since, it is read again', async () => {
    const path = project.put('long.wav', wavBytes(longSound));
    await project.importOne(path, true);
    threads.asked = [];
    overwrite(path, 100, 'other sound');
    utimesSync(path, 5, 5);
    await project.importOne(path, true);
    expect(threads.kinds()).toEqual(['walk', 'fingerprint samples']);
    expect(project.media()).toHaveLength(2);
  });

  test('copied, too, is still one media, whichever came first', async () => {
    const path = project.put('long.wav', wavBytes(longSound));
    const linked = await project.importOne(path, true);
    expect(await project.importOne(path)).toEqual(linked);
    expect(project.onlyMedia().storage.mode).toBe('linked');
    expect(project.files('media')).toEqual([]);

    const other = new MediaProject(threads);
    const copied = await other.importOne(path);
    expect(await other.importOne(path, true)).toEqual(copied);
    expect(other.onlyMedia().storage.mode).toBe('copied');
    await other.dispose();
  });

  test('by its size alone, where that is wanted', async () => {
    const paths = [project.put('long.wav', wavBytes(longSound)), project.put('short.wav', wavBytes(1_000))];
    await project.library.importPaths({
      paths,
      target: { as: 'media' },
      link: false,
      linkFromBytes: 1_000_000,
    });
    expect(
      project
        .media()
        .map(({ name, storage }) => [name, storage.mode])
        .sort(),
    ).toEqual([
      ['long.wav', 'linked'],
      ['short.wav', 'copied'],
    ]);
  });
});

describe('a media folder', () => {
  test('names what lies below it by its place there, and finds it where the folder is on this machine', async () => {
    project.document.apply({
      added: [createMediaRoot({ id: rushes, order: 'a0', name: 'Rushes' })],
      updated: [],
      removed: [],
    });
    project.machine.setRootPlace(rushes, join(project.source, 'card'));
    const path = project.put('card/day 1/sky.png', plainPng(9, 9));
    await project.importOne(path, true);
    await project.importOne(project.put('beside.png', plainPng(8, 8)), true);
    const [first, second] = project
      .media()
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .reverse();
    expect(first?.storage).toMatchObject({ path: 'day 1/sky.png', rootId: rushes });
    expect(second?.storage).toMatchObject({ path: join(project.source, 'beside.png'), rootId: null });

    const elsewhere = join(project.folder, 'moved card');
    renameSync(join(project.source, 'card'), elsewhere);
    const id = first?.id ?? '';
    await expect(project.library.locate(id, 'original')).rejects.toMatchObject({ code: 'notFound' });
    project.machine.setRootPlace(rushes, elsewhere);
    expect(await project.library.locate(id, 'original')).toMatchObject({
      path: join(elsewhere, 'day 1', 'sky.png'),
    });
    project.machine.setRootPlace(rushes, null);
    await expect(project.library.locate(id, 'original')).rejects.toMatchObject({
      message: expect.stringContaining('no place on this computer'),
    });
  });

  test('does not lead out of itself', async () => {
    project.machine.setRootPlace(rushes, project.source);
    const secret = project.put('../secret.png', plainPng(9, 9));
    expect(statSync(secret).isFile()).toBe(true);
    await project.importOne(project.put('a.png', plainPng(7, 7)), true);
    const [media] = project.media();
    if (!media) throw new Error('no media');
    const { id } = media;
    for (const path of ['../secret.png', '/etc/passwd', 'a//b', './a.png', '']) {
      const storage = { mode: 'linked', path, rootId: rushes, modifiedAtMs: null } as const;
      project.document.apply({
        added: [],
        updated: [{ kind: 'media', id, from: {}, to: { storage } }],
        removed: [],
      });
      await expect(project.library.locate(id, 'original')).rejects.toMatchObject({ code: 'notFound' });
    }
  });
});

test('a file that grows while it is copied is not taken', async () => {
  const path = project.put('long.wav', wavBytes(longSound));
  project.onEvent = (event) => {
    if (event === 'import.progress') overwrite(path, statSync(path).size, 'more');
  };
  expect(await project.importOne(path)).toMatchObject({
    ok: false,
    message: expect.stringContaining('changed while it was read'),
  });
  expect(project.files('media')).toEqual([]);
});

test('progress tells bytes, and the time left once it can be said', async () => {
  const paths = [project.put('long.wav', wavBytes(longSound)), project.put('short.wav', wavBytes(1_000))];
  await project.import(paths);
  const last = project.events.filter(({ event }) => event === 'import.progress').at(-2)?.payload;
  const totalBytes = paths.reduce((sum, path) => sum + readFileSync(path).length, 0);
  expect(last).toMatchObject({ done: 2, total: 2, doneBytes: totalBytes, totalBytes });
  rmSync(paths[0] ?? '');
});
