import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * Inner width of an element in px, kept up to date; 0 before it is there. The element may come later than what asks, or be
 * replaced by another, as when the project is closed and one is opened in its place.
 */
export function useElementWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  const watched = useRef<{ element: HTMLElement; observer: ResizeObserver } | null>(null);
  // After every render: only then is it known which element there is now.
  useLayoutEffect(() => {
    const element = ref.current;
    if (watched.current?.element === element || (!element && !watched.current)) return;
    watched.current?.observer.disconnect();
    watched.current = null;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    watched.current = { element, observer };
    setWidth(element.clientWidth);
  });
  useLayoutEffect(
    () => () => {
      watched.current?.observer.disconnect();
      watched.current = null;
    },
    [],
  );
  return width;
}
