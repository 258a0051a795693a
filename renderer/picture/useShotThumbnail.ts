import type { OutputSize } from '@shared/compositor/drawList';
import type { ShotId } from '@shared/document/ids';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { documentStore, isOtherProject } from '../state/documentStore';
import { currentPictures } from './pictures';
import { isShotPictureKnown, type PictureView, selectShotPicture } from './shotPictures';

/**
 * A small picture of a shot in device pixels; null until there is one. After an edit the last one stays until the new
 * one is made, so that nothing flickers. `offsetFrames`: counted from the first frame shown.
 */
export function useShotThumbnail(
  shotId: ShotId,
  { width, height }: OutputSize,
  offsetFrames = 0,
  view: PictureView = 'film',
): ImageBitmap | null {
  const last = useRef<{ shotId: ShotId; image: ImageBitmap | null }>({ shotId, image: null });
  const snapshot = useCallback((): ImageBitmap | null => {
    const { document, isLoaded } = documentStore.getState();
    const pictures = currentPictures();
    const isPassing = pictures?.thumbnails.isHeld === true && !isShotPictureKnown(document, shotId, view);
    // What flies past for the first time is not even asked for.
    const picture = isLoaded && !isPassing ? selectShotPicture(document, shotId, view) : null;
    const frame = picture ? picture.sourceInFrames + Math.min(offsetFrames, picture.lengthFrames - 1) : 0;
    const image = picture ? (pictures?.thumbnails.get(picture, { width, height }, frame) ?? null) : null;
    if (image || last.current.shotId !== shotId) last.current = { shotId, image };
    return last.current.image;
  }, [shotId, width, height, offsetFrames, view]);
  return useSyncExternalStore(subscribe, snapshot);
}

function subscribe(onChange: () => void): () => void {
  let stopThumbnails = currentPictures()?.thumbnails.subscribe(onChange);
  const stopDocument = documentStore.subscribe((state, before) => {
    if (isOtherProject(state, before)) {
      stopThumbnails?.();
      stopThumbnails = currentPictures()?.thumbnails.subscribe(onChange);
    }
    onChange();
  });
  return () => {
    stopThumbnails?.();
    stopDocument();
  };
}
