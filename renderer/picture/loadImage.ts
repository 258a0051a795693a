import type { ImageLoader } from './imageSource';

/** The address of a media's bytes: below the project's own base, by id. */
export function mediaUrl(
  mediaBase: string,
  mediaId: string,
  rendition: 'original' | 'picture' | 'thumbnail',
): string {
  return `${mediaBase}${mediaId}?rendition=${rendition}`;
}

/** Loads pictures of the open project as ImageBitmaps, decoded and scaled off the main thread. */
export function imageLoader(mediaBase: string): ImageLoader<ImageBitmap> {
  return async (mediaId, level, resize) => {
    const url = mediaUrl(mediaBase, mediaId, level === 'thumbnail' ? 'thumbnail' : 'picture');
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
