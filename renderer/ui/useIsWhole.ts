import { startTransition, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';

/** Whether a list is being scrolled. */
export type Scrolling = Pick<StoreApi<{ readonly isScrolling: boolean }>, 'getState' | 'subscribe'>;

/**
 * For what a list holds: false for what came in sight while the list moves, until it rests. What is costly and of no use to an
 * eye that follows, such as fields to type in, is left out so long. What once was whole stays so.
 */
export function useIsWhole(scrolling: Scrolling): boolean {
  const [isWhole, setWhole] = useState(() => !scrolling.getState().isScrolling);
  useEffect(() => {
    if (isWhole) return undefined;
    const finish = (): void => startTransition(() => setWhole(true));
    if (!scrolling.getState().isScrolling) finish();
    return scrolling.subscribe(({ isScrolling }) => {
      if (!isScrolling) finish();
    });
  }, [isWhole, scrolling]);
  return isWhole;
}
