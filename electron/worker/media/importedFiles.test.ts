import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaProject } from './testing/mediaProject';
import {
  fixture,
  pictureBytes,
  plainPng,
  seePicture,
  svgText,
  wavBytes,
  withOrientation,
} from './testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

describe('what comes in', () => {
  test('a PNG is copied under its hash, described, and has a thumbnail', async () => {
    const bytes = await pictureBytes('png', { width: 640, height: 360 });
    const path = project.put('harbour.png', bytes);
    const { files, committed } = await project.import([path]);
    const media = project.onlyMedia();
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    expect(media).toEqual({
      kind: 'media',
      id: media.id,
      name: 'harbour.png',
      fingerprint,
      fingerprintOf: 'whole',
      byteSize: bytes.length,
      mimeType: 'image/png',
      importedAtMs: 1_700_000_000_000,
      storage: { mode: 'copied', path: `media/${fingerprint.slice(0, 2)}/${fingerprint}.png` },
      content: { type: 'image', width: 640, height: 360, hasAlpha: false },
    });
    expect(files).toEqual([{ ok: true, name: 'harbour.png', mediaId: media.id }]);
    expect(committed?.label).toBe('Import harbour.png');
    expect(project.files('media')).toEqual([`${fingerprint.slice(0, 2)}/${fingerprint}.png`]);
    expect(readFileSync(join(project.projectFolder, 'media', project.files('media')[0] as string))).toEqual(
      bytes,
    );
    expect(project.files('cache')).toEqual([`thumbnails/${fingerprint}.jpg`]);
    const thumbnail = await project.library.locate(media.id, 'thumbnail');
    expect(await seePicture(thumbnail.path)).toMatchObject({ width: 320, height: 180 });
  });

  test.each([
    ['jpeg', 'image/jpeg', 'jpg', false],
    ['webp', 'image/webp', 'webp', true],
    ['avif', 'image/avif', 'avif', true],
    ['gif', 'image/gif', 'gif', false],
    ['png', 'image/png', 'png', true],
  ] as const)('%s by its content, whatever its name', async (format, mimeType, extension, isTransparent) => {
    const bytes = await pictureBytes(format, { width: 64, height: 48, isTransparent });
    await project.importOne(project.put('picture.mp3', bytes));
    const media = project.onlyMedia();
    expect(media).toMatchObject({
      mimeType,
      content: { type: 'image', width: 64, height: 48, hasAlpha: isTransparent },
    });
    expect(media.storage.path).toMatch(new RegExp(`\\.${extension}$`));
  });

  test.each([
    [1, 60, 40, [255, 0, 0]],
    [3, 60, 40, [255, 255, 255]],
    [6, 40, 60, [0, 0, 255]],
    [8, 40, 60, [0, 255, 0]],
  ] as const)('a JPEG turned by EXIF %i is seen turned', async (orientation, width, height, topLeft) => {
    const jpeg = await pictureBytes('jpeg', { width: 60, height: 40 });
    await project.importOne(project.put('photo.jpg', withOrientation(jpeg, orientation)));
    expect(project.onlyMedia().content).toMatchObject({ width, height });
    const thumbnail = await seePicture(
      (await project.library.locate(project.onlyMedia().id, 'thumbnail')).path,
    );
    expect([thumbnail.width, thumbnail.height]).toEqual([width, height]);
    const seen = thumbnail.at(0.1, 0.25);
    const isClose = topLeft.every((value, channel) => Math.abs((seen[channel] as number) - value) < 90);
    expect(isClose).toBe(true);
  });

  test('an SVG is drawn at a size for films, and Chromium gets the drawing as PNG', async () => {
    const svg = svgText('<rect width="20" height="20" fill="#ff0000"/>', 'width="40" height="20"');
    await project.importOne(project.put('beam.svg', `<?xml version="1.0"?>\n<!-- a <beam> -->\n${svg}`));
    const media = project.onlyMedia();
    expect(media).toMatchObject({
      mimeType: 'image/svg+xml',
      content: { type: 'image', width: 2048, height: 1024, hasAlpha: true },
    });
    const picture = await project.library.locate(media.id, 'picture');
    expect(picture.mimeType).toBe('image/png');
    const drawn = await seePicture(picture.path);
    expect([drawn.width, drawn.height, drawn.at(0.25, 0.5), drawn.at(0.75, 0.5)]).toEqual([
      2048,
      1024,
      [255, 0, 0, 255],
      [0, 0, 0, 0],
    ]);
  });

  test.each([
    ['width="8000" height="2000"', 4096, 1024],
    ['viewBox="0 0 300 400"', 1536, 2048],
    ['width="3000" height="1500" viewBox="0 0 2 1"', 3000, 1500],
  ])('an SVG with %s becomes %i × %i px', async (attributes, width, height) => {
    await project.importOne(project.put('a.svg', svgText('<path d="M0 0h9v9z"/>', attributes)));
    expect(project.onlyMedia().content).toMatchObject({ width, height });
  });

  test('of a picture above 8192 px Chromium gets a smaller one', async () => {
    await project.importOne(project.put('panorama.png', plainPng(10_000, 500)));
    const media = project.onlyMedia();
    expect(media.content).toMatchObject({ width: 10_000, height: 500 });
    const picture = await project.library.locate(media.id, 'picture');
    expect(picture.mimeType).toBe('image/jpeg');
    expect(await seePicture(picture.path)).toMatchObject({ width: 8192, height: 410 });
    expect((await project.library.locate(media.id, 'original')).path).toMatch(/\.png$/);
  });

  test.each([
    [
      'clip-23.976.mp4',
      'video/mp4',
      {
        width: 64,
        height: 36,
        rate: { num: 24000, den: 1001 },
        frameCount: 12,
        codec: /^avc1/,
        sound: { sampleRate: 48_000, channels: 1, sampleCount: 24_000 },
      },
    ],
    [
      'clip-turned.mov',
      'video/quicktime',
      { width: 36, height: 64, rate: { num: 30000, den: 1001 }, frameCount: 15, codec: /^avc1/, sound: null },
    ],
    [
      'clip-29.97.webm',
      'video/webm',
      {
        width: 64,
        height: 36,
        rate: { num: 30000, den: 1001 },
        frameCount: 15,
        codec: /^vp09/,
        sound: { sampleRate: 48_000, channels: 1 },
      },
    ],
    [
      'clip-23.976.mkv',
      'video/x-matroska',
      { width: 64, height: 36, rate: { num: 24000, den: 1001 }, frameCount: 12, codec: /^avc1/, sound: null },
    ],
  ])('video %s', async (name, mimeType, { codec, ...content }) => {
    expect(await project.importOne(project.put(name, fixture(name)))).toMatchObject({ ok: true });
    const media = project.onlyMedia();
    expect(media).toMatchObject({ mimeType, content: { type: 'video', ...content } });
    expect((media.content as { codec: string }).codec).toMatch(codec);
  });

  test.each([
    ['tone.mp3', 'audio/mpeg', 44_100, 0.55],
    ['tone.m4a', 'audio/mp4', 44_100, 0.5],
    ['tone.ogg', 'audio/ogg', 44_100, 0.5],
    ['tone.flac', 'audio/flac', 44_100, 0.2],
  ])('sound %s', async (name, mimeType, sampleRate, seconds) => {
    await project.importOne(project.put(name, fixture(name)));
    const media = project.onlyMedia();
    expect(media).toMatchObject({ mimeType, content: { type: 'sound', sound: { sampleRate, channels: 1 } } });
    const { sampleCount } = (media.content as Extract<Media['content'], { type: 'sound' }>).sound;
    expect(Math.abs(sampleCount / sampleRate - seconds)).toBeLessThan(0.03);
  });

  test('WAV counts its samples exactly', async () => {
    await project.importOne(project.put('silence.wav', wavBytes(12_345)));
    expect(project.onlyMedia().content).toEqual({
      type: 'sound',
      codec: 'pcm-s16',
      sound: { sampleRate: 48_000, channels: 1, sampleCount: 12_345 },
    });
  });

  test('a linked file stays where it is', async () => {
    const path = project.put('clip-23.976.mp4', fixture('clip-23.976.mp4'));
    await project.importOne(path, true);
    expect(project.onlyMedia().storage).toEqual({
      mode: 'linked',
      path,
      rootId: null,
      modifiedAtMs: Math.floor(statSync(path).mtimeMs),
    });
    expect(project.files('media')).toEqual([]);
    expect((await project.library.locate(project.onlyMedia().id, 'original')).path).toBe(path);
    rmSync(path);
    await expect(project.library.locate(project.onlyMedia().id, 'original')).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('a folder is opened with all below it, in natural order, without what systems leave in it', async () => {
    for (const name of ['frame10.png', 'frame2.png', 'Frame1.png']) {
      project.put(
        `reel/${name}`,
        await pictureBytes('png', { width: 20, height: 20, seed: name.length + name.charCodeAt(5) }),
      );
    }
    project.put('reel/.DS_Store', 'x');
    project.put('reel/Thumbs.db', 'x');
    project.put('reel/.hidden/frame4.png', plainPng(7, 7));
    project.put('reel/Other film.ekonte/media/frame5.png', plainPng(6, 6));
    project.put('reel/take 2/deeper/frame3.png', plainPng(8, 8));
    // Round in a circle.
    symlinkSync(join(project.source, 'reel'), join(project.source, 'reel', 'take 2', 'again'));
    const { files, committed } = await project.import([join(project.source, 'reel')]);
    expect(files.map(({ name, ok }) => [name, ok])).toEqual([
      ['Frame1.png', true],
      ['frame2.png', true],
      ['frame10.png', true],
      ['frame3.png', true],
    ]);
    expect(committed?.label).toBe('Import 4 Files');
    expect(project.edits).toHaveLength(1);
  });
});

describe('the same bytes once', () => {
  test('twice in a drop, and again later', async () => {
    const bytes = await pictureBytes('png', { width: 30, height: 20 });
    const [first, second] = [project.put('a.png', bytes), project.put('b.png', bytes)];
    const { files } = await project.import([first, second]);
    const media = project.onlyMedia();
    expect(files.map((file) => file.ok && file.mediaId)).toEqual([media.id, media.id]);
    const again = await project.import([first]);
    expect(again).toEqual({ files: [{ ok: true, name: 'a.png', mediaId: media.id }], committed: null });
    expect(project.files('media')).toHaveLength(1);
    expect(project.edits).toHaveLength(1);
  });

  test('mend a stored file that went missing', async () => {
    const bytes = await pictureBytes('png', { width: 30, height: 20 });
    const path = project.put('a.png', bytes);
    await project.importOne(path);
    const stored = join(project.projectFolder, project.onlyMedia().storage.path);
    rmSync(stored);
    await expect(project.library.locate(project.onlyMedia().id, 'original')).rejects.toMatchObject({
      code: 'notFound',
    });
    await project.importOne(path);
    expect(project.onlyMedia().storage.mode).toBe('copied');
    expect(readFileSync(stored)).toEqual(bytes);
  });

  test('a copy takes the place of a linked file that is gone, in the same media', async () => {
    const bytes = await pictureBytes('png', { width: 30, height: 20 });
    const path = project.put('a.png', bytes);
    await project.importOne(path, true);
    const { id } = project.onlyMedia();
    rmSync(path);
    expect(await project.importOne(project.put('b.png', bytes))).toMatchObject({ ok: true, mediaId: id });
    expect(project.onlyMedia()).toMatchObject({ id, name: 'a.png', storage: { mode: 'copied' } });
    expect(project.edits.at(-1)?.calls.map(({ command }) => command)).toEqual(['media.relink']);
  });

  test('a linked file that lies elsewhere now is found again by importing it', async () => {
    const bytes = await pictureBytes('png', { width: 30, height: 20 });
    const path = project.put('a.png', bytes);
    await project.importOne(path, true);
    const { id } = project.onlyMedia();
    rmSync(path);
    const moved = project.put('moved/b.png', bytes);
    expect(await project.importOne(moved, true)).toMatchObject({ ok: true, mediaId: id });
    expect(project.onlyMedia()).toMatchObject({ id, storage: { mode: 'linked', path: moved } });
  });
});
