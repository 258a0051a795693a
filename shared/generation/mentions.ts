/** What of an element mentions are made by. */
interface Named {
  readonly elementId: string;
  readonly name: string;
  readonly type: string;
}

/** A text with places in it where an input is meant. */
export type Piece = string | { readonly elementId: string };

/**
 * Parts a text at the names of elements, with or without an @ before them, the longest name first. Latin names are
 * found as whole words whatever their case; names in scripts that do not part words are found anywhere.
 */
export function findMentions(text: string, elements: readonly Omit<Named, 'type'>[]): Piece[] {
  const named = elements
    .map(({ elementId, name }) => ({ elementId, name: name.trim() }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.name.length - a.name.length);
  if (named.length === 0) return text === '' ? [] : [text];
  const pattern = new RegExp(named.map(({ name }) => patternOf(name)).join('|'), 'giu');
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const found = match[0].replace(/^@/, '').toLowerCase();
    const element = named.find(({ name }) => name.toLowerCase() === found);
    if (!element) continue;
    if (match.index > at) pieces.push(text.slice(at, match.index));
    pieces.push({ elementId: element.elementId });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

function patternOf(name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const partsWords = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name);
  return partsWords
    ? `@?(?<![\\p{Alphabetic}\\p{N}_])${escaped}(?![\\p{Alphabetic}\\p{N}_])`
    : `@?${escaped}`;
}

/**
 * Ids under which a prompt names its inputs: letters, digits and `_`; none a part of another one, and none in the prose,
 * whatever the case. The element's own name where it can be.
 * @param prose all texts without the mentions
 * @param reserved ids that are given already
 */
export function mentionIds(
  elements: readonly Named[],
  prose: string,
  reserved: readonly string[] = [],
): ReadonlyMap<string, string> {
  const taken = reserved.map((id) => id.toLowerCase());
  const lowerProse = prose.toLowerCase();
  const isFree = (id: string): boolean => {
    const lower = id.toLowerCase();
    return (
      !lowerProse.includes(lower) && !taken.some((other) => other.includes(lower) || lower.includes(other))
    );
  };
  const ids = new Map<string, string>();
  // The longest first: "Min" can make room for "Mina", not the other way round.
  for (const element of [...elements].sort((a, b) => b.name.length - a.name.length)) {
    for (const id of candidates(element)) {
      if (!isFree(id)) continue;
      taken.push(id.toLowerCase());
      ids.set(element.elementId, id);
      break;
    }
  }
  return ids;
}

/** The name, the name numbered, the type numbered, then letters that mean nothing: one of them is always free. */
function* candidates({ name, type }: Omit<Named, 'elementId'>): Generator<string> {
  const own = asciiId(name);
  if (own.length > 2) yield own;
  // Two digits at the end, so that no numbered id is the beginning of another.
  for (const base of [own, type]) {
    for (let count = 1; base !== '' && count < 100; count += 1) yield numbered(base, count);
  }
  for (let count = 0; ; count += 1) {
    const letters = count.toString(26).padStart(3, '0');
    yield `${[...letters].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}_00`;
  }
}

const numbered = (base: string, count: number): string => `${base}_${String(count).padStart(2, '0')}`;

/** Letters, digits and `_` of a name, beginning with a letter; '' when that leaves less than two. */
function asciiId(name: string): string {
  const id = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 _-]/g, '')
    .trim()
    .replace(/[ _-]+/g, '_')
    .slice(0, 16);
  return /^[A-Za-z]\w+$/.test(id) ? id : '';
}
