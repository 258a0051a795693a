import { startTransition, useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';

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
