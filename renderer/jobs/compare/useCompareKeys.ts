import type { Shot, Take } from '@shared/document/records';
import { useEffect, useRef } from 'react';
import { toggleSilence } from '../../sound/loudness';
import { showTake } from '../takes/takeMenu';
import { takesStore } from '../takes/takesStore';
import type { CompareClock } from './compareClock';

interface KeyWishes {
  readonly clock: CompareClock;
  readonly takes: readonly Take[];
  readonly shot: Shot;
  readonly onHear: (takeId: Take['id']) => void;
  /** null = there is one way to look at them. */
  readonly onView: ((change: (view: 'side' | 'wipe') => 'side' | 'wipe') => void) | null;
}

/** Keys that control focused controls themselves. */
const controls = 'input, textarea, [role="slider"], [role="menu"]';

/** 1 … 4 choose, with Shift what is heard, Space plays, arrows step, Shift+M silences, W wipes; Escape is the dialog's own. */
export function useCompareKeys(wishes: KeyWishes): void {
  const latest = useRef(wishes);
  latest.current = wishes;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { clock, takes, shot, onHear, onView } = latest.current;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      // Details lie over it.
      if (takesStore.getState().detailsOf !== null) return;
      if (event.target instanceof Element && event.target.closest(controls)) return;
      const step = event.shiftKey ? 10 : 1;
      const take = /^(Digit|Numpad)[1-4]$/.test(event.code)
        ? takes[Number(event.code.at(-1)) - 1]
        : undefined;
      if (take && event.shiftKey) onHear(take.id);
      else if (take) showTake(shot.id, take.id);
      else if (event.code === 'KeyM' && event.shiftKey) toggleSilence();
      else if (event.code === 'Space') clock.toggle();
      else if (event.code === 'ArrowLeft') clock.seek(clock.frame() - step);
      else if (event.code === 'ArrowRight') clock.seek(clock.frame() + step);
      else if (event.code === 'Home') clock.seek(Number.NEGATIVE_INFINITY);
      else if (event.code === 'End') clock.seek(Number.POSITIVE_INFINITY);
      else if (event.code === 'KeyW' && onView) onView((view) => (view === 'side' ? 'wipe' : 'side'));
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the controls: Space on a focused button would press it.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
