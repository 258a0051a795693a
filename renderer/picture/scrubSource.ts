import type { PaintImage } from '@shared/compositor/paint';
import type { MediaId } from '@shared/document/ids';
import { readScrubCopy, type ScrubCopy, scrubFrameAt } from '@shared/media/scrubCopy';
import type { Rate } from '@shared/time/rate';
import { type ScrubImage, ScrubImages } from './scrubImages';
import { frameSeconds } from './videoSource';

export interface ScrubSourceOptions<Image extends ScrubImage> {
  /** What the project's cache has; null = nothing. */
  readonly load: (mediaId: MediaId) => Promise<Uint8Array | null>;
  readonly decode: (jpeg: Uint8Array<ArrayBuffer>) => Promise<Image>;
  /** A video has no copy yet, and somebody looks for a place in it. */
  readonly onMissing: (mediaId: MediaId) => void;
  /** Bytes of all copies held; those used longest ago go first. */
  readonly maxBytes: number;
  /** Decoded pictures held. */
  readonly maxImages: number;
}

type Entry = { readonly state: 'loading' } | { readonly state: 'none' } | ScrubCopy;

const isCopy = (entry: Entry | undefined): entry is ScrubCopy => entry !== undefined && 'frames' in entry;

/** Frames decoded beyond the one last looked at, the way a person is going. */
const framesAhead = 3;

/**
 * Small pictures of the frames of videos, there within some milliseconds wherever in the video they lie. What is shown while
 * somebody looks for a place; the frame itself takes its place when the hand rests.
 */
export class ScrubSource<Image extends ScrubImage> {
  readonly #options: ScrubSourceOptions<Image>;
  /** In order of last use, oldest first. */
  readonly #entries = new Map<MediaId, Entry>();
  readonly #images: ScrubImages<Image>;
  readonly #listeners = new Set<(mediaId: MediaId) => void>();
  #isDisposed = false;

  constructor(options: ScrubSourceOptions<Image>) {
    this.#options = options;
    this.#images = new ScrubImages({
      decode: options.decode,
      maxImages: options.maxImages,
      onImage: (mediaId) => this.#notify(mediaId),
    });
  }

  /** Tells of each copy and picture that has come. Returns the way to stop. */
  subscribe(listener: (mediaId: MediaId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads the copy of a video that will be looked at, or has it made. */
  prepare(mediaId: MediaId): void {
    void this.#entry(mediaId);
  }

  /** Whether there are small pictures of a video, or will be in a moment. */
  has(mediaId: MediaId): boolean {
    const entry = this.#entry(mediaId);
    return isCopy(entry) || entry.state === 'loading';
  }

  /** The small picture of a frame if it is at hand; asks for it. A newer question replaces one that waits. */
  find(mediaId: MediaId, frame: number, rate: Rate): PaintImage<Image> | null {
    const copy = this.#entry(mediaId);
    if (!isCopy(copy)) return null;
    const index = scrubFrameAt(copy, frameSeconds(frame, rate));
    const image = this.#images.find(mediaId, index, copy.frames, framesAhead);
    return image && { source: image, width: image.width, height: image.height };
  }

  /** A copy was made just now. */
  put(mediaId: MediaId, bytes: Uint8Array | null): void {
    if (this.#isDisposed) return;
    const copy = bytes && readScrubCopy(bytes);
    this.#entries.delete(mediaId);
    this.#entries.set(mediaId, copy ?? { state: 'none' });
    this.#evict();
    this.#notify(mediaId);
  }

  /** Forgets what is known of media: their files are others, or gone. */
  forget(mediaIds: ReadonlySet<MediaId>): void {
    for (const mediaId of mediaIds) {
      this.#entries.delete(mediaId);
      this.#images.forget(mediaId);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#listeners.clear();
    this.#entries.clear();
    this.#images.clear();
  }

  #entry(mediaId: MediaId): Entry {
    const known = this.#entries.get(mediaId);
    this.#entries.delete(mediaId);
    const entry = known ?? { state: 'loading' };
    this.#entries.set(mediaId, entry);
    if (!known) void this.#load(mediaId, entry);
    return entry;
  }

  async #load(mediaId: MediaId, entry: Entry): Promise<void> {
    const bytes = await this.#options.load(mediaId).catch(() => null);
    // Forgotten meanwhile, or made.
    if (this.#isDisposed || this.#entries.get(mediaId) !== entry) return;
    this.put(mediaId, bytes);
    if (!isCopy(this.#entries.get(mediaId))) this.#options.onMissing(mediaId);
  }

  #evict(): void {
    let sum = 0;
    for (const entry of this.#entries.values()) if (isCopy(entry)) sum += entry.byteSize;
    for (const [mediaId, entry] of this.#entries) {
      if (sum <= this.#options.maxBytes) return;
      if (!isCopy(entry)) continue;
      this.#entries.delete(mediaId);
      this.#images.forget(mediaId);
      sum -= entry.byteSize;
    }
  }

  #notify(mediaId: MediaId): void {
    for (const listener of this.#listeners) listener(mediaId);
  }
}
