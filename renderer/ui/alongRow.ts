import type { KeyboardEvent } from 'react';

/**
 * Arrow keys, Home and End in a row of buttons of which only one is in the tab order: brings the focus to the next one, round
 * the ends, past those that are disabled. For `onKeyDown` of what the buttons stand in.
 * @returns the button that has the focus now; undefined when the key means something else
 */
export function focusAlongRow(event: KeyboardEvent<HTMLElement>): HTMLButtonElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (at < 0) return undefined;
  const next = buttons[nextIndex(event.key, at, buttons.length)];
  if (!next) return undefined;
  // Also keeps the key from the window's own shortcuts.
  event.preventDefault();
  next.focus();
  return next;
}

/** @returns -1 for a key that does not go along a row */
export function nextIndex(key: string, at: number, count: number): number {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}
