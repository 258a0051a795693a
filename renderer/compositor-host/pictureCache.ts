import type { PaintImage } from '@shared/compositor/paint';

interface Kept<Source> {
  readonly image: Promise<PaintImage<Source>>;
  /** 0 until it has come. */
  pixels: number;
  users: number;
}

export interface Closable {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/**
 * Pictures by name, made once for as many as use them. Those that nobody uses any more stay for the next shot, within a bound:
 * shots of a scene stand before the same background.
 */
export class PictureCache<Source extends Closable> {
  readonly #maxPixels: number;
  /** In order of last use, oldest first. */
  readonly #kept = new Map<string, Kept<Source>>();

  /** @param maxPixels of pictures that nobody uses */
  constructor(maxPixels: number) {
    this.#maxPixels = maxPixels;
  }

  /** To be given back by `release` when it has come. @throws what making it throws; the next one tries anew */
  async acquire(name: string, make: () => Promise<PaintImage<Source>>): Promise<PaintImage<Source>> {
    const kept = this.#kept.get(name) ?? { image: make(), pixels: 0, users: 0 };
    kept.users += 1;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    try {
      const image = await kept.image;
      kept.pixels = image.source.width * image.source.height;
      return image;
    } catch (error) {
      if (this.#kept.get(name) === kept) this.#kept.delete(name);
      throw error;
    }
  }

  release(name: string): void {
    const kept = this.#kept.get(name);
    if (!kept) return;
    kept.users -= 1;
    this.#evict(this.#maxPixels);
  }

  /** Drops what nobody uses. */
  clear(): void {
    this.#evict(0);
  }

  #evict(maxPixels: number): void {
    const unused = [...this.#kept].filter(([, { users }]) => users === 0);
    let pixels = unused.reduce((sum, [, kept]) => sum + kept.pixels, 0);
    for (const [name, kept] of unused) {
      if (pixels <= maxPixels) return;
      this.#kept.delete(name);
      pixels -= kept.pixels;
      void kept.image.then(({ source }) => source.close());
    }
  }
}
