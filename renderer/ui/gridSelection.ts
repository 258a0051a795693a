/**
 * The selection after a click on a card of a sheet: plain = only it; `toggle` (Ctrl/Cmd) adds or takes it out;
 * `range` (Shift) goes from the anchor to it. `order` holds all ids as they are shown.
 */
export function clickSelection(
  order: readonly string[],
  selected: readonly string[],
  anchor: string | null,
  clicked: string,
  modifiers: { readonly range: boolean; readonly toggle: boolean },
): readonly string[] {
  if (modifiers.range && anchor !== null) {
    const [from, to] = [order.indexOf(anchor), order.indexOf(clicked)];
    if (from >= 0 && to >= 0) return order.slice(Math.min(from, to), Math.max(from, to) + 1);
  }
  if (!modifiers.toggle) return [clicked];
  return selected.includes(clicked) ? selected.filter((id) => id !== clicked) : [...selected, clicked];
}

/** The card that an arrow key goes to from `current`, in a sheet of so many columns. */
export function neighbour(
  order: readonly string[],
  current: string | null,
  key: GridKey,
  columns: number,
): string | undefined {
  if (key === 'Home') return order[0];
  if (key === 'End') return order.at(-1);
  const at = current === null ? -1 : order.indexOf(current);
  if (at < 0) return order[0];
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key];
  return order[Math.min(Math.max(at + step, 0), order.length - 1)];
}

const gridKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
export type GridKey = (typeof gridKeys)[number];

export const isGridKey = (key: string): key is GridKey => (gridKeys as readonly string[]).includes(key);
