import type { Document } from '@shared/document/document';
import type { MediaId } from '@shared/document/ids';
import { call } from '../state/bridge';
import { currentDocument, documentStore, isOtherProject } from '../state/documentStore';
import { isMediaOffline, mediaStateStore, offlineWord } from '../state/mediaState';
import { mediaAddress } from '../state/mediaUrl';
import { DrawnSource, pageCanvas } from './drawnSource';
import { ImageSource } from './imageSource';
import { imageLoader } from './loadImage';
import { pageFonts } from './pageFonts';
import { placeholderImage } from './placeholder';
import { createScrubbing, type Scrubbing } from './scrubbing';
import { type PictureContext, ShotPainter } from './shotPainter';
import { ShotThumbnails } from './shotThumbnails';
import type { ReadSmallFiles } from './smallFiles';
import { VideoSource } from './videoSource';

/** Everything that loads and paints pictures of one open project. */
export interface Pictures {
  readonly images: ImageSource<ImageBitmap>;
  readonly videos: VideoSource;
  readonly scrubbing: Scrubbing;
  readonly painter: ShotPainter;
  readonly thumbnails: ShotThumbnails<ImageBitmap>;
  /** Shows these media anew: their files are others, or gone, or back. */
  forget(mediaIds: ReadonlySet<MediaId>): void;
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
  const leaving = new AbortController();
  const readSmallFiles: ReadSmallFiles = (files) => call('media.loadSmallFiles', { files: [...files] });
  const load = imageLoader(mediaBase, readSmallFiles, leaving.signal);
  const images = new ImageSource({ load, maxPixels: 40 * megapixels, now });
  const videos = new VideoSource({
    urlOf: (mediaId) => mediaAddress(mediaBase, mediaId, 'original'),
    maxPixels: 120 * megapixels,
  });
  const drawn = new DrawnSource({ create: pageCanvas, fonts: pageFonts(), maxPixels: 40 * megapixels });
  const scrubbing = createScrubbing(mediaBase);
  const painter = new ShotPainter({
    images,
    videos,
    drawn,
    scrubs: scrubbing.source,
    isOffline: isMediaOffline,
    placeholder: (mediaId, natural) => placeholderImage(nameOf(mediaId), offlineWord(mediaId), natural),
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
    scrubbing,
    painter,
    thumbnails,
    forget: (mediaIds) => {
      painter.forgetPlaceholders(mediaIds);
      thumbnails.forget(mediaIds);
      images.forget(mediaIds);
      scrubbing.forget(mediaIds);
      videos.forget(mediaIds);
    },
    dispose: () => {
      leaving.abort();
      thumbnails.dispose();
      images.dispose();
      videos.dispose();
      scrubbing.dispose();
      drawn.dispose();
    },
  };
}

/** Shows media anew whose files are gone, back, or others; asks for none of a project that is left. Once for the window. */
export function followMediaFiles(): void {
  documentStore.subscribe((state, before) => {
    if (isOtherProject(state, before)) releaseLeft(state.opened?.mediaBase ?? null);
  });
  mediaStateStore.subscribe((now, before) => {
    const touched = [...now.states, ...before.states, ...now.proxies, ...before.proxies].map(([id]) => id);
    const isOther = (id: MediaId): boolean =>
      now.states.get(id) !== before.states.get(id) ||
      now.proxies.get(id)?.state !== before.proxies.get(id)?.state;
    forget(touched.filter(isOther));
  });
  let known: { readonly document: Document; version: number; prints: ReadonlyMap<MediaId, string> } | null =
    null;
  documentStore.subscribe(({ document, isLoaded }) => {
    if (!isLoaded) return;
    const version = document.version('media');
    if (known?.document === document && known.version === version) return;
    const before = known?.document === document ? known.prints : null;
    const prints = new Map(document.list('media').map(({ id, fingerprint }) => [id, fingerprint]));
    known = { document, version, prints };
    if (before)
      forget([...prints.keys()].filter((id) => before.has(id) && before.get(id) !== prints.get(id)));
  });
}

function forget(mediaIds: readonly MediaId[]): void {
  if (mediaIds.length > 0) current?.pictures.forget(new Set(mediaIds));
}

/** Lets go of the pictures of a project that was left. Whoever was told of it earlier may have those of the new one already. */
function releaseLeft(mediaBase: string | null): void {
  if (current?.mediaBase === mediaBase) return;
  current?.pictures.dispose();
  current = null;
}

let current: { readonly mediaBase: string; readonly pictures: Pictures } | null = null;

/** The pictures of the project this window has open, or null. Another project (or its re-opening) brings new ones. */
export function currentPictures(): Pictures | null {
  const mediaBase = documentStore.getState().opened?.mediaBase ?? null;
  releaseLeft(mediaBase);
  if (mediaBase !== null) current ??= { mediaBase, pictures: createPictures({ mediaBase, nameOf }) };
  return current?.pictures ?? null;
}

function nameOf(mediaId: MediaId): string {
  return currentDocument().get('media', mediaId)?.name ?? 'Missing media';
}
