export interface WordOptions {
  readonly isWholeWord: boolean;
  /** Off: case does not count, and full-width letters are the same as narrow ones. */
  readonly isCaseSensitive: boolean;
}

/** The words somewhere, whatever stands around them. */
export const anywhere: WordOptions = { isWholeWord: false, isCaseSensitive: false };

/** Where words stand in a text: the places of their first letters. They never overlap. */
export function wordMatches(text: string, words: string, options: WordOptions): readonly number[] {
  const fold = options.isCaseSensitive ? (each: string) => each : folded;
  const wanted = fold(words);
  if (wanted === '') return [];
  const within = fold(text);
  const found: number[] = [];
  for (let at = within.indexOf(wanted); at >= 0; ) {
    const isFound = !options.isWholeWord || standsAlone(text, at, wanted.length);
    if (isFound) found.push(at);
    at = within.indexOf(wanted, at + (isFound ? wanted.length : 1));
  }
  return found;
}

/** Case does not count, and full-width letters are the same as narrow ones; the length stays, so that places can be counted. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  const same = lower.length === text.length ? lower : text;
  return same.replaceAll(/[！-～]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0).toLowerCase(),
  );
}

/** Letters of scripts that put spaces between words; Japanese and Chinese do not, so there every place is one. */
const spaced = /[\p{L}\p{N}\p{M}_]/u;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const isSpaced = (letter: string): boolean => spaced.test(letter) && !unspaced.test(letter);

function standsAlone(text: string, at: number, length: number): boolean {
  const before = lastLetter(text.slice(Math.max(0, at - 2), at));
  const [first = ''] = text.slice(at, at + 2);
  const last = lastLetter(text.slice(at, at + length));
  const [after = ''] = text.slice(at + length, at + length + 2);
  return !(isSpaced(before) && isSpaced(first)) && !(isSpaced(last) && isSpaced(after));
}

const lastLetter = (text: string): string => [...text].at(-1) ?? '';
