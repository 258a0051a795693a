import { readFile } from 'node:fs/promises';
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { imageSize } from 'image-size';
import { isWhole } from './integrity.ts';
import { readSvg } from './svg.ts';
import {
  type Answer,
  type MediaTask,
  needsRendition,
  type PictureFacts,
  type PictureFormat,
  type PictureWants,
  pictureSizes,
  refusal,
  renditionExtension,
  thumbnailExtension,
} from './task.ts';
import { writePng } from './writePng.ts';

type PictureAnswer = Answer<PictureFacts>;

interface Size {
  readonly width: number;
  readonly height: number;
}

const damaged = refusal(
  'unreadable',
  'is damaged or cut off: the picture in it cannot be read. Copy it again from where it came.',
);

/**
 * Proves that a picture file can be drawn, and makes what is drawn of it besides the original.
 * Its size is read and judged before a pixel is decoded.
 * @throws errors of the file system
 */
export async function decodePicture({
  path,
  format,
  wants,
}: Extract<MediaTask, { kind: 'picture' }>): Promise<PictureAnswer> {
  const bytes = await readFile(path);
  if (format === 'svg') return decodeSvg(bytes, wants);
  const header = readHeader(bytes);
  if (!header) return damaged;
  const tooLarge = sizeProblem(header);
  if (tooLarge) return refusal('tooLarge', tooLarge);
  if ((format === 'png' || format === 'webp' || format === 'gif') && !isWhole(format, bytes)) return damaged;
  let image: Image;
  try {
    image = await loadImage(bytes);
  } catch {
    return damaged;
  }
  // The header may lie: what was decoded counts.
  if (image.width < 1 || image.height < 1 || sizeProblem(image)) return damaged;
  const thumbnail = drawThumbnail(image);
  const hasAlpha = isTransparent(thumbnail);
  // A JPEG has no transparency: holes are rows that are missing.
  if (format === 'jpg' && hasAlpha) return damaged;
  return answer(image, format, image, hasAlpha, thumbnail, wants);
}

async function decodeSvg(bytes: Buffer, wants: PictureWants): Promise<PictureAnswer> {
  const reading = readSvg(bytes);
  if (!reading.ok) return refusal('unsupported', reading.problem);
  const text = Buffer.from(reading.text);
  let image: Image;
  try {
    image = await loadImage(text);
  } catch {
    return refusal('unreadable', 'is damaged: the drawing in it cannot be read.');
  }
  // Where a drawing has no size of its own, the library rounds the one it makes up; the view box is exact.
  const natural = readHeader(text) ?? image;
  if (!(natural.width > 0 && natural.height > 0))
    return refusal('unreadable', 'has no size: its width or height is 0.');
  const ratio = Math.max(natural.width, natural.height) / Math.min(natural.width, natural.height);
  if (ratio > pictureSizes.minVectorSide) return refusal('tooLarge', 'is too long and thin to be drawn.');
  const { minVectorSide, maxVectorSide } = pictureSizes;
  const longSide = Math.min(Math.max(natural.width, natural.height, minVectorSide), maxVectorSide);
  return answer(image, 'svg', fitted(natural, longSide), true, drawThumbnail(image, natural), wants);
}

async function answer(
  image: Image,
  format: PictureFormat,
  size: Size,
  hasAlpha: boolean,
  thumbnail: Canvas,
  wants: PictureWants,
): Promise<PictureAnswer> {
  const { width, height } = size;
  const isNeeded = wants.picture && needsRendition(format, width, height);
  return {
    ok: true,
    value: {
      width,
      height,
      hasAlpha,
      thumbnail: wants.thumbnail ? await encodeThumbnail(thumbnail, hasAlpha) : null,
      picture: isNeeded ? await encodeRendition(image, format, size, hasAlpha) : null,
    },
  };
}

function encodeThumbnail(thumbnail: Canvas, hasAlpha: boolean): Promise<Uint8Array> {
  return thumbnailExtension(hasAlpha) === 'jpg' ? thumbnail.encode('jpeg', 85) : thumbnail.encode('webp', 82);
}

async function encodeRendition(
  image: Image,
  format: PictureFormat,
  size: Size,
  hasAlpha: boolean,
): Promise<Uint8Array> {
  const { width, height } = fitted(
    size,
    Math.min(Math.max(size.width, size.height), pictureSizes.maxDirectSide),
  );
  const canvas = draw(image, width, height);
  if (renditionExtension(format, hasAlpha) === 'jpg') return canvas.encode('jpeg', 92);
  // Photographs need the filters of the canvas's encoder; drawings do as well without, and much faster.
  if (format !== 'svg' && format !== 'gif') return canvas.encode('png');
  return writePng(width, height, canvas.getContext('2d').getImageData(0, 0, width, height).data);
}

/** Size from the first bytes, before EXIF turns it; undefined when there is none to be found. */
function readHeader(bytes: Uint8Array): Size | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

const count = (value: number): string => value.toLocaleString('en-US');

function sizeProblem({ width, height }: Size): string | undefined {
  const { maxSide, maxPixels } = pictureSizes;
  if (width > maxSide)
    return `is ${count(width)} px wide; the limit is ${count(maxSide)} px. Make it smaller and import it again.`;
  if (height > maxSide)
    return `is ${count(height)} px high; the limit is ${count(maxSide)} px. Make it smaller and import it again.`;
  if (width * height > maxPixels) {
    const megapixels = Math.ceil((width * height) / 1e6);
    return `has ${megapixels} megapixels (${count(width)} × ${count(height)}); the limit is ${maxPixels / 1e6}. Make it smaller and import it again.`;
  }
  return undefined;
}

/** The size with this long side, in whole pixels. */
function fitted({ width, height }: Size, longSide: number): Size {
  const scale = longSide / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function drawThumbnail(image: Image, size: Size = image): Canvas {
  const { thumbnailWidth, maxThumbnailHeight } = pictureSizes;
  const scale = Math.min(thumbnailWidth / size.width, maxThumbnailHeight / size.height);
  // Small pictures stay as they are; drawings have no size of their own.
  const limited = size === image ? Math.min(scale, 1) : scale;
  return draw(
    image,
    Math.max(1, Math.round(size.width * limited)),
    Math.max(1, Math.round(size.height * limited)),
  );
}

function draw(image: Image, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  // With smaller copies of the picture in between: no shimmer of fine lines.
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

function isTransparent(canvas: Canvas): boolean {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true;
  return false;
}
