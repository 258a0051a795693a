import type { MediaId } from '@shared/document/ids';
import type { Rate } from '@shared/time/rate';
import type { DecodedFrame } from './frameCache';
import { openVideo, shortFiles } from './openVideo';
import { VideoReader } from './videoReader';

export interface VideoSourceOptions {
  readonly urlOf: (mediaId: MediaId) => string;
  /** Pixels of decoded frames of all open videos together. */
  readonly maxPixels: number;
}

/** Videos open at once: those on screen, the next shot's, and one being looked at for a thumbnail. */
const maxReaders = 4;
/** Of short files that were looked at. */
const maxFileBytes = 96 * 1024 * 1024;

/** The time inside a video at which to look for a frame: a little past its start, whose written time is rounded. */
export function frameSeconds(frame: number, { num, den }: Rate): number {
  return ((frame + 0.1) * den) / num;
}

/** Decoded frames of the project's videos and takes, by media id and frame at the project's rate. */
export class VideoSource {
  readonly #options: VideoSourceOptions;
  /** In order of last use, oldest first. */
  readonly #readers = new Map<MediaId, VideoReader>();
  readonly #listeners = new Set<(mediaId: MediaId) => void>();
  readonly #leaving = new AbortController();
  readonly #files = shortFiles(maxFileBytes, this.#leaving.signal);

  constructor(options: VideoSourceOptions) {
    this.#options = options;
  }

  /** Tells of each frame that has been decoded, or could not be. Returns the way to stop. */
  subscribe(listener: (mediaId: MediaId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  isMissing(mediaId: MediaId): boolean {
    return this.#readers.get(mediaId)?.isBroken ?? false;
  }

  /** Forgets what is known of media: their files are others, or gone. */
  forget(mediaIds: ReadonlySet<MediaId>): void {
    for (const mediaId of mediaIds) {
      const reader = this.#readers.get(mediaId);
      this.#readers.delete(mediaId);
      reader?.dispose();
      this.#files.forget(this.#options.urlOf(mediaId));
      this.#notify(mediaId);
    }
  }

  /** The frame if it is decoded, else the nearest at hand; asks for it. Good until the next task. */
  find(mediaId: MediaId, frame: number, rate: Rate): { frame: DecodedFrame | null; isExact: boolean } {
    return this.#reader(mediaId).look(frameSeconds(frame, rate));
  }

  /** The frame if it is decoded; asks for nothing, opens nothing. Good until the next task. */
  peek(mediaId: MediaId, frame: number, rate: Rate): DecodedFrame | null {
    return this.#readers.get(mediaId)?.peek(frameSeconds(frame, rate)) ?? null;
  }

  /**
   * Decodes a frame; null when the video cannot be read. Good until the next task. `goesOn`: playing goes on from there,
   * and what follows is made ready.
   */
  load(mediaId: MediaId, frame: number, rate: Rate, { goesOn = false } = {}): Promise<DecodedFrame | null> {
    return this.#reader(mediaId).frame(frameSeconds(frame, rate), { goesOn });
  }

  /** Nothing is asked for from here on, whoever still paints with it. */
  dispose(): void {
    this.#leaving.abort();
    this.#listeners.clear();
    for (const reader of this.#readers.values()) reader.dispose();
    this.#readers.clear();
    this.#files.clear();
  }

  #reader(mediaId: MediaId): VideoReader {
    const known = this.#readers.get(mediaId);
    if (known) {
      this.#readers.delete(mediaId);
      this.#readers.set(mediaId, known);
      return known;
    }
    const { urlOf, maxPixels } = this.#options;
    const reader = new VideoReader(mediaId, urlOf(mediaId), {
      maxPixels: maxPixels / maxReaders,
      onFrame: (id) => this.#notify(id),
      open: (url, pixels) => openVideo(url, pixels, this.#files),
    });
    this.#readers.set(mediaId, reader);
    for (const [oldest, old] of this.#readers) {
      if (this.#readers.size <= maxReaders) break;
      this.#readers.delete(oldest);
      old.dispose();
    }
    return reader;
  }

  #notify(mediaId: MediaId): void {
    for (const listener of this.#listeners) listener(mediaId);
  }
}
