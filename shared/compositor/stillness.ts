import { isSamePose, poseAt } from '../camera/poses';
import { drawList, isMediaItem, itemKey, itemScale, type OutputSize } from './drawList';
import { cutFrames, type ShotPicture } from './shotPicture';

/** Whether all frames of a shot are the same picture: no running video, and a camera that stands still. */
export function isStill(picture: ShotPicture): boolean {
  if (picture.lengthFrames === 1) return true;
  if (picture.take) return picture.take.type === 'image' || picture.take.lengthFrames === 1;
  if (picture.layers.some((layer) => layer.type === 'video')) return false;
  if (cutFrames(picture).length > 0) return false;
  if (picture.layers.length === 0 || (picture.keyframes.length < 2 && !picture.handheld?.amount)) return true;
  const first = poseAt(picture, picture.sourceInFrames);
  for (let index = 1; index < picture.lengthFrames; index += 1) {
    if (!isSamePose(first, poseAt(picture, picture.sourceInFrames + index))) return false;
  }
  return true;
}

/**
 * For each thing that a shot shows (by `itemKey`) the largest size, in pixels, at which it is drawn: pictures are scaled down to it
 * once, and what is drawn is drawn at it. Never larger than a media itself, never smaller than one pixel.
 * `maxSamples`: looks at so many frames, evenly spread with first and last, instead of all: for a quick preview.
 */
export function neededSizes(
  picture: ShotPicture,
  size: OutputSize,
  maxSamples = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, OutputSize> {
  const scales = new Map<string, { scale: number; width: number; height: number }>();
  const count = isStill(picture) ? 1 : Math.min(maxSamples, picture.lengthFrames);
  for (let index = 0; index < count; index += 1) {
    const offset = count === 1 ? 0 : Math.round((index * (picture.lengthFrames - 1)) / (count - 1));
    for (const item of drawList(picture, picture.sourceInFrames + offset, size).items) {
      const key = itemKey(item);
      const largest = isMediaItem(item) ? 1 : Number.POSITIVE_INFINITY;
      const scale = Math.max(scales.get(key)?.scale ?? 0, Math.min(largest, itemScale(item)));
      scales.set(key, { scale, width: item.width, height: item.height });
    }
  }
  const sizes = new Map<string, OutputSize>();
  for (const [key, { scale, width, height }] of scales) {
    sizes.set(key, { width: atLeastOne(width * scale), height: atLeastOne(height * scale) });
  }
  return sizes;
}

function atLeastOne(pixels: number): number {
  // A hair of rounding noise must not ask for one more pixel: the picture would be softened for nothing.
  return Math.max(1, Math.ceil(pixels - 1e-6));
}
