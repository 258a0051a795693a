import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import { writeScrubCopy } from '@shared/media/scrubCopy';
import { expect, onTestFinished, test } from 'vitest';
import { ScrubCopies } from './scrubCopies';

function clip(name: string, frameCount = 10): Media {
  return {
    id: `med_${name}`,
    name,
    fingerprint: name.padEnd(64, '0'),
    content: { type: 'video', frameCount },
  } as Media;
}

function copyOf(frameCount = 10): Uint8Array {
  const frames = Array.from({ length: frameCount }, (_, index) => ({
    startSeconds: index / 24,
    bytes: Uint8Array.of(index, 1, 2, 3),
  }));
  return writeScrubCopy({ width: 64, height: 36, frames });
}

async function setUp({ copiesHeld = 100 } = {}) {
  const projectFolder = await mkdtemp(join(tmpdir(), 'ekonte-scrub-'));
  onTestFinished(() => rm(projectFolder, { recursive: true, force: true }));
  let seconds = 1_000_000;
  const copies = new ScrubCopies({
    projectFolder,
    maxBytes: copiesHeld * copyOf().length,
    now: () => {
      seconds += 10;
      return seconds * 1000;
    },
  });
  const save = (media: Media): Promise<void> => copies.save(media, media.fingerprint, copyOf());
  const held = async (): Promise<string[]> =>
    (await readdir(join(projectFolder, 'cache', 'scrubbing')).catch((): string[] => []))
      .map((name) => name.slice(0, 1))
      .sort();
  return { copies, save, held };
}

test('a copy comes back as it was saved', async () => {
  const { copies, save } = await setUp();
  const media = clip('a');
  expect(await copies.load(media)).toBeNull();
  await save(media);
  expect(await copies.load(media)).toEqual(copyOf());
});

test('a copy of a file that was replaced meanwhile is not kept, and no other media shows it', async () => {
  const { copies, held } = await setUp();
  await copies.save(clip('b'), clip('a').fingerprint, copyOf());
  expect(await held()).toEqual([]);
  expect(await copies.load(clip('b'))).toBeNull();
});

test('what cannot be a copy of this video is refused', async () => {
  const { copies } = await setUp();
  const media = clip('a', 40);
  await expect(copies.save(media, media.fingerprint, copyOf(10))).rejects.toMatchObject({
    code: 'badRequest',
  });
  await expect(copies.save(media, media.fingerprint, new Uint8Array(99))).rejects.toMatchObject({
    code: 'badRequest',
  });
  const sound = { ...media, content: { type: 'sound' } } as Media;
  await expect(copies.save(sound, media.fingerprint, copyOf())).rejects.toMatchObject({ code: 'badRequest' });
  // The same file may be another media's with other frames: what lies there is not believed.
  const short = clip('a', 10);
  await copies.save(short, short.fingerprint, copyOf());
  expect(await copies.load(media)).toBeNull();
});

test('all copies together stay within a bound: those used longest ago go first', async () => {
  const { copies, save, held } = await setUp({ copiesHeld: 3 });
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => clip(name)) as [
    Media,
    Media,
    Media,
    Media,
    Media,
  ];
  for (const media of [a, b, c]) {
    await save(media);
    await copies.load(media);
  }
  await copies.load(a);
  await save(d);
  expect(await held()).toEqual(['a', 'c', 'd']);
  await copies.load(d);
  await save(e);
  expect(await held()).toEqual(['a', 'd', 'e']);
});
