import type { MediaId } from '@shared/document/ids';
import { currentDocument, documentStore } from '../state/documentStore';
import { mediaAddress } from '../state/mediaUrl';
import { DrawnSource, pageCanvas, pageFonts } from './drawnSource';
import { ImageSource } from './imageSource';
import { imageLoader } from './loadImage';
import { placeholderImage } from './placeholder';
import { type PictureContext, ShotPainter } from './shotPainter';
import { ShotThumbnails } from './shotThumbnails';
import { VideoSource } from './videoSource';

/** Everything that loads and paints pictures of one open project. */
export interface Pictures {
  readonly images: ImageSource<ImageBitmap>;
  readonly videos: VideoSource;
  readonly painter: ShotPainter;
  readonly thumbnails: ShotThumbnails<ImageBitmap>;
  /** Tries missing media again: after a relink, or when a person asks. */
  retryMissing(): void;
  dispose(): void;
}

const megapixels = 1_000_000;

export interface PicturesOptions {
  readonly mediaBase: string;
  /** What a placeholder says. */
  readonly nameOf: (mediaId: MediaId) => string;
}

export function createPictures({ mediaBase, nameOf }: PicturesOptions): Pictures {
  const now = (): number => performance.now();
  const images = new ImageSource({ load: imageLoader(mediaBase), maxPixels: 40 * megapixels, now });
  const videos = new VideoSource({
    urlOf: (mediaId) => mediaAddress(mediaBase, mediaId, 'original'),
    maxPixels: 120 * megapixels,
  });
  const drawn = new DrawnSource({ create: pageCanvas, fonts: pageFonts(), maxPixels: 40 * megapixels });
  const painter = new ShotPainter({
    images,
    videos,
    drawn,
    placeholder: (mediaId, natural) => placeholderImage(nameOf(mediaId), natural),
  });
  const thumbnails = new ShotThumbnails({
    painter,
    render: (frame, { width, height }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context) frame.paint(context as PictureContext);
      return canvas.transferToImageBitmap();
    },
    whenIdle: (work) => requestIdleCallback(work, { timeout: 500 }),
    maxPixels: 16 * megapixels,
    now,
  });
  return {
    images,
    videos,
    painter,
    thumbnails,
    retryMissing: () => {
      images.retryMissing();
      videos.retryMissing();
      thumbnails.forgetIncomplete();
    },
    dispose: () => {
      thumbnails.dispose();
      images.dispose();
      videos.dispose();
      drawn.dispose();
    },
  };
}

let current: { readonly mediaBase: string; readonly pictures: Pictures } | null = null;

/** The pictures of the project this window has open, or null. Another project (or its re-opening) brings new ones. */
export function currentPictures(): Pictures | null {
  const mediaBase = documentStore.getState().opened?.mediaBase ?? null;
  if (current?.mediaBase !== mediaBase) {
    current?.pictures.dispose();
    current = mediaBase === null ? null : { mediaBase, pictures: createPictures({ mediaBase, nameOf }) };
  }
  return current?.pictures ?? null;
}

function nameOf(mediaId: MediaId): string {
  return currentDocument().get('media', mediaId)?.name ?? 'Missing media';
}
