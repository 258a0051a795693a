import { type DrawItem, type DrawList, itemScale, type Matrix } from './drawList';

const plain: Matrix = [1, 0, 0, 1, 0, 0];

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
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
  /** The part of it that `source` holds, where empty margins were cut away; absent = all of it. */
  readonly part?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/**
 * Paints a frame over the whole of its output size. The one painter of the house: stage, thumbnails, player and film.
 * `images` gives the picture of an item, or null when there is none (yet): the item is then left out.
 * `view` goes from output pixels to the context's own: the stage's pan and zoom. The context's transform ends as plain.
 * Returns the items left out; none = the frame is complete.
 */
export function paint<Source>(
  context: PaintContext<Source>,
  list: DrawList,
  images: (item: DrawItem) => PaintImage<Source> | null,
  view: Matrix = plain,
): readonly DrawItem[] {
  const missing: DrawItem[] = [];
  setMatrix(context, view);
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
    const shrink = itemScale(item) * Math.hypot(view[0], view[1]) * (item.width / image.width);
    context.imageSmoothingQuality = shrink < 0.5 ? 'medium' : 'low';
    context.globalAlpha = item.opacity;
    setMatrix(context, multiply(view, item.matrix));
    const { x, y, width, height } = image.part ?? { x: 0, y: 0, width: image.width, height: image.height };
    const [across, down] = [item.width / image.width, item.height / image.height];
    context.drawImage(image.source, x * across, y * down, width * across, height * down);
  }
  setMatrix(context, plain);
  context.globalAlpha = 1;
  return missing;
}

function setMatrix<Source>(context: PaintContext<Source>, [a, b, c, d, e, f]: Matrix): void {
  context.setTransform(a, b, c, d, e, f);
}

/** First `inner`, then `outer`. */
function multiply(outer: Matrix, inner: Matrix): Matrix {
  if (outer === plain) return inner;
  const [a, b, c, d, e, f] = outer;
  return [
    a * inner[0] + c * inner[1],
    b * inner[0] + d * inner[1],
    a * inner[2] + c * inner[3],
    b * inner[2] + d * inner[3],
    a * inner[4] + c * inner[5] + e,
    b * inner[4] + d * inner[5] + f,
  ];
}
