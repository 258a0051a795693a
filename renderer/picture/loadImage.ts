import { mediaAddress } from '../state/mediaUrl';
import type { ImageLoader } from './imageSource';

/** Loads pictures of the open project as ImageBitmaps, decoded and scaled off the main thread. */
export function imageLoader(mediaBase: string): ImageLoader<ImageBitmap> {
  return async (mediaId, level, resize) => {
    const url = mediaAddress(mediaBase, mediaId, level === 'thumbnail' ? 'thumbnail' : 'picture');
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${mediaId}: ${response.status}`);
    const blob = await response.blob();
    return resize
      ? createImageBitmap(blob, {
          resizeWidth: resize.width,
          resizeHeight: resize.height,
          resizeQuality: 'high',
        })
      : createImageBitmap(blob);
  };
}
