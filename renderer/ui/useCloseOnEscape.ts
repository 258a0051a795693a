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
      // A field takes back what was typed.
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (target !== document.body && !(target instanceof Node && panel.current?.contains(target))) return;
      event.stopImmediatePropagation();
      latest.current();
    };
    // Before the window's own keys, among which Escape selects nothing.
    window.addEventListener('keydown', handleKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', handleKeyDown, { capture: true });
  }, [panel]);
}
