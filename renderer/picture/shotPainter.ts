import {
  type Bounds,
  type DrawItem,
  drawList,
  isMediaItem,
  itemKey,
  itemScale,
  type Matrix,
  type MediaItem,
  type OutputSize,
} from '@shared/compositor/drawList';
import { type PaintContext, type PaintImage, paint } from '@shared/compositor/paint';
import type { ShotPicture } from '@shared/compositor/shotPicture';
import { neededSizes } from '@shared/compositor/stillness';
import type { MediaId } from '@shared/document/ids';
import type { DrawnSource } from './drawnSource';
import { type ImageLease, type ImageSource, type LoadedImage, thumbnailWidth } from './imageSource';
import type { Priority } from './loadTurns';
import type { ScrubImage } from './scrubImages';
import type { ScrubSource } from './scrubSource';
import type { VideoSource } from './videoSource';

/** A context the painter paints on, of the page or a worker. */
export type PictureContext = PaintContext<CanvasImageSource>;

export interface PainterOptions {
  readonly images: ImageSource<LoadedImage & CanvasImageSource>;
  readonly videos: VideoSource;
  /** Small pictures of the frames of videos, for whoever looks for a place; absent = there are none. */
  readonly scrubs?: ScrubSource<ScrubImage & CanvasImageSource>;
  readonly drawn: DrawnSource<CanvasImageSource>;
  /** Whether a media's file is known not to be there: what is still loaded of it is not shown. */
  readonly isOffline?: (mediaId: MediaId) => boolean;
  /** What stands where a media is missing; made once a media. */
  readonly placeholder: (mediaId: MediaId, natural: OutputSize) => PaintImage<CanvasImageSource>;
}

/** How a shot is put on a context. */
export interface PaintRequest {
  readonly picture: ShotPicture;
  /** In the shot's own time: the first frame shown is `picture.sourceInFrames`. */
  readonly shotFrame: number;
  /** Pixels of the frame; with a `view`, before it. */
  readonly size: OutputSize;
  /** From output pixels to the context's own. */
  readonly view?: Matrix;
  /** What beside the frame is painted too, in output pixels. */
  readonly bounds?: Bounds;
  /** No larger image is loaded for it, though it will be stretched: a first look that is there at once. */
  readonly maxImageWidth?: number;
  /**
   * Small pictures may stand for frames of videos, and for pictures, until these are there. `moving`: these are not even asked
   * for, since others will be wanted before they come.
   */
  readonly scrubbing?: 'moving' | 'resting';
}

export interface Painted {
  /** All that belongs to the frame is painted, at its proper sharpness. Otherwise `subscribe` tells when to try again. */
  readonly isComplete: boolean;
  /** All of it is of the right frame, though perhaps not at its sharpness. */
  readonly isRightFrame: boolean;
  /** Something of it is not painted at all yet. */
  readonly hasHoles: boolean;
  /** A placeholder stands for a media that could not be loaded. */
  readonly hasMissing: boolean;
}

/** Everything of a frame is loaded and stays so until `release`. */
export interface PreparedFrame {
  paint(context: PictureContext): Painted;
  release(): void;
}

interface Found {
  readonly image: PaintImage<CanvasImageSource> | null;
  readonly isSharp: boolean;
  /** Not what a video showed a moment before or after. */
  readonly isRightFrame: boolean;
}

const nothing: Found = { image: null, isSharp: false, isRightFrame: false };

/** Drawings are made no wider than this while the hand moves, px: enough to know them by, at a fraction of the time. */
const hurriedWidth = 640;

/** Frames looked at to find how large a picture gets in a shot; moves are smooth, so few tell enough for a preview. */
const sizeSamples = 24;

/** Paints shots from what is loaded, and loads what is not. */
export class ShotPainter {
  readonly #options: PainterOptions;
  readonly #sizes = new WeakMap<ShotPicture, Map<number, ReadonlyMap<string, OutputSize>>>();
  readonly #placeholders = new Map<MediaId, PaintImage<CanvasImageSource>>();

  constructor(options: PainterOptions) {
    this.#options = options;
  }

  /** Tells when more has been loaded: paint again what was not complete. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    const { images, videos, drawn, scrubs } = this.#options;
    const sources = [images, videos, drawn, ...(scrubs ? [scrubs] : [])];
    const stops = sources.map((source) => source.subscribe(listener));
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Paints a frame with what is at hand, and asks for the rest. Never waits. */
  paintNow(context: PictureContext, request: PaintRequest): Painted {
    const { picture, shotFrame, size, view, bounds } = request;
    const zoom = view ? Math.hypot(view[0], view[1]) : 1;
    const list = drawList(picture, shotFrame, size, bounds);
    let isComplete = true;
    let isRightFrame = true;
    let hasMissing = false;
    const unpainted = paint(
      context,
      list,
      (item) => {
        const found = this.#imageOf(item, request, zoom);
        if (found === 'missing') {
          hasMissing = true;
          return isMediaItem(item) ? this.#placeholder(item) : null;
        }
        isComplete &&= found.isSharp;
        isRightFrame &&= found.isRightFrame;
        return found.image;
      },
      view,
    );
    const hasHoles = unpainted.length > 0;
    return {
      isComplete: isComplete && !hasHoles,
      isRightFrame: isRightFrame && !hasHoles,
      hasHoles,
      hasMissing,
    };
  }

