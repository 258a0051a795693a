import { startTransition, useEffect, useRef, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import { currentPictures } from '../picture/pictures';

/** Whether the contact sheet is being scrolled. */
export const boardsScrolling = createStore<{ readonly isScrolling: boolean }>()(() => ({
  isScrolling: false,
}));

/**
 * False for what came in sight while the sheet moves, until it rests: fields to type in cost a frame, and nobody types into
 * what flies past. What once was whole stays so.
 */
export function useIsWhole(): boolean {
  const [isWhole, setWhole] = useState(() => !boardsScrolling.getState().isScrolling);
  useEffect(() => {
    if (isWhole) return undefined;
    const finish = (): void => startTransition(() => setWhole(true));
    if (!boardsScrolling.getState().isScrolling) finish();
    return boardsScrolling.subscribe(({ isScrolling }) => {
      if (!isScrolling) finish();
    });
  }, [isWhole]);
  return isWhole;
}

/** Px a millisecond from which nobody sees a picture any more. */
const tooFast = 1.5;
const restMs = 120;

const letThumbnailsGo = (): void => currentPictures()?.thumbnails.setHeld(false);

/** To be told of every scrolling with the place reached, px: no thumbnails are begun while the sheet flies. */
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
