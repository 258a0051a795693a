import { join } from 'node:path';
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { type DrawItem, drawList, isMediaItem, itemKey, itemScale, type OutputSize } from '../drawList';
import { DrawnRasters, type RasterCanvas } from '../drawn/drawnRasters';
import { type PaintImage, paint } from '../paint';
import type { ShotPicture } from '../shotPicture';

/** A canvas of plain Node for the painter. */
export function nodeCanvas(width: number, height: number): RasterCanvas<Canvas> {
  const source = createCanvas(width, height);
  return { source, context: source.getContext('2d') as unknown as RasterCanvas<Canvas>['context'] };
}

const folder = join(import.meta.dirname, '../../../node_modules/@fontsource-variable');

/** The bundled fonts, as far as tests need letters: Latin, and the Japanese of hiragana and katakana. */
export function registerBundledFonts(): void {
  GlobalFonts.registerFromPath(join(folder, 'inter/files/inter-latin-wght-normal.woff2'), 'Inter Variable');
  GlobalFonts.registerFromPath(
    join(folder, 'noto-sans-jp/files/noto-sans-jp-119-wght-normal.woff2'),
    'Noto Sans JP Variable',
  );
}

export interface PaintedPixels {
  readonly data: Uint8ClampedArray;
  /** `#rrggbb` of one pixel. */
  readonly pixel: (x: number, y: number) => string;
  readonly missing: readonly DrawItem[];
}

/** A frame of a shot painted in plain Node, drawn layers at the very size they are shown. */
export function paintInNode(
  picture: ShotPicture,
  size: OutputSize,
  { shotFrame = 0, images = {} }: { shotFrame?: number; images?: Readonly<Record<string, Canvas>> } = {},
): PaintedPixels {
  const rasters = new DrawnRasters<Canvas>({ create: nodeCanvas, maxPixels: 1e9 });
  const context = createCanvas(size.width, size.height).getContext('2d');
  const missing = paint<Canvas>(
    context,
    drawList(picture, shotFrame, size),
    (item): PaintImage<Canvas> | null => {
      if (!isMediaItem(item)) return rasters.get(item, item.width * itemScale(item));
      const source = images[itemKey(item)];
      return source ? { source, width: source.width, height: source.height } : null;
    },
  );
  const { data } = context.getImageData(0, 0, size.width, size.height);
  const pixel = (x: number, y: number): string => {
    const offset = (y * size.width + x) * 4;
    return `#${[...data.subarray(offset, offset + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
  return { data, pixel, missing };
}
