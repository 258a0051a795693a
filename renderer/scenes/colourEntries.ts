import { labelColours } from '../ui/labelColours';
import type { MenuEntry } from '../ui/menuEntry';

/** The colours to choose from, the present one ticked. */
export function colourEntries(
  isPresent: (colour: string | null) => boolean,
  choose: (colour: string | null) => void,
): readonly MenuEntry[] {
  return [['None', null] as const, ...labelColours].map(([label, colour]) => ({
    id: colour ?? 'none',
    label,
    isChecked: isPresent(colour),
    run: () => choose(colour),
  }));
}
