import { type DrawList, drawList, frameKey, isMediaItem, type MediaItem } from '@shared/compositor/drawList';
import type { PaintSpec } from '@shared/compositor/hostProtocol';
import { paint } from '@shared/compositor/paint';
import type { PixelOrder } from './i420';
import { createI420Converter, type I420Converter } from './i420Converter';
import { PictureSet } from './pictureSet';
import { TaskFailure } from './taskFailure';
import { VideoFrames } from './videoFrames';

/** Of JPEG and WebP: no loss that shows, a fifth of a PNG's size. */
const stillQuality = 0.95;

/**
 * Paints the frames of a shot one after another, as I420 bytes or as picture files. A frame equal to the one before is not
 * painted again.
 */
export class FrameComposer {
  readonly #spec: PaintSpec;
  readonly #pictures: PictureSet;
  readonly #videos: ReadonlyMap<string, VideoFrames>;
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #converter: I420Converter | null;
  #lastKey = '';
  #composedFrames = 0;

  /**
   * @param makes `files`: only `paint` and `encode` are called, and sides may be odd
   * @throws TaskFailure `missingMedia`, `unsupported`, `cancelled`
   */
  static async open(
    spec: PaintSpec,
    signal: AbortSignal,
    makes: 'video' | 'files' = 'video',
  ): Promise<FrameComposer> {
    const pictures = await PictureSet.load(spec, signal);
    const videos = new Map<string, VideoFrames>();
    try {
      for (const [key, { mediaId, frames }] of videosOf(spec)) {
        const url = `${spec.mediaBase}${mediaId}?rendition=original&of=${printOf(spec, mediaId)}`;
        videos.set(key, await VideoFrames.open(url, frames, spec.picture.rate));
      }
      const converter = makes === 'video' ? await createI420Converter(spec) : null;
      return new FrameComposer(spec, pictures, videos, converter);
    } catch (error) {
      pictures.close();
      for (const video of videos.values()) await video.close();
      throw error;
    }
  }

  private constructor(
    spec: PaintSpec,
    pictures: PictureSet,
    videos: ReadonlyMap<string, VideoFrames>,
    converter: I420Converter | null,
  ) {
    const { width, height } = spec;
    this.#spec = spec;
    this.#pictures = pictures;
    this.#videos = videos;
    this.#canvas = new OffscreenCanvas(width, height);
    // Kept in main memory, where the pixels are read back from: the same pixels on every machine.
    const context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new TaskFailure('internal', 'There is no canvas to paint on.');
    this.#context = context;
    this.#converter = converter;
  }

  /** Frames painted so far. */
  get composedFrames(): number {
    return this.#composedFrames;
  }

  /**
   * The next frame as I420. `isNew` is false when it is the frame before once more. The bytes are good until the next call.
   * @throws TaskFailure `unsupported` when a video cannot be decoded
   */
  async compose(
    index: number,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isNew: boolean }> {
    const converter = this.#converter;
    if (!converter) throw new Error('Opened for picture files.');
    const isNew = await this.paint(index);
    if (isNew) await this.#readBack(converter);
    return { bytes: converter.bytes, isNew };
  }

  /** Paints the next frame. @returns false when it is the frame before once more @throws as compose */
  async paint(index: number): Promise<boolean> {
    const list = shotList(this.#spec, index);
    await Promise.all(videoKeys(list).map((key) => this.#videos.get(key)?.advance()));
    const key = frameKey(list);
    const isNew = key !== this.#lastKey;
    if (isNew) {
      this.#lastKey = key;
      this.#composedFrames += 1;
      this.#draw(list);
    }
    return isNew;
  }

  /** The frame painted last, as the bytes of a picture file. @throws TaskFailure `unsupported` */
  async encode(type: 'image/png' | 'image/jpeg' | 'image/webp'): Promise<Uint8Array<ArrayBuffer>> {
    const blob = await this.#canvas.convertToBlob({ type, quality: stillQuality });
    if (blob.type !== type)
      throw new TaskFailure('unsupported', 'This kind of picture cannot be written here.');
    return new Uint8Array(await blob.arrayBuffer());
  }

  async close(): Promise<void> {
    this.#pictures.close();
    for (const video of this.#videos.values()) await video.close();
  }

  #draw(list: DrawList): void {
    const missing = paint<CanvasImageSource>(this.#context, list, (item) =>
      isVideoItem(item) ? (this.#videos.get(videoKey(list, item))?.image ?? null) : this.#pictures.get(item),
    );
    if (missing.length > 0)
      throw new TaskFailure('missingMedia', 'A picture of this shot could not be loaded.');
  }

  async #readBack(converter: I420Converter): Promise<void> {
    // Read back as the canvas keeps it, into memory that is there already: several times faster than getImageData.
    const frame = new VideoFrame(this.#canvas, { timestamp: 0, alpha: 'discard' });
    let order = pixelOrder(frame.format);
    await frame.copyTo(converter.pixels, order ? {} : { format: 'RGBA' });
    frame.close();
    order ??= 'rgbx';
    converter.convert(order);
  }
}

function pixelOrder(format: VideoPixelFormat | null): PixelOrder | null {
  if (format === 'BGRX' || format === 'BGRA') return 'bgrx';
  return format === 'RGBX' || format === 'RGBA' ? 'rgbx' : null;
}

function shotList({ picture, width, height }: PaintSpec, index: number): DrawList {
  return drawList(picture, picture.sourceInFrames + index, { width, height });
}

/**
 * The videos of a shot and, for each, the frames wanted one after another. The same media may be on two layers with
 * different times: each use has a decoder of its own.
 */
function videosOf(
  spec: PaintSpec,
): ReadonlyMap<string, { readonly mediaId: string; readonly frames: number[] }> {
  const videos = new Map<string, { mediaId: string; frames: number[] }>();
  for (let index = 0; index < spec.picture.lengthFrames; index += 1) {
    const list = shotList(spec, index);
    for (const item of list.items.filter(isVideoItem)) {
      const key = videoKey(list, item);
      const video = videos.get(key) ?? { mediaId: item.mediaId, frames: [] };
      videos.set(key, video);
      video.frames.push(item.frame);
    }
  }
  return videos;
}

type VideoItem = MediaItem & { readonly frame: number };

const isVideoItem = (item: DrawList['items'][number]): item is VideoItem =>
  isMediaItem(item) && item.frame !== null;

/** Names one use of a video: the n-th of its media, counted from the back. */
function videoKey(list: DrawList, item: VideoItem): string {
  const uses = list.items.filter((other) => isVideoItem(other) && other.mediaId === item.mediaId);
  return `${item.mediaId}|${uses.indexOf(item)}`;
}

function videoKeys(list: DrawList): string[] {
  return list.items.filter(isVideoItem).map((item) => videoKey(list, item));
}

/** The beginning of a media's fingerprint: one that got another file has another address. */
function printOf({ picture }: PaintSpec, mediaId: string): string {
  const layers = picture.layers.flatMap((layer) => (layer.type === 'drawn' ? [] : [layer]));
  const found = [...layers, ...(picture.take ? [picture.take] : [])].find((each) => each.mediaId === mediaId);
  return found?.fingerprint.slice(0, 12) ?? '';
}
