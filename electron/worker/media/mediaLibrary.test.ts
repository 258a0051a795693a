import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaProject } from './testing/mediaProject';
import { fixture, pictureBytes, plainPng, seePicture, svgText, wavBytes } from './testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

describe('renditions', () => {
  test('are made again after cache/ was deleted, once for all who ask', async () => {
    await project.importOne(
      project.put('beam.svg', svgText('<rect width="40" height="20" fill="#00ff00"/>')),
    );
    const { id } = project.onlyMedia();
    await project.library.locate(id, 'picture');
    const before = project.files('cache');
    rmSync(join(project.projectFolder, 'cache'), { recursive: true });
    const located = await Promise.all([
      project.library.locate(id, 'thumbnail'),
      project.library.locate(id, 'thumbnail'),
      project.library.locate(id, 'picture'),
    ]);
    expect(project.files('cache')).toEqual(before);
    expect((await seePicture(located[0].path)).at(0.5, 0.5)[1]).toBeGreaterThan(250);
    expect((await seePicture(located[2].path)).at(0.5, 0.5)).toEqual([0, 255, 0, 255]);
  });

  test('Chromium draws PNG, JPEG, WebP and AVIF themselves', async () => {
    await project.importOne(project.put('a.jpg', await pictureBytes('jpeg', { width: 30, height: 20 })));
    const { id } = project.onlyMedia();
    expect(await project.library.locate(id, 'picture')).toEqual(await project.library.locate(id, 'original'));
  });

  test('a stored path that leads out of the project is not served', async () => {
    await project.importOne(project.put('a.png', plainPng(8, 8)));
    const media = project.onlyMedia();
    const stored = join(project.projectFolder, media.storage.path);
    const secret = project.put('secret.txt', 'secret');
    rmSync(stored);
    symlinkSync(secret, stored);
    await expect(project.library.locate(media.id, 'original')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('small files come several in one answer; what is not made, not small or not there is null', async () => {
    await project.importOne(project.put('a.png', plainPng(640, 360)));
    const { id } = project.onlyMedia();
    const files = (['thumbnail', 'picture'] as const).map((rendition) => ({ mediaId: id, rendition }));
    const { path } = await project.library.locate(id, 'thumbnail');
    const [small, whole, unknown] = await project.library.loadSmallFiles([
      ...files,
      { mediaId: 'media_unknown' as typeof id, rendition: 'picture' },
    ]);
    expect(small).toEqual(new Uint8Array(readFileSync(path)));
    expect(whole).toEqual(new Uint8Array(plainPng(640, 360)));
    expect(unknown).toBeNull();
    rmSync(path);
    writeFileSync(join(project.projectFolder, project.onlyMedia().storage.path), new Uint8Array(200_000));
    expect(await project.library.loadSmallFiles(files)).toEqual([null, null]);
  });

  test('a video has a small picture once the window made one; it is drawn anew', async () => {
    await project.importOne(project.put('a.mp4', fixture('clip-23.976.mp4')));
    const { id } = project.onlyMedia();
    await expect(project.library.locate(id, 'thumbnail')).rejects.toMatchObject({ code: 'notFound' });
    await expect(project.library.saveThumbnail(id, Buffer.from('no picture'))).rejects.toBeInstanceOf(
      CodedError,
    );
    await project.library.saveThumbnail(id, await pictureBytes('webp', { width: 640, height: 360 }));
    expect(await seePicture((await project.library.locate(id, 'thumbnail')).path)).toMatchObject({
      width: 320,
      height: 180,
    });
    expect(project.files('cache')).toHaveLength(1);
  });

  test('unknown media', async () => {
    await expect(project.library.locate('med_unknown001', 'original')).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('peaks', () => {
  const peaksOf = (pairs: number) => ({
    samplesPerPeak: 256,
    peaks: Uint8Array.from({ length: pairs * 2 }, (_, at) => at & 127),
  });

  test('are kept, and forgotten with the cache or when broken', async () => {
    await project.importOne(project.put('a.wav', wavBytes(256 * 100)));
    const { id, fingerprint } = project.onlyMedia();
    expect(await project.library.loadPeaks(id)).toBeNull();
    await project.library.savePeaks(id, peaksOf(100));
    expect(await project.library.loadPeaks(id)).toEqual(peaksOf(100));
    const file = join(project.projectFolder, 'cache/peaks', `${fingerprint}.bin`);
    writeFileSync(file, readFileSync(file).subarray(0, 50));
    expect(await project.library.loadPeaks(id)).toBeNull();
    rmSync(join(project.projectFolder, 'cache'), { recursive: true });
    expect(await project.library.loadPeaks(id)).toBeNull();
  });

  test('of another length are refused', async () => {
    await project.importOne(project.put('a.wav', wavBytes(256 * 100)));
    await expect(project.library.savePeaks(project.onlyMedia().id, peaksOf(1000))).rejects.toMatchObject({
      code: 'badRequest',
    });
  });
});
