import type { DocumentView } from '../document/document';
import { type TextPlace, textPlaces } from './textPlaces';
import { anywhere, wordMatches } from './wordMatches';

/** A place in the project where the words stand. */
export interface Found extends Pick<TextPlace, 'kind' | 'id' | 'shotId' | 'title' | 'field'>, TextAround {}

/** The text around words. */
export interface TextAround {
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

export interface FoundInProject {
  readonly found: readonly Found[];
  /** Of all there are; more than `found` where the limit cut them. */
  readonly total: number;
}

/** Characters shown on either side of the words. */
const contextLength = 60;

/** Every text of the project in which some words stand, whatever their case and width. Linear in the size of the texts. */
export function findInProject(document: DocumentView, words: string, limit = 200): FoundInProject {
  const wanted = words.trim();
  if (wanted === '') return { found: [], total: 0 };
  const found: Found[] = [];
  let total = 0;
  for (const { kind, id, shotId, title, field, text } of textPlaces(document)) {
    const [at] = wordMatches(text, wanted, anywhere);
    if (at === undefined) continue;
    total += 1;
    if (found.length < limit)
      found.push({ kind, id, shotId, title, field, ...around(text, at, wanted.length) });
  }
  return { found, total };
}

/** What stands around the words at a place, cut to a line's length. */
export function around(text: string, at: number, length: number): TextAround {
  const start = Math.max(0, at - contextLength);
  const end = Math.min(text.length, at + length + contextLength);
  return {
    before: `${start > 0 ? '…' : ''}${text.slice(start, at)}`,
    words: text.slice(at, at + length),
    after: `${text.slice(at + length, end)}${end < text.length ? '…' : ''}`,
  };
}
