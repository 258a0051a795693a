import type { DrawnItem } from '../drawList';
import type { PaintImage } from '../paint';
import { type RasterContext, type RasterPlace, rasterise, rasteriseStrokes } from './rasterise';

/** A canvas that a drawn layer is put on, and how it is read. */
export interface RasterCanvas<Source> {
  readonly source: Source;
  readonly context: RasterContext & {
    drawImage(source: Source, x: number, y: number, width: number, height: number): void;
    clearRect(x: number, y: number, width: number, height: number): void;
  };
}

export interface RasterOptions<Source> {
  /** An empty, see-through canvas. */
  readonly create: (width: number, height: number) => RasterCanvas<Source>;
  /** Pixels of all kept pictures together; those longest not used go first. */
  readonly maxPixels: number;
}

interface Kept<Source> {
  readonly canvas: RasterCanvas<Source>;
  readonly width: number;
  readonly height: number;
  readonly place: RasterPlace;
}

/** What is drawn is never larger than this, px: beyond it is stretched. */
const longestSide = 8_192;
const mostPixels = 24_000_000;

/**
 * Pictures of drawn layers, each made once a size. A drawing that has one stroke more than a kept one is that one with the stroke
 * drawn over it.
 */
export class DrawnRasters<Source> {
  readonly #options: RasterOptions<Source>;
  /** In order of last use, oldest first. */
  readonly #kept = new Map<string, Kept<Source>>();
  /** For a drawing that is still under the pen: one canvas, drawn anew with each of its points. */
  #scratch: Kept<Source> | null = null;
  #pixels = 0;

  constructor(options: RasterOptions<Source>) {
    this.#options = options;
  }

  /**
   * The picture of a drawn item, `wantedWidth` px wide as near as whole pixels go. Good until the next call that makes one.
   * `isPassing`: it will not be asked for again, as a stroke under the pen.
   */
  get(item: DrawnItem, wantedWidth: number, isPassing = false): PaintImage<Source> {
    const { width, height } = rasterSize(item, wantedWidth);
    const key = rasterKey(item.drawnKey, item.width, item.height, width);
    const kept = this.#touch(key) ?? this.#make(item, { width, height }, key, isPassing);
    return { source: kept.canvas.source, width: kept.width, height: kept.height };
  }

  /** Whether the picture for that width is kept; makes nothing. */
  holds(item: DrawnItem, wantedWidth: number): boolean {
    const { width } = rasterSize(item, wantedWidth);
    return this.#kept.has(rasterKey(item.drawnKey, item.width, item.height, width));
  }

  clear(): void {
    this.#kept.clear();
    this.#scratch = null;
    this.#pixels = 0;
  }

  #make(
    item: DrawnItem,
    { width, height }: { readonly width: number; readonly height: number },
    key: string,
    isPassing: boolean,
  ): Kept<Source> {
    const { content, bounds, scale } = item.drawn;
    const place: RasterPlace = { bounds, scale, pixelsPerUnit: width / bounds.width };
    const canvas = isPassing ? this.#scratchCanvas(width, height) : this.#options.create(width, height);
    const made: Kept<Source> = { canvas, width, height, place };
    const before = content.type === 'drawing' ? this.#before(item, place) : null;
    if (before && content.type === 'drawing') {
      this.#copy(before, made);
      rasteriseStrokes(canvas.context, content.strokes.slice(-1), place);
    } else rasterise(canvas.context, content, place);
    if (isPassing) this.#scratch = made;
    else this.#keep(key, made);
    return made;
  }

  /** A kept picture of the drawing without its last stroke whose pixels fall on those of the new one. */
  #before(item: DrawnItem, place: RasterPlace): Kept<Source> | null {
    const { content } = item.drawn;
    if (content.type !== 'drawing' || content.previousHash === null) return null;
    for (const [key, kept] of this.#kept) {
      if (!key.startsWith(`${content.previousHash} `)) continue;
      if (Math.abs(kept.place.pixelsPerUnit - place.pixelsPerUnit) > 1e-9) continue;
      const [x, y] = offsetOf(kept.place, place);
      if (isWhole(x) && isWhole(y)) return kept;
    }
    return null;
  }

  #copy(from: Kept<Source>, to: Kept<Source>): void {
    const [x, y] = offsetOf(from.place, to.place);
    to.canvas.context.drawImage(from.canvas.source, Math.round(x), Math.round(y), from.width, from.height);
  }

  #scratchCanvas(width: number, height: number): RasterCanvas<Source> {
    const { create } = this.#options;
    if (this.#scratch?.width !== width || this.#scratch.height !== height) return create(width, height);
    const { canvas } = this.#scratch;
    canvas.context.clearRect(0, 0, width, height);
    return canvas;
  }

  #touch(key: string): Kept<Source> | undefined {
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
    }
    return kept;
  }

  #keep(key: string, made: Kept<Source>): void {
    this.#kept.set(key, made);
    this.#pixels += made.width * made.height;
    for (const [oldest, { width, height }] of this.#kept) {
      if (this.#pixels <= this.#options.maxPixels || this.#kept.size === 1) return;
      this.#kept.delete(oldest);
      this.#pixels -= width * height;
    }
  }
}

function offsetOf(from: RasterPlace, to: RasterPlace): [number, number] {
  return [
    (from.bounds.left - to.bounds.left) * to.pixelsPerUnit,
    (from.bounds.top - to.bounds.top) * to.pixelsPerUnit,
  ];
}

const isWhole = (pixels: number): boolean => Math.abs(pixels - Math.round(pixels)) < 1e-4;

/** Whole pixels in the item's ratio. */
function rasterSize(
  { width: naturalWidth, height: naturalHeight }: Pick<DrawnItem, 'width' | 'height'>,
  wantedWidth: number,
): { width: number; height: number } {
  const ratio = naturalHeight / naturalWidth;
  const most = Math.min(longestSide, longestSide / ratio, Math.sqrt(mostPixels / ratio));
  const width = Math.max(1, Math.min(wantedWidth, most));
  return { width: Math.ceil(width - 1e-6), height: Math.max(1, Math.ceil(width * ratio - 1e-6)) };
}

function rasterKey(drawnKey: string, naturalWidth: number, naturalHeight: number, width: number): string {
  return `${drawnKey} ${naturalWidth}x${naturalHeight} ${width}`;
}
