import { defaultFilter } from 'cmdk';

/** What is found only with the words beside the name stands behind what the name itself says. */
const besideName = 0.5;

/**
 * How well a line of the palette fits what is typed, 0 = not at all: by what a person reads, the name first. cmdk's own
 * filter looks into the ids, too, in which any letters may be.
 */
export function paletteFilter(_id: string, typed: string, words: string[] = []): number {
  const [name = ''] = words;
  return Math.max(defaultFilter(name, typed, []), besideName * defaultFilter(words.join(' '), typed, []));
}
