import type { Counter } from '../../document/records/numberingRecords';
import { counterText, counterTextAt, counterValue, nextSetupLetters, valueOfText } from './counters';

/*
 * Numbers for what is put between locked ones, which never change (field.md §3.6):
 *
 *   10  |  11         →  10A, then 10B          0010 | 0020  →  0015, then 0012, then 0012A
 *   10  |  10A        →  10aA                   A    | B     →  A1, then A2
 *   10A |  10B        →  10aB                   A    | A1    →  Aa1
 *       |  1          →  A1, then B1 before 1       |  A     →  aA
 *   12  |  (the end)  →  13
 *
 * A small letter means "before": 10aA lies before 10A. Capitals and small letters change places where a scheme counts
 * in small letters.
 */

/** A number in its parts: "10aB" is 10 with `aB`, "A1" is 1 with A in front of it. */
interface NumberParts {
  readonly lead: string;
  readonly core: string;
  readonly tail: string;
  /** Of the core: what is put behind digits are letters, and the other way round. */
  readonly isDigits: boolean;
}

function partsOf(text: string, isCountedInDigits: boolean): NumberParts {
  const digits = /^([A-Za-z]*)(\d+)([A-Za-z]*)$/.exec(text);
  const letters = /^([a-z]*)([A-Z]+)([a-z]*\d+)?$/.exec(text);
  const match = isCountedInDigits ? (digits ?? letters) : (letters ?? digits);
  if (!match) return { lead: '', core: text, tail: '', isDigits: !/[A-Za-z]$/.test(text) };
  return {
    lead: match[1] ?? '',
    core: match[2] ?? '',
    tail: match[3] ?? '',
    isDigits: match === digits,
  };
}

/** Small letters in front of the tail, and the rest of it. */
function splitTail(tail: string): { before: string; rest: string } {
  const match = /^([a-z]*)(.*)$/s.exec(tail);
  return { before: match?.[1] ?? '', rest: match?.[2] ?? '' };
}

function tailRest(parts: NumberParts): number | string {
  const { rest } = splitTail(parts.tail);
  return parts.isDigits ? rest : Number(rest || '0');
}

/** Order of two tails of one core: "" A B … Z AA, small letters in front of a tail before it, read from its end. */
function compareTails(a: NumberParts, b: NumberParts): number {
  const [restOfA, restOfB] = [tailRest(a), tailRest(b)];
  if (restOfA !== restOfB) {
    if (typeof restOfA === 'number' && typeof restOfB === 'number') return restOfA - restOfB;
    const [textOfA, textOfB] = [String(restOfA), String(restOfB)];
    return textOfA.length - textOfB.length || (textOfA < textOfB ? -1 : 1);
  }
  const reversed = ({ tail }: NumberParts) => `${[...splitTail(tail).before].reverse().join('')}~`;
  return reversed(a) < reversed(b) ? -1 : reversed(a) === reversed(b) ? 0 : 1;
}

/** The number after one of the same core: 10 → 10A → 10B; A → A1 → A2. */
function textAfter({ lead, core, tail, isDigits }: NumberParts): string {
  const { rest } = splitTail(tail);
  if (isDigits) return `${lead}${core}${rest === '' ? 'A' : nextSetupLetters(rest)}`;
  return `${lead}${core}${Number(rest || '0') + 1}`;
}

export interface BetweenOptions {
  readonly counter: Counter;
  /** Whether a number would make a label that another shot or scene has. */
  readonly isTaken: (text: string) => boolean;
}

/**
 * A free number for what lies between two numbered things; null = nothing is there.
 * Always finds one: the letters never end.
 */
export function numberBetween(previous: string | null, next: string | null, given: BetweenOptions): string {
  const options = { ...given, isTaken: givingUp(given.isTaken) };
  if (!isCountedSmall(options.counter)) return between(previous, next, options);
  const isTaken = (text: string) => options.isTaken(swapCase(text));
  const flip = (text: string | null) => (text === null ? null : swapCase(text));
  const counter = { ...options.counter, isLowerCase: false };
  return swapCase(between(flip(previous), flip(next), { counter, isTaken }));
}

/** So many numbers are tried; a pattern in which they do not show would make every one of them taken. */
const triesAtMost = 20_000;

function givingUp(isTaken: BetweenOptions['isTaken']): BetweenOptions['isTaken'] {
  let tries = 0;
  return (text) => {
    tries += 1;
    return tries <= triesAtMost && isTaken(text);
  };
}

