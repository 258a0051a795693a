import { readFile } from 'node:fs/promises';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { type Answer, type MediaTask, refusal } from './task.ts';

/** Longest side of what is sent: more does no model any good. */
const maxSide = 4_096;
const qualities = [92, 85, 75, 60, 45] as const;

const damaged = refusal('unreadable', 'is damaged: the picture in it cannot be read.');

/**
 * A picture made to fit a vendor's limits: JPEG, cut at its long sides to the ratio, no side shorter than `minSide`, and
 * no more than `maxBytes`. What is transparent becomes white.
 * @throws errors of the file system
 */
export async function fitPicture({
  path,
  limits,
}: Extract<MediaTask, { kind: 'fit' }>): Promise<Answer<Uint8Array>> {
  let image: Image;
  try {
    image = await loadImage(await readFile(path));
  } catch {
    return damaged;
  }
  if (image.width < 1 || image.height < 1) return damaged;
  const part = cutTo(image, limits.ratio);
  const short = Math.min(part.width, part.height);
  let scale = Math.max(limits.minSide / short, Math.min(1, maxSide / Math.max(part.width, part.height)));
  for (;;) {
    const [width, height] = [Math.round(part.width * scale), Math.round(part.height * scale)];
    const canvas = createCanvas(Math.max(1, width), Math.max(1, height));
    const context = canvas.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'medium';
    context.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, width, height);
    for (const quality of qualities) {
      const bytes = await canvas.encode('jpeg', quality);
      if (bytes.byteLength <= limits.maxBytes) return { ok: true, value: bytes };
    }
    const smaller = Math.max(scale / 1.5, limits.minSide / short);
    if (smaller >= scale) return refusal('tooLarge', 'cannot be made small enough to be sent.');
    scale = smaller;
  }
}

/** The middle of a picture, as much of it as the ratio allows. */
function cutTo(
  { width, height }: Pick<Image, 'width' | 'height'>,
  ratio: { readonly min: number; readonly max: number },
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const cutWidth = Math.min(width, height * ratio.max);
  const cutHeight = Math.min(height, width / ratio.min);
  return { x: (width - cutWidth) / 2, y: (height - cutHeight) / 2, width: cutWidth, height: cutHeight };
}
