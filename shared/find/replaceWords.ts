import type { DocumentView } from '../document/document';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { type TextField, type TextPlace, textPlaces } from './textPlaces';
import { type WordOptions, wordMatches } from './wordMatches';

export interface Replacing extends WordOptions {
  readonly words: string;
  readonly by: string;
}

/** A text with the words replaced, and where they stood. */
export interface ReplacedText {
  readonly place: TextPlace & { readonly target: TextField };
  readonly matches: readonly number[];
  /** With all of them replaced. */
  readonly text: string;
  /** Why nothing may be replaced in it, in words; null = it may. */
  readonly problem: string | null;
}

/** Most letters that names and headings take; other texts take `textLimit`. */
const lineLimit = 400;
const textLimit = 20_000;

/** Every text that the words stand in and that a person writes, as it would read. Linear in the size of the texts. */
export function replacedTexts(document: DocumentView, replacing: Replacing): readonly ReplacedText[] {
  return runAtOnce(replacedTextsInSteps(document, replacing));
}

/** Texts that a step looks through. */
const textsPerStep = 200;

/** The same in steps of a few milliseconds; `document` must stay as it is between them. */
export function* replacedTextsInSteps(
  document: DocumentView,
  replacing: Replacing,
): Steps<readonly ReplacedText[]> {
  const texts: ReplacedText[] = [];
  let count = 0;
  for (const place of textPlaces(document)) {
    count += 1;
    if (count % textsPerStep === 0) yield;
    const { target } = place;
    if (!target) continue;
    const matches = wordMatches(place.text, replacing.words, replacing);
    if (matches.length === 0) continue;
    const text = withReplaced(place.text, matches, replacing);
    const problem = place.lock ?? textProblem(target, text);
    texts.push({ place: { ...place, target }, matches, text, problem });
  }
  return texts;
}

/** The text with the words at these places replaced. */
export function withReplaced(
  text: string,
  matches: readonly number[],
  { words, by }: Pick<Replacing, 'words' | 'by'>,
): string {
  let result = '';
  let from = 0;
  for (const at of matches) {
    result += text.slice(from, at) + by;
    from = at + words.length;
  }
  return result + text.slice(from);
}

/** Why a field cannot hold a text, in words; null = it can. */
export function textProblem(target: TextField, text: string): string | null {
  const isName = target.field === 'name' || target.field === 'heading' || target.field === 'customFields';
  if (text.length > (isName ? lineLimit : textLimit)) return 'a text that would be too long';
  const needsText = target.kind === 'comment' || (target.kind === 'element' && target.field === 'name');
  return needsText && text.trim() === '' ? 'a name or comment that would be empty' : null;
}

/** "3 places are left as they are: a locked layer (1A, 2B), a text that would be too long (2C)."; empty = none. */
export function skippedWords(texts: readonly ReplacedText[]): string {
  const skipped = texts.filter(({ problem }) => problem !== null);
  if (skipped.length === 0) return '';
  const titles = new Map<string, Set<string>>();
  for (const { problem, place } of skipped) {
    const reason = problem as string;
    titles.set(reason, (titles.get(reason) ?? new Set()).add(place.title));
  }
  const reasons = [...titles].map(([reason, names]) => `${reason} (${listed([...names])})`);
  const count = skipped.length === 1 ? '1 text is' : `${skipped.length} texts are`;
  return `${count} left as ${skipped.length === 1 ? 'it is' : 'they are'}: ${reasons.join('; ')}.`;
}

const listed = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