  /**
   * Loads all that a frame needs; while somebody looks for a place (`scrubbing`), all but videos that have small pictures.
   * Missing media are no error: their placeholder is painted.
   */
  async prepare(request: PaintRequest, priority: Priority = 'soon'): Promise<PreparedFrame> {
    const { picture, shotFrame, size, bounds } = request;
    const leases: ImageLease<unknown>[] = [];
    const release = (): void => {
      for (const lease of leases.splice(0)) lease.release();
    };
    await Promise.all(
      drawList(picture, shotFrame, size, bounds).items.map(async (item) => {
        if (!isMediaItem(item)) {
          await this.#options.drawn.load(item);
          return;
        }
        if (this.#options.isOffline?.(item.mediaId)) return;
        if (item.frame !== null) {
          if (request.scrubbing && this.#options.scrubs?.has(item.mediaId)) return;
          await this.#options.videos.load(item.mediaId, item.frame, picture.rate, {
            goesOn: priority === 'soon',
          });
          return;
        }
        const width = this.#wantedWidth(item, request, 1);
        const wanted = request.scrubbing === 'moving' ? Math.min(width, thumbnailWidth) : width;
        const lease = await this.#options.images.acquire(item.mediaId, item, wanted, priority);
        if (lease) leases.push(lease);
      }),
    );
    return { paint: (context) => this.paintNow(context, request), release };
  }

  #imageOf(item: DrawItem, request: PaintRequest, zoom: number): Found | 'missing' {
    const { images, drawn } = this.#options;
    if (!isMediaItem(item)) {
      const width = this.#wantedWidth(item, request, zoom);
      const isHurried = request.scrubbing === 'moving' && !drawn.holds(item, width);
      const image = drawn.find(item, isHurried ? Math.min(width, hurriedWidth) : width);
      return { image, isSharp: image !== null && !(isHurried && width > hurriedWidth), isRightFrame: true };
    }
    if (this.#options.isOffline?.(item.mediaId)) return 'missing';
    if (item.frame !== null) return this.#videoFrame(item.mediaId, item.frame, request);
    const width = this.#wantedWidth(item, request, zoom);
    const isHurried = request.scrubbing === 'moving' && !images.holds(item.mediaId, item, width);
    const wanted = isHurried ? Math.min(width, thumbnailWidth) : width;
    const { image, isSharp } = images.find(item.mediaId, item, wanted);
    if (image)
      return {
        image: { source: image, width: image.width, height: image.height },
        isSharp: isSharp && wanted === width,
        isRightFrame: true,
      };
    if (images.isMissing(item.mediaId)) return 'missing';
    return nothing;
  }

  #videoFrame(mediaId: MediaId, index: number, { picture, scrubbing }: PaintRequest): Found | 'missing' {
    const { videos, scrubs } = this.#options;
    const { rate } = picture;
    const decoded = scrubbing && videos.peek(mediaId, index, rate);
    const small = scrubbing && !decoded && scrubs ? scrubs.find(mediaId, index, rate) : null;
    if (scrubbing === 'moving') {
      if (decoded) return { image: decoded.image, isSharp: true, isRightFrame: true };
      if (small) return { image: small, isSharp: false, isRightFrame: true };
      if (scrubs?.has(mediaId)) return nothing;
    }
    const { frame, isExact } = videos.find(mediaId, index, rate);
    if (frame && (isExact || !small)) return { image: frame.image, isSharp: isExact, isRightFrame: isExact };
    if (small) return { image: small, isSharp: false, isRightFrame: true };
    return videos.isMissing(mediaId) ? 'missing' : nothing;
  }

  /** One width a thing and shot, so that a picture does not change its sharpness in the middle of a move. */
  #wantedWidth(item: DrawItem, { picture, size, maxImageWidth }: PaintRequest, zoom: number): number {
    const now = itemScale(item) * item.width;
    const wanted = Math.max(now, this.#shotSizes(picture, size).get(itemKey(item))?.width ?? 0) * zoom;
    return Math.min(wanted, maxImageWidth ?? Number.POSITIVE_INFINITY);
  }

  #shotSizes(picture: ShotPicture, size: OutputSize): ReadonlyMap<string, OutputSize> {
    const byWidth = this.#sizes.get(picture) ?? new Map<number, ReadonlyMap<string, OutputSize>>();
    this.#sizes.set(picture, byWidth);
    const known = byWidth.get(size.width);
    if (known) return known;
    const sizes = neededSizes(picture, size, sizeSamples);
    byWidth.set(size.width, sizes);
    return sizes;
  }

  /** Names of media change, and what has taken the place of another has another shape. */
  forgetPlaceholders(mediaIds: ReadonlySet<MediaId>): void {
    for (const mediaId of mediaIds) this.#placeholders.delete(mediaId);
  }

  #placeholder(item: MediaItem): PaintImage<CanvasImageSource> {
    const known = this.#placeholders.get(item.mediaId);
    if (known) return known;
    const made = this.#options.placeholder(item.mediaId, item);
    this.#placeholders.set(item.mediaId, made);
    return made;
  }
}
