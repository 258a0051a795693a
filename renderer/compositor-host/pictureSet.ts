import { type DrawItem, isMediaItem, itemKey, type OutputSize } from '@shared/compositor/drawList';
import { DrawnRasters } from '@shared/compositor/drawn/drawnRasters';
import type { RasterContext } from '@shared/compositor/drawn/rasterise';
import type { PaintSpec } from '@shared/compositor/hostProtocol';
import type { PaintImage } from '@shared/compositor/paint';
import { neededSizes } from '@shared/compositor/stillness';
import { visibleArea } from './emptyMargins';
import { PictureCache } from './pictureCache';
import { readFailure, TaskFailure } from './taskFailure';
import { loadTextFonts } from './textFonts';

/** A part smaller than this share of its picture is cut out. */
const worthCutting = 0.9;

/** Pixels of the drawn layers of one shot that are kept at once: a few layers of a 4K frame. */
const maxDrawnPixels = 60_000_000;

/** Pixels of pictures that are kept for the next shot: those of one with a large background. */
const maxKeptPixels = 24_000_000;
/** Pictures of one shot that are loaded at once: one is scaled while the next is decoded. Whole, each may take hundreds of megabytes. */
const loadedAtOnce = 2;
/** Nothing has been rendered for so long: what was kept is given back, ms. */
const keptMs = 10_000;

const pictures = new PictureCache<ImageBitmap>(maxKeptPixels);
let giveBack: ReturnType<typeof setTimeout> | undefined;

type DrawnCanvas = OffscreenCanvas | ImageBitmap;

/**
 * The still pictures of a shot, each scaled down once to the largest size the shot needs and never up: good quality
 * while loading, cheap smoothing while drawing. What is drawn is drawn once, at that size.
 */
export class PictureSet {
  readonly #images = new Map<string, PaintImage<ImageBitmap>>();
  /** Names of those in the cache. */
  readonly #names: string[] = [];
  readonly #sizes: ReadonlyMap<string, OutputSize>;
  readonly #drawn = new DrawnRasters<DrawnCanvas>({ create: drawnCanvas, maxPixels: maxDrawnPixels });

  private constructor(sizes: ReadonlyMap<string, OutputSize>) {
    this.#sizes = sizes;
  }

  /** @throws TaskFailure `missingMedia` */
  static async load(
    { picture, width, height, mediaBase }: PaintSpec,
    signal: AbortSignal,
  ): Promise<PictureSet> {
    const sizes = neededSizes(picture, { width, height });
    const set = new PictureSet(sizes);
    const stills = [
      ...picture.layers.flatMap((layer) => (layer.type === 'image' ? [layer] : [])),
      ...(picture.take?.type === 'image' ? [picture.take] : []),
    ];
    try {
      if (!picture.take) await loadTextFonts(picture.layers);
      // Each once.
      const wanted = [...new Map(stills.map(({ mediaId, fingerprint }) => [mediaId, fingerprint]))];
      const takeAll = async (): Promise<void> => {
        for (let next = wanted.shift(); next; next = wanted.shift()) {
          const [mediaId, fingerprint] = next;
          const size = sizes.get(mediaId);
          if (!size) continue;
          // What an address gave is kept: a media that got another file has another address.
          const url = `${mediaBase}${mediaId}?rendition=picture&of=${fingerprint.slice(0, 12)}`;
          const name = `${url} ${size.width}x${size.height}`;
          set.#images.set(mediaId, await pictures.acquire(name, () => loadPicture(url, size, signal)));
          set.#names.push(name);
        }
      };
      const lanes = await Promise.allSettled(Array.from({ length: loadedAtOnce }, takeAll));
      const failed = lanes.find((lane) => lane.status === 'rejected');
      if (failed) throw failed.reason;
    } catch (error) {
      set.close();
      throw error;
    }
    return set;
  }

  /** Of a video the frame is somebody else's: null. */
  get(item: DrawItem): PaintImage<CanvasImageSource> | null {
    if (isMediaItem(item)) return this.#images.get(item.mediaId) ?? null;
    return this.#drawn.get(item, this.#sizes.get(itemKey(item))?.width ?? item.width);
  }

  close(): void {
    for (const name of this.#names.splice(0)) pictures.release(name);
    this.#images.clear();
    this.#drawn.clear();
    clearTimeout(giveBack);
    giveBack = setTimeout(() => pictures.clear(), keptMs);
  }
}

function drawnCanvas(width: number, height: number) {
  const source = new OffscreenCanvas(width, height);
  // In main memory, as the frame it is put on.
  const context = source.getContext('2d', { willReadFrequently: true });
  if (!context) throw new TaskFailure('internal', 'There is no canvas to draw on.');
  return { source, context: context as unknown as RasterContext & typeof context };
}

async function loadPicture(
  url: string,
  size: OutputSize,
  signal: AbortSignal,
): Promise<PaintImage<ImageBitmap>> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const blob = await response.blob();
    const image = await scaledDown(await createImageBitmap(blob), size);
    // A JPEG has no see-through parts.
    return blob.type === 'image/jpeg' ? whole(image) : await withoutMargins(image);
  } catch (error) {
    if (signal.aborted) throw new TaskFailure('cancelled', 'Cancelled.');
    throw readFailure('A picture of this shot', error);
  }
}

async function scaledDown(image: ImageBitmap, { width, height }: OutputSize): Promise<ImageBitmap> {
  if (image.width <= width || image.height <= height) return image;
  const scaled = await createImageBitmap(image, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  image.close();
  return scaled;
}

const whole = (source: ImageBitmap): PaintImage<ImageBitmap> => ({
  source,
  width: source.width,
  height: source.height,
});

/** Cuts the empty margins of a cut-out figure away: every frame is spared painting nothing there. */
async function withoutMargins(image: ImageBitmap): Promise<PaintImage<ImageBitmap>> {
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) return whole(image);
  context.drawImage(image, 0, 0);
  const part = visibleArea(
    new Uint32Array(context.getImageData(0, 0, width, height).data.buffer),
    width,
    height,
  );
  if (!part || part.width * part.height > worthCutting * width * height) return whole(image);
  const source = await createImageBitmap(image, part.x, part.y, part.width, part.height);
  image.close();
  return { source, width, height, part };
}
