import type { Counter } from '../../document/records/numberingRecords';

const allLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const withoutIAndO = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A, B … Z, AA, AB … counted from 0. */
function lettersAt(index: number, alphabet: string): string {
  const base = alphabet.length;
  let rest = index;
  let letters = '';
  do {
    letters = alphabet[rest % base] + letters;
    rest = Math.floor(rest / base) - 1;
  } while (rest >= 0);
  return letters;
}

/** The place of letters among those of their length and shorter, from 0; -1 when one is not in the alphabet. */
function indexOfLetters(letters: string, alphabet: string): number {
  let index = -1;
  for (const letter of letters) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return -1;
    index = (index + 1) * alphabet.length + digit;
  }
  return index;
}

/** A, B … H, J … Z, AA, AB …: set-up letters leave out I and O, which read as 1 and 0 on a slate. */
export function setupLetters(index: number): string {
  return lettersAt(index, withoutIAndO);
}

/** Counted on letter by letter, so that no length is too long for it. What is no set-up letter begins with A. */
function lettersAfter(letters: string): string {
  let place = letters.length - 1;
  while (letters[place] === 'Z') place -= 1;
  const tail = 'A'.repeat(letters.length - 1 - place);
  if (place < 0) return `A${tail}`;
  const digit = withoutIAndO.indexOf(letters[place] ?? '');
  return digit < 0 ? 'A' : letters.slice(0, place) + withoutIAndO[digit + 1] + tail;
}

/** The letters after some, as J after H; those with an I or an O go on from the next one that has none. */
export function nextSetupLetters(letters: string): string {
  const upper = letters.toUpperCase();
  const next = lettersAfter(upper.replaceAll('I', 'H').replaceAll('O', 'N'));
  return letters === upper ? next : next.toLowerCase();
}

const alphabetOf = (counter: Counter): string => (counter.style === 'letters' ? allLetters : withoutIAndO);

/** What a counter says for the value it has reached: 20 as "0020", 3 as "C". Letters begin at 1. */
export function counterText(counter: Counter, value: number): string {
  if (counter.style === 'number') return String(value).padStart(counter.padding, '0');
  const letters = lettersAt(Math.max(0, value - 1), alphabetOf(counter));
  return counter.isLowerCase ? letters.toLowerCase() : letters;
}

/** The counter's value for the thing at `index`, from 0. */
export function counterValue(counter: Counter, index: number): number {
  const start = counter.style === 'number' ? counter.start : Math.max(1, counter.start);
  return start + counter.step * index;
}

/** What the thing at `index`, from 0, is called. */
export function counterTextAt(counter: Counter, index: number): string {
  return counterText(counter, counterValue(counter, index));
}

/** The value behind a plain text of a counter; null for one with additions ("10A") or of another kind. */
export function valueOfText(counter: Counter, text: string): number | null {
  if (counter.style === 'number') return /^\d{1,9}$/.test(text) ? Number(text) : null;
  const letters = counter.isLowerCase ? text.toUpperCase() : text;
  if (!/^[A-Z]{1,6}$/.test(letters) || (counter.isLowerCase && text !== text.toLowerCase())) return null;
  const index = indexOfLetters(letters, alphabetOf(counter));
  return index < 0 ? null : index + 1;
}
