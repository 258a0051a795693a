import type { DrawnItem } from '@shared/compositor/drawList';
import type { DrawnText } from '@shared/compositor/drawn/content';
import { DrawnRasters, type RasterCanvas } from '@shared/compositor/drawn/drawnRasters';
import type { PaintImage } from '@shared/compositor/paint';

/** Fonts of the page that a text is set in. */
export interface TextFonts {
  /** Whether all of them are there. */
  isReady(text: DrawnText): boolean;
  /** Reads them. Never fails: what cannot be read is set in a font of the system. */
  load(text: DrawnText): Promise<void>;
}

export interface DrawnSourceOptions<Source> {
  readonly create: (width: number, height: number) => RasterCanvas<Source>;
  readonly fonts: TextFonts;
  /** Pixels of all drawn layers together. */
  readonly maxPixels: number;
}

/** A hash that begins so is of a drawing under the pen: its next point makes another one. */
export const passingHash = 'passing';

/** Pictures of drawn layers for the window: made when they are asked for, in steps of size, so that a zoom does not make all anew. */
export class DrawnSource<Source> {
  readonly #rasters: DrawnRasters<Source>;
  readonly #fonts: TextFonts;
  readonly #listeners = new Set<() => void>();
  readonly #loading = new Map<string, Promise<void>>();

  constructor({ create, fonts, maxPixels }: DrawnSourceOptions<Source>) {
    this.#rasters = new DrawnRasters({ create, maxPixels });
    this.#fonts = fonts;
  }

  /** Tells when a font has come. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The picture for a width of drawing, px; null while its font is on its way: `subscribe` then tells. */
  find(item: DrawnItem, wantedWidth: number): PaintImage<Source> | null {
    const { content } = item.drawn;
    if (content.type === 'text' && !this.#fonts.isReady(content)) {
      void this.load(item);
      return null;
    }
    const isPassing = content.type === 'drawing' && content.hash.startsWith(passingHash);
    return this.#rasters.get(item, steppedWidth(item.width, wantedWidth), isPassing);
  }

  /** Whether the picture for a width of drawing is made; makes nothing. */
  holds(item: DrawnItem, wantedWidth: number): boolean {
    return this.#rasters.holds(item, steppedWidth(item.width, wantedWidth));
  }

  /** Makes ready what the item needs. */
  async load({ drawn: { content }, drawnKey }: DrawnItem): Promise<void> {
    if (content.type !== 'text' || this.#fonts.isReady(content)) return;
    let loading = this.#loading.get(drawnKey);
    if (!loading) {
      loading = this.#fonts.load(content).then(() => {
        this.#loading.delete(drawnKey);
        for (const listener of this.#listeners) listener();
      });
      this.#loading.set(drawnKey, loading);
    }
    await loading;
  }

  dispose(): void {
    this.#listeners.clear();
    this.#rasters.clear();
  }
}

/** Drawn at least as large as it is shown, and less than twice as large. */
function steppedWidth(naturalWidth: number, wantedWidth: number): number {
  const step = Math.ceil(Math.log2(Math.max(1, wantedWidth) / naturalWidth) - 1e-6);
  return naturalWidth * 2 ** step;
}

/** A canvas of this page that is never shown. */
export function pageCanvas(width: number, height: number): RasterCanvas<CanvasImageSource> {
  const source = new OffscreenCanvas(width, height);
  const context = source.getContext('2d');
  if (!context) throw new Error('This window has no 2D canvas.');
  return { source, context: context as unknown as RasterCanvas<CanvasImageSource>['context'] };
}
