import type { OutputSize } from '@shared/compositor/drawList';
import type { SegmentSpec } from '@shared/compositor/hostProtocol';
import type { PaintImage } from '@shared/compositor/paint';
import { neededSizes } from '@shared/compositor/stillness';
import { readFailure, TaskFailure } from './taskFailure';

/**
 * The still pictures of a shot, each scaled down once to the largest size the shot needs and never up: good quality
 * while loading, cheap smoothing while drawing.
 */
export class PictureSet {
  readonly #images = new Map<string, ImageBitmap>();

  /** @throws TaskFailure `missingMedia` */
  static async load(
    { picture, width, height, mediaBase }: SegmentSpec,
    signal: AbortSignal,
  ): Promise<PictureSet> {
    const set = new PictureSet();
    const sizes = neededSizes(picture, { width, height });
    const stills = [
      ...picture.layers.filter(({ type }) => type === 'image'),
      ...(picture.take?.type === 'image' ? [picture.take] : []),
    ];
    try {
      for (const { mediaId } of stills) {
        const size = sizes.get(mediaId);
        if (!size || set.#images.has(mediaId)) continue;
        set.#images.set(mediaId, await loadPicture(`${mediaBase}${mediaId}?rendition=picture`, size, signal));
      }
    } catch (error) {
      set.close();
      throw error;
    }
    return set;
  }

  get(mediaId: string): PaintImage<CanvasImageSource> | null {
    const image = this.#images.get(mediaId);
    return image ? { source: image, width: image.width, height: image.height } : null;
  }

  close(): void {
    for (const image of this.#images.values()) image.close();
    this.#images.clear();
  }
}

async function loadPicture(url: string, size: OutputSize, signal: AbortSignal): Promise<ImageBitmap> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const whole = await createImageBitmap(await response.blob());
    if (whole.width <= size.width || whole.height <= size.height) return whole;
    const scaled = await createImageBitmap(whole, {
      resizeWidth: size.width,
      resizeHeight: size.height,
      resizeQuality: 'high',
    });
    whole.close();
    return scaled;
  } catch (error) {
    if (signal.aborted) throw new TaskFailure('cancelled', 'Cancelled.');
    throw readFailure('A picture of this shot', error);
  }
}
