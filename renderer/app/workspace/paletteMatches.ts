import { paletteFilter } from './paletteFilter';

/** What the palette can find: its own id, and the words it is found by, the most telling first. */
export interface Findable {
  readonly id: string;
  readonly words: readonly string[];
}

/** More of one sort nobody looks through, and each costs a line of the page. */
export const mostMatches = 40;

/**
 * Those that fit what is typed, the best `mostMatches` of them in their own order; the first ones while nothing is typed.
 * A film has thousands of shots: the palette, which scores and draws all it is given, is given those it would show on top.
 */
export function bestMatches<T extends Findable>(all: readonly T[], typed: string): readonly T[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return all.slice(0, mostMatches);
  const ranked = all.map((item) => ({ item, rank: rankOf(item.words, wanted) }));
  const plain = ranked.filter(({ rank }) => rank > 0);
  // Letters in order, with others between them, cost far more to find, and are meant only where little else is found.
  const found =
    plain.length >= mostMatches
      ? plain
      : ranked
          .map((each) =>
            each.rank > 0
              ? each
              : { ...each, rank: paletteFilter(each.item.id, wanted, [...each.item.words]) },
          )
          .filter(({ rank }) => rank > 0);
  const best = new Set([...found].sort((a, b) => b.rank - a.rank).slice(0, mostMatches));
  return found.flatMap((each) => (best.has(each) ? [each.item] : []));
}

/** How well words hold a text as it stands, 2 … 5; 0 where none does. */
function rankOf([first = '', ...others]: readonly string[], wanted: string): number {
  const name = first.toLowerCase();
  if (name === wanted) return 5;
  if (name.startsWith(wanted)) return 4;
  if (others.some((word) => word.toLowerCase().startsWith(wanted))) return 3;
  return name.includes(wanted) || others.some((word) => word.toLowerCase().includes(wanted)) ? 2 : 0;
}
