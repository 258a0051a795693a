import { useEffect, useRef } from 'react';
import { currentPictures } from './pictures';

/** Px a millisecond from which nobody sees a picture any more. */
const tooFast = 1.5;
const restMs = 120;

const letThumbnailsGo = (): void => currentPictures()?.thumbnails.setHeld(false);

/** To be told of every scrolling of a list with the place reached, px: no thumbnails are begun while it flies. */
export function useThumbnailsAtRest(): (topPx: number) => void {
  const before = useRef({ topPx: 0, atMs: 0 });
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(rest.current);
      letThumbnailsGo();
    },
    [],
  );
  return (topPx) => {
    const now = performance.now();
    const { topPx: topBefore, atMs } = before.current;
    before.current = { topPx, atMs: now };
    currentPictures()?.thumbnails.setHeld(Math.abs(topPx - topBefore) > tooFast * Math.max(1, now - atMs));
    clearTimeout(rest.current);
    rest.current = setTimeout(letThumbnailsGo, restMs);
  };
}
