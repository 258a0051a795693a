import { drawList, frameKey, type OutputSize } from '@shared/compositor/drawList';
import type { ShotPicture } from '@shared/compositor/shotPicture';
import type { PaintRequest, PreparedFrame } from './shotPainter';

/** The part of the painter that thumbnails need. */
export interface ThumbnailPainter {
  prepare(request: PaintRequest, priority: 'idle'): Promise<PreparedFrame>;
}

export interface ThumbnailOptions<Image> {
  readonly painter: ThumbnailPainter;
  /** Paints a prepared frame at a size and hands the picture over. */
  readonly render: (frame: PreparedFrame, size: OutputSize) => Image;
  /** Runs work when the window has nothing better to do. */
  readonly whenIdle: (work: () => void) => void;
  /** Pixels of all thumbnails together. */
  readonly maxPixels: number;
  readonly now: () => number;
}

interface Wanted {
  readonly key: string;
  readonly request: PaintRequest;
}

interface Kept<Image> {
  readonly image: Image;
  readonly pixels: number;
  /** When to make it again because a media was missing; null when none was. */
  readonly remakeAtMs: number | null;
}

/** Small files made on import are this wide (px): a first look is painted from them alone. */
const firstLookWidth = 320;

const maxParallel = 2;
/** What was asked for longest ago and is not begun is dropped beyond this: it has been scrolled away. */
const maxWaiting = 150;
const remakeAfterMs = 10_000;
/** Frames and sizes of one picture whose keys are remembered: a key is the whole draw list as text. */
const maxKeysOfPicture = 32;

/**
 * Small pictures of shots. Keyed by what is seen, so that an edit elsewhere, a rename or a new length makes nothing anew.
 * Made when the window is idle, the latest asked for first.
 */
export class ShotThumbnails<Image> {
  readonly #options: ThumbnailOptions<Image>;
  /** In order of last use, oldest first. */
  readonly #kept = new Map<string, Kept<Image>>();
  readonly #waiting = new Map<string, Wanted>();
  /** What has had its first look, to be made sharp when nothing is without one; the first asked for first. */
  readonly #unsharp = new Map<string, Wanted>();
  readonly #making = new Set<string>();
  readonly #listeners = new Set<() => void>();
  /** Keys of what was asked for, by frame and size: everyone in sight asks again whenever one thumbnail has come. */
  readonly #keys = new WeakMap<ShotPicture, Map<string, string>>();
  #pixels = 0;
  #isDisposed = false;
  #isHeld = false;

  constructor(options: ThumbnailOptions<Image>) {
    this.#options = options;
  }

  /** Tells when a thumbnail has come. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The thumbnail of a frame of a shot (its first one shown by default) in device pixels, or null: it is then made, and
   * `subscribe` tells. The same object until what is seen changes.
   */
  get(picture: ShotPicture, size: OutputSize, shotFrame: number = picture.sourceInFrames): Image | null {
    const key = this.#keyOf(picture, size, shotFrame);
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      if (kept.remakeAtMs === null || this.#options.now() < kept.remakeAtMs) return kept.image;
    }
    this.#want({ key, request: { picture, shotFrame, size } });
    return kept?.image ?? null;
  }

  #keyOf(picture: ShotPicture, size: OutputSize, shotFrame: number): string {
    const keys = this.#keys.get(picture) ?? new Map<string, string>();
    this.#keys.set(picture, keys);
    const asked = `${shotFrame} ${size.width} ${size.height}`;
    const known = keys.get(asked);
    if (known !== undefined) return known;
    if (keys.size >= maxKeysOfPicture) keys.clear();
    const key = frameKey(drawList(picture, shotFrame, size));
    keys.set(asked, key);
    return key;
  }

  #want(wanted: Wanted): void {
    if (this.#isDisposed || this.#making.has(wanted.key)) return;
    this.#waiting.delete(wanted.key);
    this.#waiting.set(wanted.key, wanted);
    this.#dropOldestWaiting();
    this.#options.whenIdle(() => this.#startNext());
  }

  /** Makes thumbnails that show any of these media again: their files are others, or gone, or back. */
  forget(mediaIds: ReadonlySet<string>): void {
    for (const key of this.#kept.keys()) {
      for (const id of mediaIds) {
        if (!key.includes(id)) continue;
        this.#drop(key);
        break;
      }
    }
    this.#notify();
  }

  /** Whether nothing new is begun. `subscribe` tells when that ends: what was not asked for meanwhile is asked for then. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Begins nothing new while held: what flies past is not worth a frame. */
  setHeld(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld) this.#notify();
    if (!isHeld && this.#waiting.size + this.#unsharp.size > 0)
      for (let count = 0; count < maxParallel; count += 1) this.#options.whenIdle(() => this.#startNext());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#kept.clear();
    this.#waiting.clear();
    this.#unsharp.clear();
    this.#listeners.clear();
  }

  #startNext(): void {
    if (this.#isDisposed || this.#isHeld || this.#making.size >= maxParallel) return;
    const latest = [...this.#waiting.values()].at(-1);
    const next = latest ?? this.#unsharp.values().next().value;
    if (!next) return;
    const { key, request } = next;
    this.#waiting.delete(key);
    this.#unsharp.delete(key);
    this.#making.add(key);
    // Far smaller ones need no larger images anyway.
    const isFirstLook =
      latest !== undefined && request.size.width > firstLookWidth / 2 && !this.#kept.has(key);
    void this.#make(key, isFirstLook ? { ...request, maxImageWidth: firstLookWidth } : request).finally(
      () => {
        this.#making.delete(key);
        if (isFirstLook && this.#kept.has(key)) this.#unsharp.set(key, next);
        if (!this.#isHeld && this.#waiting.size + this.#unsharp.size > 0)
          this.#options.whenIdle(() => this.#startNext());
      },
    );
  }

  async #make(key: string, request: PaintRequest): Promise<void> {
    const prepared = await this.#options.painter.prepare(request, 'idle');
    try {
      if (this.#isDisposed) return;
      let hasMissing = false;
      const observed: PreparedFrame = {
        paint: (context) => {
          const painted = prepared.paint(context);
          hasMissing = painted.hasMissing;
          return painted;
        },
        release: () => prepared.release(),
      };
      const image = this.#options.render(observed, request.size);
      const pixels = request.size.width * request.size.height;
      this.#drop(key);
      this.#kept.set(key, {
        image,
        pixels,
        remakeAtMs: hasMissing ? this.#options.now() + remakeAfterMs : null,
      });
      this.#pixels += pixels;
      this.#dropOldestKept();
      this.#notify();
    } finally {
      prepared.release();
    }
  }

  #dropOldestKept(): void {
    for (const key of this.#kept.keys()) {
      if (this.#pixels <= this.#options.maxPixels) return;
      this.#drop(key);
    }
  }

  /** Not closed: whoever shows it may go on drawing it. */
  #drop(key: string): void {
    this.#pixels -= this.#kept.get(key)?.pixels ?? 0;
    this.#kept.delete(key);
  }

  #dropOldestWaiting(): void {
    for (const key of this.#waiting.keys()) {
      if (this.#waiting.size <= maxWaiting) return;
      this.#waiting.delete(key);
    }
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
