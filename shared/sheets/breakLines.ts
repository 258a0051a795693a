import { letterWidth, type TextStyle, textWidth } from './measureText';

/** Letters that never begin a line (JIS X 4051): closing brackets, stops, small kana, marks that lengthen or repeat. */
const neverFirst = new Set(
  '、。，．・：；？！‥…ー」』）〕］｝〉》】〙〗々ゝゞヽヾ゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％℃' +
    ',.:;?!)]}%”’»',
);
/** Letters that never end a line: opening brackets. */
const neverLast = new Set('「『（〔［｛〈《【〘〖“‘«([{');
/** Accents that belong to the letter before them. */
const clings = /^\p{M}$/u;

/** Kanji, kana, full-width forms and other letters that a line may end behind. */
function isIdeograph(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x2e80 && code <= 0xd7ff) || (code >= 0xf900 && code <= 0xfaff) || code >= 0xff00;
}

/** What people type or paste, as it can be set: one way to write a letter, no control characters, no more than one empty line. */
export function plainText(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
      // Tabs and odd spaces; the ideographic space stays.
      .replace(/[\t\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
      // What is not seen: control characters, marks of direction, joiners, selectors of variants the fonts do not have.
      .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '')
      .replace(/[ \u3000]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/**
 * A text as lines that are no wider than `width`, pt: broken behind words, and between Japanese letters as the rules of
 * Japanese typesetting allow. A word that is wider than a line is broken where it must.
 * @param text as `plainText` gives it
 * @param indent what the first line is shorter by, pt
 */
export function breakLines(text: string, style: TextStyle, width: number, indent = 0): string[] {
  const lines: string[] = [];
  for (const [index, paragraph] of text.split('\n').entries())
    breakParagraph(paragraph, style, width, index === 0 ? indent : 0, lines);
  return lines;
}

function breakParagraph(
  paragraph: string,
  { weight, size }: TextStyle,
  width: number,
  indent: number,
  lines: string[],
): void {
  const letters = [...paragraph];
  let start = 0;
  let isIndented = indent > 0;
  do {
    const room = (isIndented ? width - indent : width) + 0.001;
    let used = 0;
    let end = start;
    let breakAt = start;
    for (; end < letters.length; end += 1) {
      const letter = letters[end] as string;
      if (end > start && mayBreak(letters[end - 1] as string, letter)) breakAt = end;
      used += (letterWidth(letter.codePointAt(0) ?? 0, weight) * size) / 1000;
      // Spaces hang over the end.
      if (used > room && letter !== ' ') break;
    }
    // An indented line rather stays empty than cuts a word that has room on the next.
    const forced = isIndented ? start : Math.max(end, start + 1);
    const cut = end === letters.length ? end : breakAt > start ? breakAt : forced;
    lines.push(letters.slice(start, cut).join('').trimEnd());
    start = cut;
    while (letters[start] === ' ') start += 1;
    isIndented = false;
  } while (start < letters.length);
}

function mayBreak(before: string, after: string): boolean {
  if (clings.test(after)) return false;
  if (after === ' ') return false;
  if (neverFirst.has(after) || neverLast.has(before)) return false;
  if (before === ' ' || before === '\u3000') return true;
  if (before === '-' || before === '–' || before === '—' || before === '/') return true;
  return isIdeograph(before) || isIdeograph(after);
}

/** How wide the widest of some lines is, pt. */
export function widestLine(lines: readonly string[], style: TextStyle): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, style)));
}
