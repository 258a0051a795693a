import { mediaSchema } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { ReadFile } from './knownMedia';
import { limits } from './limits';
import type { FileLook } from './machineFiles';
import type { MediaThreads } from './mediaThreads';
import type { Renditions } from './renditions';
import type { FileFormat, PictureFormat } from './thread/task.ts';

/** A network folder at its worst: how long a look through a long file may take. */
const slowDiskBytesPerSecond = 10_000_000;

export interface LookRequest {
  readonly format: FileFormat;
  readonly read: ReadFile;
  /** What the person calls the file. */
  readonly name: string;
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds out what a file holds, and keeps the small picture that a picture is given on the way.
 * @throws CodedError as MediaThreads.run
 */
export async function lookInside(
  {
    threads,
    renditions,
    hasFfmpeg,
  }: {
    readonly threads: MediaThreads;
    readonly renditions: Renditions;
    /** Videos that only FFmpeg decodes are taken, too. */
    readonly hasFfmpeg: boolean;
  },
  { format, read, name, path, signal }: LookRequest,
): Promise<FileLook> {
  const { fingerprint, facts } = read;
  if (format.family === 'container') {
    const timeoutMs = 15_000 + (facts.byteSize / slowDiskBytesPerSecond) * 1_000;
    const content = await threads.run(
      { kind: 'container', path, withProxy: hasFfmpeg },
      { name, signal, timeoutMs },
    );
    // A broken file can say of itself what no record holds, and would take the whole import along.
    if (!mediaSchema.shape.content.safeParse(content).success) {
      throw new CodedError('unreadable', `"${name}" is damaged: what it says of itself cannot be.`);
    }
    const type = content.type === 'video' ? 'video/' : 'audio/';
    return { content, mimeType: format.mimeType.replace(/^(?:video|audio)\//, type) };
  }
  const pictureFormat = format.extension as PictureFormat;
  const wants = { thumbnail: true, picture: true };
  const found = await threads.run({ kind: 'picture', path, format: pictureFormat, wants }, { name, signal });
  await renditions.keep(fingerprint, pictureFormat, found, name);
  const { width, height, hasAlpha } = found;
  return { content: { type: 'image', width, height, hasAlpha }, mimeType: format.mimeType };
}

/** @throws CodedError `tooLarge` */
export function requireSize({ family, extension }: FileFormat, byteSize: number, name: string): void {
  const limit =
    family === 'container'
      ? limits.containerBytes
      : extension === 'svg'
        ? limits.svgBytes
        : limits.pictureBytes;
  if (byteSize <= limit) return;
  const words = (bytes: number): string => `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en-US')} MB`;
  throw new CodedError('tooLarge', `"${name}" has ${words(byteSize)}; the limit is ${words(limit)}.`);
}
