import { open } from 'node:fs/promises';
import { CodedError } from '@shared/rpc/result';
import { fileTypeFromFile } from 'file-type';
import { article, foreignFormats } from './foreignFormats';
import { isSvg } from './thread/svg.ts';

/** What a file is by its bytes; its name does not count. */
export interface FileFormat {
  /** Containers hold video or sound; which of them is known after a look inside. */
  readonly family: 'picture' | 'container';
  readonly label: string;
  /** Ending under which it is stored, without a dot. */
  readonly extension: string;
  readonly mimeType: string;
}

const picture = (label: string, extension: string, mimeType: string): FileFormat => ({
  family: 'picture',
  label,
  extension,
  mimeType,
});
const container = (label: string, extension: string, mimeType: string): FileFormat => ({
  family: 'container',
  label,
  extension,
  mimeType,
});

const svg = picture('SVG', 'svg', 'image/svg+xml');

/** By the ending `file-type` gives for the bytes. */
const supported: Readonly<Record<string, FileFormat>> = {
  png: picture('PNG', 'png', 'image/png'),
  apng: picture('PNG', 'png', 'image/png'),
  jpg: picture('JPEG', 'jpg', 'image/jpeg'),
  webp: picture('WebP', 'webp', 'image/webp'),
  avif: picture('AVIF', 'avif', 'image/avif'),
  gif: picture('GIF', 'gif', 'image/gif'),
  mp4: container('MP4', 'mp4', 'video/mp4'),
  m4v: container('MP4', 'mp4', 'video/mp4'),
  mov: container('QuickTime', 'mov', 'video/quicktime'),
  webm: container('WebM', 'webm', 'video/webm'),
  mkv: container('Matroska', 'mkv', 'video/x-matroska'),
  m4a: container('M4A', 'm4a', 'audio/mp4'),
  m4b: container('M4A', 'm4a', 'audio/mp4'),
  wav: container('WAV', 'wav', 'audio/wav'),
  mp3: container('MP3', 'mp3', 'audio/mpeg'),
  ogg: container('Ogg', 'ogg', 'audio/ogg'),
  oga: container('Ogg', 'ogg', 'audio/ogg'),
  opus: container('Ogg', 'ogg', 'audio/ogg'),
  flac: container('FLAC', 'flac', 'audio/flac'),
  aac: container('AAC', 'aac', 'audio/aac'),
};

export const supportedWords =
  'pictures (PNG, JPEG, WebP, AVIF, GIF, SVG), video (MP4, MOV, WebM, MKV) and sound (WAV, MP3, M4A, OGG, FLAC)';

/** Enough for the prologue of an SVG: comments, licence, DOCTYPE. */
const headBytes = 64 * 1024;

/**
 * Tells a file's format from its content.
 * @throws CodedError `unsupported`, saying what the file is; errors of the file system as they are.
 */
export async function identifyFile(path: string, name: string): Promise<FileFormat> {
  if (isSvg(await readHead(path))) return svg;
  const found = await fileTypeFromFile(path);
  const format = found && supported[found.ext];
  if (format) return format;
  if (!found) {
    throw new CodedError(
      'unsupported',
      `"${name}" is no picture, video or sound that can be told by its content.`,
    );
  }
  const foreign = foreignFormats[found.ext];
  const what = foreign?.what ?? `${article(found.ext)} ${found.ext.toUpperCase()} file`;
  const advice = foreign?.advice ?? `Ekonte imports ${supportedWords}.`;
  throw new CodedError('unsupported', `"${name}" is ${what}. ${advice}`);
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
