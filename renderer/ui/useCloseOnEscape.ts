import { type RefObject, useEffect, useRef } from 'react';

/**
 * Escape closes a panel that lies over the window, while the focus is in it or nowhere: a click on one of its buttons
 * does not keep the focus. The panel takes it when it opens; other keys are still the window's.
 */
export function useCloseOnEscape(panel: RefObject<HTMLElement | null>, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true });
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      const { target } = event;
      if (target !== document.body && !(target instanceof Node && panel.current?.contains(target))) return;
      event.stopImmediatePropagation();
      latest.current();
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, [panel]);
}
