import { mediaAddress } from '../state/mediaUrl';
import { type ImageLoader, isSmall, levelSize } from './imageSource';
import { type ReadSmallFiles, SmallFiles } from './smallFiles';

/**
 * Loads pictures of the open project as ImageBitmaps, decoded and scaled off the main thread.
 * @param signal the project is left: nothing more is asked for
 */
export function imageLoader(
  mediaBase: string,
  readSmallFiles: ReadSmallFiles,
  signal: AbortSignal,
): ImageLoader<ImageBitmap> {
  const files = new SmallFiles(readSmallFiles);
  return async (request) => {
    const { mediaId, level } = request;
    const rendition = level === 'thumbnail' ? 'thumbnail' : 'picture';
    const bytes = isSmall(request) ? await files.load({ mediaId, rendition }) : null;
    const blob = bytes
      ? new Blob([bytes as Uint8Array<ArrayBuffer>])
      : await fetchBlob(mediaAddress(mediaBase, mediaId, rendition), signal);
    const size = levelSize(request);
    return size
      ? createImageBitmap(blob, { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' })
      : createImageBitmap(blob);
  };
}

async function fetchBlob(address: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.blob();
}
