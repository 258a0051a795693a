import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import type { DocumentView } from '@shared/document/document';
import type { MediaPicture, PictureSource, ShotPictureRef } from '@shared/generation/request';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import type { RenderHostClient } from '../jobs/renderHost';
import type { MediaLibrary } from '../media/mediaLibrary';
import type { InputPicture, InputPictures } from './inputPictures';

export interface ProjectPicturesOptions {
  readonly document: DocumentView;
  readonly media: Pick<MediaLibrary, 'locate'>;
  /** null in plain Node: pictures of shots cannot be painted there. */
  readonly renderHost: RenderHostClient | null;
  readonly mediaBase: () => string;
  /** Absolute path of `cache/inputs` of the project. */
  readonly folder: string;
}

/** Formats every provider takes. */
const plainFormats: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

/** Pictures of an open project: media as they are or as Chromium draws them, shots as the compositor paints them. */
export class ProjectPictures implements InputPictures {
  readonly #options: ProjectPicturesOptions;

  constructor(options: ProjectPicturesOptions) {
    this.#options = options;
  }

  load(source: PictureSource, signal: AbortSignal): Promise<InputPicture> {
    return source.type === 'media' ? this.#media(source) : this.#shotFrame(source, signal);
  }

  async #media({ mediaId, mimeType }: MediaPicture): Promise<InputPicture> {
    const rendition = plainFormats.has(mimeType) ? 'original' : 'picture';
    const located = await this.#options.media.locate(mediaId, rendition);
    return inputPicture(await readFile(located.path), located.mimeType);
  }

  async #shotFrame({ shotId, frame, takeId }: ShotPictureRef, signal: AbortSignal): Promise<InputPicture> {
    const { document, renderHost, mediaBase, folder } = this.#options;
    if (!document.has('shot', shotId)) {
      throw new CodedError('notFound', 'The shot whose picture was to be sent is gone.', shotId);
    }
    if (!renderHost) {
      throw new CodedError(
        'unsupported',
        'Painting a shot needs Electron. Use "generate" of the command line.',
      );
    }
    const { frameSize } = document.project();
    if (takeId !== null && !document.has('take', takeId)) {
      throw new CodedError('notFound', 'The take whose picture was to be sent is gone.', shotId);
    }
    const picture = buildShotPicture(document, shotId, takeId === null ? { ignoreTake: true } : { takeId });
    const path = join(folder, `${nanoid()}.png`);
    await mkdir(folder, { recursive: true });
    try {
      const spec = {
        picture: { ...picture, sourceInFrames: frame, lengthFrames: 1 as typeof picture.lengthFrames },
        width: even(frameSize.width),
        height: even(frameSize.height),
        mediaBase: mediaBase(),
        format: 'image/png' as const,
      };
      await renderHost.renderStill(spec, path, { signal });
      return inputPicture(await readFile(path), 'image/png');
    } finally {
      await rm(path, { force: true });
    }
  }
}

function inputPicture(bytes: Uint8Array, mimeType: string): InputPicture {
  return { bytes, mimeType, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Video and its pictures are coded in pairs of pixels. */
function even(pixels: number): number {
  return Math.max(16, pixels - (pixels % 2));
}
