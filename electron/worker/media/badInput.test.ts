import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { ImportedFile } from '@shared/rpc/table';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaProject } from './testing/mediaProject';
import { fixture, pictureBytes, plainPng, svgText, wavBytes } from './testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

/** Root may read everything: while the work is done it is another user, to whom the test's folder is opened. */
async function asPlainUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  const nobody = 65_534;
  for (const folder of [project.folder, project.projectFolder, project.source]) chmodSync(folder, 0o777);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('bad input', () => {
  const big = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length * 0.6));
  const noisy = (format: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif') =>
    pictureBytes(format, { width: 600, height: 400, seed: 3 });

  const table: [
    what: string,
    name: string,
    bytes: () => Promise<Buffer | string> | Buffer | string,
    code: string,
    words: RegExp,
  ][] = [
    ['0 bytes', 'a.png', () => '', 'unreadable', /"a\.png" is empty \(0 bytes\)/],
    [
      'text',
      'notes.png',
      () => 'INT. HARBOUR - NIGHT',
      'unsupported',
      /"notes\.png" is no picture, video or sound/,
    ],
    [
      'a PDF called PNG',
      'script.png',
      () => '%PDF-1.7\n%âãÏÓ\n1 0 obj\n',
      'unsupported',
      /is a PDF document\. Ekonte imports pictures/,
    ],
    [
      'an archive',
      'a.zip',
      () => Buffer.from('504b0304140000000000', 'hex'),
      'unsupported',
      /is a ZIP archive\. Unpack it/,
    ],
    [
      'a TIFF',
      'a.jpg',
      () => Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(64)]),
      'unsupported',
      /is a TIFF picture\. Save it as PNG/,
    ],
    [
      '30,000 px wide',
      'wall.png',
      () => plainPng(30_000, 10),
      'tooLarge',
      /"wall\.png" is 30,000 px wide; the limit is 16,384 px/,
    ],
    [
      '20,000 px high',
      'tower.png',
      () => plainPng(10, 20_000),
      'tooLarge',
      /is 20,000 px high; the limit is 16,384 px/,
    ],
    [
      'too many pixels',
      'map.png',
      () => plainPng(16_000, 12_000),
      'tooLarge',
      /has 192 megapixels \(16,000 × 12,000\); the limit is 100/,
    ],
    ['a cut PNG', 'a.png', async () => big(await noisy('png')), 'unreadable', /is damaged or cut off/],
    ['a cut JPEG', 'a.jpg', async () => big(await noisy('jpeg')), 'unreadable', /is damaged or cut off/],
    ['a cut WebP', 'a.webp', async () => big(await noisy('webp')), 'unreadable', /is damaged or cut off/],
    ['a cut AVIF', 'a.avif', async () => big(await noisy('avif')), 'unreadable', /is damaged or cut off/],
    ['a cut GIF', 'a.gif', async () => big(await noisy('gif')), 'unreadable', /is damaged or cut off/],
    [
      'a PNG with a broken byte',
      'a.png',
      async () => {
        const bytes = await noisy('png');
        bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 0xff;
        return bytes;
      },
      'unreadable',
      /is damaged/,
    ],
    [
      'a header and nothing else',
      'a.jpg',
      () => Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
      'unreadable',
      /is damaged/,
    ],
    [
      'a broken SVG',
      'a.svg',
      () => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect',
      'unreadable',
      /is damaged/,
    ],
    [
      'an SVG with entities',
      'a.svg',
      () => `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>${svgText('<text>&x;</text>')}`,
      'unsupported',
      /uses XML entities/,
    ],
    [
      'an SVG with a file in it',
      'a.svg',
      () => svgText('<image href="file:///home/mina/secret.png" width="9" height="9"/>'),
      'unsupported',
      /from outside the file \(secret\.png\)/,
    ],
    [
      'an SVG with an address in it',
      'a.svg',
      () => svgText('<style>rect{fill:url(https://example.com/p.svg#a)}</style><rect/>'),
      'unsupported',
      /from outside the file \(p\.svg#a\)/,
    ],
    [
      'an SVG with an import',
      'a.svg',
      () => svgText('<style>@import "theme.css";</style>'),
      'unsupported',
      /from outside the file \(theme\.css\)/,
    ],
    [
      'HEVC',
      'phone.mp4',
      () => fixture('hevc.mp4'),
      'unsupported',
      /"phone\.mp4" is coded as HEVC \(H\.265\)/,
    ],
    ['ProRes', 'dailies.mov', () => fixture('prores.mov'), 'unsupported', /is coded as ProRes 422 Proxy/],
    [
      'Apple Lossless',
      'a.m4a',
      () => fixture('alac.m4a'),
      'unsupported',
      /"a\.m4a" has sound coded as Apple Lossless/,
    ],
    [
      'a video without its index',
      'a.mp4',
      () => big(fixture('clip-23.976.mp4')),
      'unreadable',
      /is damaged or cut off/,
    ],
    ['a cut WebM', 'a.webm', () => big(fixture('clip-29.97.webm')), 'unreadable', /is damaged or cut off/],
    ['a cut Matroska', 'a.mkv', () => big(fixture('clip-23.976.mkv')), 'unreadable', /is damaged or cut off/],
    ['a cut WAV', 'a.wav', () => big(wavBytes(48_000 * 4)), 'unreadable', /is damaged or cut off/],
    ['a cut FLAC', 'a.flac', () => big(fixture('tone.flac')), 'unreadable', /is damaged or cut off/],
    ['a cut Ogg', 'a.ogg', () => big(fixture('tone.ogg')), 'unreadable', /is damaged or cut off/],
    ['a WAV without sound', 'a.wav', () => wavBytes(0), 'unreadable', /is damaged or cut off/],
  ];

  test.each(table)(
    '%s: one clear message, and the rest of the drop comes in',
    async (_what, name, bytes, code, words) => {
      const bad = project.put(`1/${name}`, await bytes());
      const good = project.put('2/good.png', plainPng(16, 9));
      const { files, committed } = await project.import([bad, good]);
      expect(files[0]).toMatchObject({ ok: false, name, code });
      expect((files[0] as Extract<ImportedFile, { ok: false }>).message).toMatch(words);
      expect(files[1]).toMatchObject({ ok: true, name: 'good.png' });
      expect(committed?.diff.added).toHaveLength(1);
      expect(project.files('media')).toHaveLength(1);
      expect(project.files('cache')).toHaveLength(1);
    },
  );

  test('a file that vanished', async () => {
    const answer = await project.importOne(join(project.source, 'gone.png'));
    expect(answer).toMatchObject({
      ok: false,
      code: 'notFound',
      message: expect.stringContaining('no longer there'),
    });
  });

  test('an empty folder', async () => {
    mkdirSync(join(project.source, 'empty/inner'), { recursive: true });
    const answer = await project.importOne(join(project.source, 'empty'));
    expect(answer).toMatchObject({
      ok: false,
      code: 'notFound',
      message: expect.stringContaining('no files in the folder "empty"'),
    });
  });

  test('files and folders without permission', async () => {
    const file = project.put('locked.png', plainPng(8, 8));
    const folder = join(project.put('locked/inside.png', plainPng(9, 9)), '..');
    chmodSync(file, 0);
    chmodSync(folder, 0);
    const { files } = await asPlainUser(() => project.import([file, folder])).finally(() =>
      chmodSync(folder, 0o755),
    );
    expect(files).toMatchObject([
      {
        ok: false,
        name: 'locked',
        code: 'unreadable',
        message: expect.stringContaining('folder "locked" cannot be read: you have no permission'),
      },
      {
        ok: false,
        name: 'locked.png',
        code: 'unreadable',
        message: expect.stringContaining('you have no permission'),
      },
    ]);
  });

  test('a pipe is refused and not waited for', async () => {
    const pipe = join(project.source, 'pipe.png');
    execFileSync('mkfifo', [pipe]);
    expect(await project.importOne(pipe)).toMatchObject({
      ok: false,
      code: 'unsupported',
      message: expect.stringContaining('no ordinary file'),
    });
  });

  test('a media folder that leads elsewhere is not written to', async () => {
    const elsewhere = join(project.folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(project.projectFolder, 'media'));
    await expect(project.import([project.put('a.png', plainPng(8, 8))])).rejects.toMatchObject({
      code: 'readOnly',
    });
    expect(project.edits).toEqual([]);
  });

  test('an edit that cannot be saved leaves no file behind', async () => {
    project.beforeCommit = () => {
      throw new CodedError('diskFull', 'The disk is full.');
    };
    await expect(project.import([project.put('a.png', plainPng(8, 8))])).rejects.toMatchObject({
      code: 'diskFull',
    });
    expect(project.files('media')).toEqual([]);
    expect(project.media()).toEqual([]);
  });
});
