import type { KeyboardEvent } from 'react';
import { isGridKey } from './gridSelection';

/** Where something lies, px. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** Things whose tops differ by less lie in one line, px. */
const sameLine = 2;

/**
 * Arrow keys, Home and End in a list or sheet of things that take the focus themselves: brings it to the next one. For
 * `onKeyDown` of what holds them.
 * @param selector of the things; keys pressed elsewhere (a field, a button inside one) are left alone
 * @returns the one that has the focus now; undefined when the key means something else
 */
export function focusAlongList(event: KeyboardEvent<HTMLElement>, selector: string): HTMLElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !isGridKey(event.key))
    return undefined;
  const things = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = things.indexOf(event.target as HTMLElement);
  if (at < 0) return undefined;
  const places = things.map((thing) => thing.getBoundingClientRect());
  const next = things[nextPlace(places, at, event.key)];
  // Also keeps the key from the window's own shortcuts.
  event.preventDefault();
  next?.focus();
  return next;
}

/** The one that a key goes to from `at`: in the line above or below the nearest; at the ends it stays. */
export function nextPlace(places: readonly Place[], at: number, key: string): number {
  const from = places[at];
  if (!from) return at;
  if (key === 'Home') return 0;
  if (key === 'End') return places.length - 1;
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(places.length - 1, at + 1);
  const direction = key === 'ArrowDown' ? 1 : -1;
  const beyond = places
    .map(({ left, top }, index) => ({
      index,
      across: Math.abs(left - from.left),
      along: (top - from.top) * direction,
    }))
    .filter(({ along }) => along > sameLine);
  const line = Math.min(...beyond.map(({ along }) => along));
  const inLine = beyond.filter(({ along }) => along - line <= sameLine);
  return inLine.toSorted((a, b) => a.across - b.across)[0]?.index ?? at;
}
