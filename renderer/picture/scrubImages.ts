import type { MediaId } from '@shared/document/ids';
import type { ScrubFrame } from '@shared/media/scrubCopy';

/** A small picture, decoded. */
export interface ScrubImage {
  readonly width: number;
  readonly height: number;
  close(): void;
}

export interface ScrubImagesOptions<Image extends ScrubImage> {
  readonly decode: (jpeg: Uint8Array<ArrayBuffer>) => Promise<Image>;
  readonly maxImages: number;
  /** A picture that was looked for has come, or could not be decoded. */
  readonly onImage: (mediaId: MediaId) => void;
}

interface Wanted {
  readonly mediaId: MediaId;
  readonly index: number;
  readonly frames: readonly ScrubFrame[];
  /** Which way a person goes: 1, -1, or 0 for a jump. */
  readonly direction: number;
  readonly ahead: number;
  /** It was not at hand: somebody waits to be told. */
  readonly isAwaited: boolean;
}

interface Kept<Image> {
  readonly mediaId: MediaId;
  readonly image: Image;
}

/** A step of so many frames or fewer is on the way, one of more a jump. */
const nearFrames = 12;

/**
 * Decoded small pictures, one decoded at a time. The one looked for last is next: those that were passed meanwhile are never
 * decoded. When nobody waits, those that follow are.
 */
export class ScrubImages<Image extends ScrubImage> {
  readonly #options: ScrubImagesOptions<Image>;
  /** In order of last use, oldest first. */
  readonly #kept = new Map<string, Kept<Image>>();
  #wanted: Wanted | null = null;
  #last: Pick<Wanted, 'mediaId' | 'index'> | null = null;
  #isWorking = false;
  /** Rises when something is forgotten: what is being decoded then is not kept. */
  #epoch = 0;

  constructor(options: ScrubImagesOptions<Image>) {
    this.#options = options;
  }

  find(mediaId: MediaId, index: number, frames: readonly ScrubFrame[], ahead: number): Image | null {
    const last = this.#last;
    const step = last?.mediaId === mediaId ? index - last.index : 0;
    const direction = Math.abs(step) <= nearFrames ? Math.sign(step) : 0;
    this.#last = { mediaId, index };
    const key = keyOf(mediaId, index);
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
    }
    // Asked for the same again: it is repainted, nobody went anywhere.
    const isSame = last?.mediaId === mediaId && step === 0;
    if (!kept || !isSame) {
      this.#wanted = { mediaId, index, frames, direction, ahead, isAwaited: !kept };
      void this.#work();
    }
    return kept?.image ?? null;
  }

  forget(mediaId: MediaId): void {
    this.#epoch += 1;
    if (this.#wanted?.mediaId === mediaId) this.#wanted = null;
    for (const [key, { mediaId: id, image }] of this.#kept) {
      if (id !== mediaId) continue;
      this.#kept.delete(key);
      image.close();
    }
  }

  clear(): void {
    this.#epoch += 1;
    this.#wanted = null;
    for (const { image } of this.#kept.values()) image.close();
    this.#kept.clear();
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let wanted = this.#take(); wanted; wanted = this.#take()) {
      const { mediaId, index, frames, direction, ahead, isAwaited } = wanted;
      await this.#decode(mediaId, index, frames);
      if (isAwaited) this.#options.onImage(mediaId);
      for (let step = 1; step <= ahead && direction !== 0 && !this.#wanted; step += 1)
        await this.#decode(mediaId, index + step * direction, frames);
    }
    this.#isWorking = false;
  }

  #take(): Wanted | null {
    const wanted = this.#wanted;
    this.#wanted = null;
    return wanted;
  }

  async #decode(mediaId: MediaId, index: number, frames: readonly ScrubFrame[]): Promise<void> {
    const key = keyOf(mediaId, index);
    const frame = frames[index];
    if (!frame || this.#kept.has(key)) return;
    const epoch = this.#epoch;
    const image = await this.#options.decode(frame.bytes).catch(() => null);
    if (!image) return;
    if (epoch !== this.#epoch) {
      image.close();
      return;
    }
    this.#kept.set(key, { mediaId, image });
    for (const [oldest, { image: old }] of this.#kept) {
      if (this.#kept.size <= this.#options.maxImages) break;
      this.#kept.delete(oldest);
      old.close();
    }
  }
}

const keyOf = (mediaId: MediaId, index: number): string => `${mediaId}@${index}`;
