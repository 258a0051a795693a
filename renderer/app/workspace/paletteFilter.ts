import { defaultFilter } from 'cmdk';

/**
 * How well a line of the palette fits what is typed, 0 = not at all: by what a person reads. cmdk's own filter looks into the
 * ids, too, in which any letters may be.
 */
export function paletteFilter(_id: string, typed: string, words: string[] = []): number {
  return defaultFilter(words.join(' '), typed, []);
}
