import type { OutputSize } from '@shared/compositor/drawList';
import type { MediaId } from '@shared/document/ids';
import { LoadTurns, type Priority } from './loadTurns';

/** What a loader makes and the source keeps: an ImageBitmap in the window. */
export interface LoadedImage {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** A variant of a picture: the small file that is made on import, or the picture itself by halves (0 = whole). */
export type ImageLevel = 'thumbnail' | number;

/** What a loader is asked for. */
export interface ImageRequest {
  readonly mediaId: MediaId;
  readonly level: ImageLevel;
  /** Px of the picture itself. */
  readonly natural: OutputSize;
}

/**
 * Loads a variant.
 * @throws when there is no such media, or it is no picture.
 */
export type ImageLoader<Image extends LoadedImage> = (request: ImageRequest) => Promise<Image>;

/** A picture in use: it stays loaded until released. */
export interface ImageLease<Image> {
  readonly image: Image;
  release(): void;
}

export interface ImageSourceOptions<Image extends LoadedImage> {
  readonly load: ImageLoader<Image>;
  /** Pixels of all loaded pictures together; those longest not used go first. */
  readonly maxPixels: number;
  readonly now: () => number;
}

interface Entry<Image> {
  readonly mediaId: MediaId;
  readonly level: ImageLevel;
  readonly loaded: Promise<Image | null>;
  image: Image | null;
  /** Of the image: asking a bitmap for its size each time is felt with hundreds of them. */
  pixels: number;
  leases: number;
}

interface Failure {
  readonly count: number;
  readonly retryAtMs: number;
}

/** Widths up to this one come from the thumbnail, which is 320 px wide. */
export const thumbnailWidth = 320;
const maxParallelLarge = 3;
/** Small ones come several in one answer: a few shots' worth. */
const maxParallelSmall = 24;
const firstRetryMs = 1_000;
const lastRetryMs = 30_000;

/** The variant to load so that a picture drawn `wantedWidth` pixels wide is never stretched, and shrunk by less than half. */
export function imageLevel(natural: OutputSize, wantedWidth: number): ImageLevel {
  if (wantedWidth <= thumbnailWidth && natural.width > thumbnailWidth) return 'thumbnail';
  return Math.max(0, Math.floor(Math.log2(natural.width / Math.max(1, wantedWidth))));
}

/** Whether its file is a small one: the one made on import, or the picture itself where that is no larger. */
export function isSmall({ level, natural }: ImageRequest): boolean {
  return level === 'thumbnail' || Math.max(natural.width, natural.height) <= thumbnailWidth;
}

/** Px of a level of a picture; null for one that comes in its size. */
export function levelSize({ level, natural }: ImageRequest): OutputSize | null {
  if (level === 'thumbnail' || level === 0) return null;
  const part = 2 ** level;
  return {
    width: Math.max(1, Math.ceil(natural.width / part)),
    height: Math.max(1, Math.ceil(natural.height / part)),
  };
}

/**
 * Pictures by media id, loaded once whoever asks, each in the sizes that are needed, within a bound of memory.
 * What `find` returns is good until the next task; `acquire` keeps it longer.
 */
export class ImageSource<Image extends LoadedImage> {
  readonly #options: ImageSourceOptions<Image>;
  /** In order of last use, oldest first. */
  readonly #entries = new Map<string, Entry<Image>>();
  readonly #failures = new Map<MediaId, Failure>();
  readonly #listeners = new Set<(mediaId: MediaId) => void>();
  readonly #largeTurns = new LoadTurns(maxParallelLarge);
  readonly #smallTurns = new LoadTurns(maxParallelSmall);
  #pixels = 0;
  #isDisposed = false;

  constructor(options: ImageSourceOptions<Image>) {
    this.#options = options;
  }

