import { basename } from 'node:path';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { MediaThreads } from './mediaThreads';
import type { PictureFormat } from './thread/task.ts';

/** What a file is, in the words of a media record. */
export type FoundFile = Pick<Media, 'mimeType' | 'content'> & {
  /** Ending under which it is stored, without a dot. */
  readonly extension: string;
};

const pictureEndings: ReadonlySet<string> = new Set(['png', 'jpg', 'webp']);

/**
 * What a file that came from elsewhere is, by its bytes and in a thread of its own: it may be made to do harm.
 * @param wants what was asked for; anything else is refused in words
 * @throws CodedError `unreadable`, `unsupported`, `tooLarge`, beginning with the file's name; `cancelled`
 */
export async function readResultFile(
  threads: MediaThreads,
  path: string,
  wants: 'video' | 'image' | 'sound',
  signal: AbortSignal,
): Promise<FoundFile> {
  const name = basename(path);
  const { family, extension, mimeType } = await threads.run({ kind: 'identify', path }, { name, signal });
  if (family === 'picture') {
    if (wants === 'sound')
      throw new CodedError('unsupported', `"${name}" is a picture, and a sound was asked for.`);
    if (wants === 'video') {
      throw new CodedError(
        'unsupported',
        `"${name}" is a picture (${extension.toUpperCase()}), and a clip was asked for. Ekonte takes clips as MP4, WebM or MOV; animated pictures cannot be shown frame by frame.`,
      );
    }
    if (!pictureEndings.has(extension)) {
      throw new CodedError(
        'unsupported',
        `"${name}" is ${extension.toUpperCase()}; pictures come as PNG, JPEG or WebP.`,
      );
    }
    const facts = await threads.run(
      {
        kind: 'picture',
        path,
        format: extension as PictureFormat,
        wants: { thumbnail: false, picture: false },
      },
      { name, signal },
    );
    return {
      extension,
      mimeType,
      content: { type: 'image', width: facts.width, height: facts.height, hasAlpha: facts.hasAlpha },
    };
  }
  const content = await threads.run({ kind: 'container', path }, { name, signal });
  if (wants === 'sound') {
    if (content.type === 'sound') return { extension, mimeType, content };
    throw new CodedError('unsupported', `"${name}" is a clip, and a sound was asked for.`);
  }
  if (content.type !== 'video') {
    throw new CodedError('unsupported', `"${name}" holds sound and no picture.`);
  }
  if (wants === 'image') {
    throw new CodedError('unsupported', `"${name}" is a clip, and a picture was asked for.`);
  }
  return { extension, mimeType, content };
}