const isCountedSmall = (counter: Counter): boolean => counter.style !== 'number' && counter.isLowerCase;

function swapCase(text: string): string {
  return text.replace(/[a-z]+|[A-Z]+/g, (letters) =>
    letters < 'a' ? letters.toLowerCase() : letters.toUpperCase(),
  );
}

function between(previous: string | null, next: string | null, options: BetweenOptions): string {
  if (next === null) return countedOn(previous, options);
  const halved = insideGap(previous, next, options);
  if (halved !== null) return halved;
  return previous === null ? beforeFirst(next, options) : insideFamily(previous, next, options);
}

/** At the end: the first free number of the counter behind the last one. */
function countedOn(previous: string | null, { counter, isTaken }: BetweenOptions): string {
  const value = previous === null ? null : valueOfText(counter, coreOf(previous, counter));
  const first = counterValue(counter, 0);
  let index = value === null ? 0 : Math.max(0, Math.floor((value - first) / counter.step) + 1);
  while (isTaken(counterTextAt(counter, index))) index += 1;
  return counterTextAt(counter, index);
}

const coreOf = (text: string, counter: Counter): string => partsOf(text, counter.style === 'number').core;

/** Steps of ten leave room: the middle of the gap first, then what is nearest to it. */
function insideGap(
  previous: string | null,
  next: string,
  { counter, isTaken }: BetweenOptions,
): string | null {
  if (counter.step === 1) return null;
  const low = previous === null ? 0 : valueOfText(counter, previous);
  const high = valueOfText(counter, next);
  if (low === null || high === null) return null;
  const middle = Math.floor((low + high) / 2);
  for (let away = 0; middle - away > low || middle + away < high; away += 1) {
    for (const value of [middle - away, middle + away]) {
      const text = counterText(counter, value);
      if (value > low && value < high && !isTaken(text)) return text;
    }
  }
  return null;
}

function beforeFirst(next: string, { counter, isTaken }: BetweenOptions): string {
  const { lead, isDigits } = partsOf(next, counter.style === 'number');
  const isPlain = isDigits && lead === '';
  let letters = isPlain ? 'A' : 'a';
  while (isTaken(letters + next)) letters = nextSetupLetters(letters);
  return letters + next;
}

function insideFamily(previous: string, next: string, { counter, isTaken }: BetweenOptions): string {
  const isCountedInDigits = counter.style === 'number';
  const [before, after] = [partsOf(previous, isCountedInDigits), partsOf(next, isCountedInDigits)];
  const isFamily = before.core === after.core && before.isDigits === after.isDigits;
  if (isFamily && before.lead !== after.lead) return amongLeads(before, after, isTaken);
  const candidate = textAfter(before);
  const isBound = isFamily && compareTails(before, after) < 0;
  if (!isBound) return freeAfter(candidate, isCountedInDigits, isTaken);
  const isBelow = compareTails(partsOf(candidate, isCountedInDigits), after) < 0;
  if (isBelow && !isTaken(candidate)) return candidate;
  return freeBefore(before, after, isTaken);
}

function freeAfter(first: string, isCountedInDigits: boolean, isTaken: BetweenOptions['isTaken']): string {
  let text = first;
  while (isTaken(text)) text = textAfter(partsOf(text, isCountedInDigits));
  return text;
}

/** A small letter in front of the tail of the next one, behind the one before: 10aA, 10bA. */
function freeBefore(before: NumberParts, after: NumberParts, isTaken: BetweenOptions['isTaken']): string {
  const { lead, core, tail } = after;
  const mine = before.tail.endsWith(tail) ? before.tail.slice(0, -tail.length || undefined) : '';
  let letters = /^[a-z]+$/.test(mine) ? nextSetupLetters(mine) : 'a';
  const text = () => `${lead}${core}${letters}${tail}`;
  while (isTaken(text())) letters = nextSetupLetters(letters);
  return text();
}

/** A1 | 1 → B1;  A1 | B1 → aB1. */
function amongLeads(before: NumberParts, after: NumberParts, isTaken: BetweenOptions['isTaken']): string {
  const rest = after.core + after.tail;
  const capitals = before.lead.replace(/^[a-z]+/, '');
  let letters = after.lead === '' ? nextSetupLetters(capitals || before.lead) : 'a';
  const text = () => (after.lead === '' ? letters + rest : letters + after.lead + rest);
  while (isTaken(text())) letters = nextSetupLetters(letters);
  return text();
}
