import type { Virtualizer } from '@tanstack/react-virtual';

/** Scrolls a line into sight whose middle is out of it; one that is seen stays where it is, under the pointer. */
export function revealUnseen(virtualizer: Virtualizer<HTMLDivElement, Element>, index: number): void {
  const line = virtualizer.measurementsCache[index];
  if (!line) return;
  const top = virtualizer.scrollOffset ?? 0;
  const bottom = top + (virtualizer.scrollRect?.height ?? 0);
  const middle = (line.start + line.end) / 2;
  if (middle < top || middle > bottom) virtualizer.scrollToIndex(index, { align: 'auto' });
}
