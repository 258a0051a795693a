import { type DrawItem, type DrawList, itemScale } from './drawList';

/** The part of a Canvas 2D context that the painter uses: a page's, a worker's or `@napi-rs/canvas`'s. */
export interface PaintContext<Source> {
  globalAlpha: number;
  fillStyle: unknown;
  imageSmoothingEnabled: boolean;
  imageSmoothingQuality: 'low' | 'medium' | 'high';
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  drawImage(source: Source, x: number, y: number, width: number, height: number): void;
}

/** A picture to draw: the media at any size, scaled down beforehand or whole. */
export interface PaintImage<Source> {
  readonly source: Source;
  /** Pixels of `source`. */
  readonly width: number;
  readonly height: number;
}

/**
 * Paints a frame over the whole of its output size. The one painter of the house: stage, thumbnails, player and film.
 * `images` gives the picture of an item, or null when there is none (yet): the item is then left out.
 * Returns the items left out; none = the frame is complete.
 */
export function paint<Source>(
  context: PaintContext<Source>,
  list: DrawList,
  images: (item: DrawItem) => PaintImage<Source> | null,
): readonly DrawItem[] {
  const missing: DrawItem[] = [];
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = list.background;
  context.fillRect(0, 0, list.width, list.height);
  context.imageSmoothingEnabled = true;
  for (const item of list.items) {
    const image = images(item);
    if (!image) {
      missing.push(item);
      continue;
    }
    // Low is bit-exact everywhere and enough for what was scaled beforehand; drawn far smaller it would flicker.
    const shrink = itemScale(item) * (item.width / image.width);
    context.imageSmoothingQuality = shrink < 0.5 ? 'medium' : 'low';
    context.globalAlpha = item.opacity;
    context.setTransform(...(item.matrix as [number, number, number, number, number, number]));
    context.drawImage(image.source, 0, 0, item.width, item.height);
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  return missing;
}
