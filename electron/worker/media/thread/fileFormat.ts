import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { article, foreignFormats } from './foreignFormats.ts';
import { isSvg } from './svg.ts';
import { type Answer, type FileFormat, refusal } from './task.ts';

const picture = (extension: string, mimeType: string): FileFormat => ({
  family: 'picture',
  extension,
  mimeType,
});
const container = (extension: string, mimeType: string): FileFormat => ({
  family: 'container',
  extension,
  mimeType,
});

const svg = picture('svg', 'image/svg+xml');

/** By the ending `file-type` gives for the bytes. */
const supported: Readonly<Record<string, FileFormat>> = {
  png: picture('png', 'image/png'),
  apng: picture('png', 'image/png'),
  jpg: picture('jpg', 'image/jpeg'),
  webp: picture('webp', 'image/webp'),
  avif: picture('avif', 'image/avif'),
  gif: picture('gif', 'image/gif'),
  mp4: container('mp4', 'video/mp4'),
  m4v: container('mp4', 'video/mp4'),
  mov: container('mov', 'video/quicktime'),
  webm: container('webm', 'video/webm'),
  mkv: container('mkv', 'video/x-matroska'),
  m4a: container('m4a', 'audio/mp4'),
  m4b: container('m4a', 'audio/mp4'),
  wav: container('wav', 'audio/wav'),
  mp3: container('mp3', 'audio/mpeg'),
  ogg: container('ogg', 'audio/ogg'),
  oga: container('ogg', 'audio/ogg'),
  opus: container('ogg', 'audio/ogg'),
  flac: container('flac', 'audio/flac'),
  aac: container('aac', 'audio/aac'),
};

const supportedWords =
  'pictures (PNG, JPEG, WebP, AVIF, GIF, SVG), video (MP4, MOV, WebM, MKV) and sound (WAV, MP3, M4A, OGG, FLAC)';

/** Enough for the prologue of an SVG: comments, licence, DOCTYPE. */
const headBytes = 64 * 1024;

/** Tells a file's format from its content, or what it is instead. @throws errors of the file system */
export async function identifyFile(path: string): Promise<Answer<FileFormat>> {
  if (isSvg(await readHead(path))) return { ok: true, value: svg };
  const found = await fileTypeFromFile(path);
  const format = found && supported[found.ext];
  if (format) return { ok: true, value: format };
  if (!found) return refusal('unsupported', 'is no picture, video or sound that can be told by its content.');
  const foreign = foreignFormats[found.ext];
  const what = foreign?.what ?? `${article(found.ext)} ${found.ext.toUpperCase()} file`;
  return refusal('unsupported', `is ${what}. ${foreign?.advice ?? `Ekonte imports ${supportedWords}.`}`);
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