  /** Tells of each picture that has come or failed. Returns the way to stop. */
  subscribe(listener: (mediaId: MediaId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether the media could not be loaded when last tried. */
  isMissing(mediaId: MediaId): boolean {
    return this.#failures.has(mediaId);
  }

  /** Forgets what is known of media: their files are others, or gone. Pictures in use stay until they are released. */
  forget(mediaIds: ReadonlySet<MediaId>): void {
    for (const [key, { mediaId, image, leases }] of this.#entries) {
      if (!mediaIds.has(mediaId)) continue;
      this.#entries.delete(key);
      if (leases === 0) image?.close();
    }
    for (const mediaId of mediaIds) {
      this.#failures.delete(mediaId);
      this.#notify(mediaId);
    }
  }

  /**
   * The best picture at hand for a width of drawing, and whether it is the right size. Asks for the right one when it
   * is not there; `subscribe` tells when it comes.
   */
  find(
    mediaId: MediaId,
    natural: OutputSize,
    wantedWidth: number,
  ): { image: Image | null; isSharp: boolean } {
    const level = imageLevel(natural, wantedWidth);
    const entry = this.#touch(mediaId, level);
    if (entry?.image) return { image: entry.image, isSharp: true };
    void this.#load(mediaId, level, natural, 'soon');
    return { image: this.#bestOther(mediaId, level), isSharp: false };
  }

  /** Whether the picture for a width of drawing is loaded; asks for nothing. */
  holds(mediaId: MediaId, natural: OutputSize, wantedWidth: number): boolean {
    return Boolean(this.#entries.get(entryKey(mediaId, imageLevel(natural, wantedWidth)))?.image);
  }

  /** Loads the picture for a width of drawing and keeps it until released; null when it cannot be loaded. */
  async acquire(
    mediaId: MediaId,
    natural: OutputSize,
    wantedWidth: number,
    priority: Priority = 'soon',
  ): Promise<ImageLease<Image> | null> {
    const level = imageLevel(natural, wantedWidth);
    const entry = this.#touch(mediaId, level) ?? this.#load(mediaId, level, natural, priority);
    if (!entry) return null;
    entry.leases += 1;
    const image = await entry.loaded;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      entry.leases -= 1;
      // Forgotten while it was in use.
      if (entry.leases === 0 && this.#entries.get(entryKey(mediaId, level)) !== entry) entry.image?.close();
      this.#evict();
    };
    if (image) return { image, release };
    release();
    return null;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#listeners.clear();
    for (const entry of this.#entries.values()) entry.image?.close();
    this.#entries.clear();
    this.#largeTurns.release();
    this.#smallTurns.release();
  }

  #touch(mediaId: MediaId, level: ImageLevel): Entry<Image> | undefined {
    const key = entryKey(mediaId, level);
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #load(mediaId: MediaId, level: ImageLevel, natural: OutputSize, priority: Priority): Entry<Image> | null {
    const key = entryKey(mediaId, level);
    const known = this.#entries.get(key);
    if (known) return known;
    const failure = this.#failures.get(mediaId);
    if (this.#isDisposed || (failure && failure.retryAtMs > this.#options.now())) return null;
    const request = { mediaId, level, natural };
    const turns = isSmall(request) ? this.#smallTurns : this.#largeTurns;
    const entry: Entry<Image> = {
      mediaId,
      level,
      image: null,
      pixels: 0,
      leases: 0,
      loaded: turns
        .take(priority)
        .then(() => this.#fetch(request, turns))
        .then((image) => this.#settle(key, entry, image)),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  async #fetch(request: ImageRequest, turns: LoadTurns): Promise<Image | null> {
    try {
      if (this.#isDisposed) return null;
      return await this.#options.load(request);
    } catch {
      // The person sees a placeholder with the media's name; the media list says what is wrong with it.
      return null;
    } finally {
      turns.end();
    }
  }

  #settle(key: string, entry: Entry<Image>, image: Image | null): Image | null {
    const isForgotten = this.#entries.get(key) !== entry;
    if (this.#isDisposed || (isForgotten && entry.leases === 0)) {
      image?.close();
      return null;
    }
    const { mediaId } = entry;
    if (isForgotten) {
      entry.image = image;
      return image;
    }
    if (image) {
      entry.image = image;
      entry.pixels = image.width * image.height;
      this.#pixels += entry.pixels;
      this.#failures.delete(mediaId);
      this.#evict();
    } else {
      this.#entries.delete(key);
      const count = (this.#failures.get(mediaId)?.count ?? 0) + 1;
      const retryAtMs = this.#options.now() + Math.min(lastRetryMs, firstRetryMs * 2 ** (count - 1));
      this.#failures.set(mediaId, { count, retryAtMs });
    }
    this.#notify(mediaId);
    return image;
  }

  #bestOther(mediaId: MediaId, level: ImageLevel): Image | null {
    let best: Image | null = null;
    for (const entry of this.#entries.values()) {
      if (entry.mediaId !== mediaId || entry.level === level || !entry.image) continue;
      if (!best || entry.image.width > best.width) best = entry.image;
    }
    return best;
  }

  #evict(): void {
    if (this.#pixels <= this.#options.maxPixels) return;
    for (const [key, { image, pixels, leases }] of this.#entries) {
      if (!image || leases > 0) continue;
      this.#pixels -= pixels;
      this.#entries.delete(key);
      image.close();
      if (this.#pixels <= this.#options.maxPixels) return;
    }
  }

  #notify(mediaId: MediaId): void {
    for (const listener of this.#listeners) listener(mediaId);
  }
}

function entryKey(mediaId: MediaId, level: ImageLevel): string {
  return `${mediaId}@${level}`;
}
