import { runAtOnce, type Steps } from '../steps/runSteps';
import { type Diff, parseDiff } from './diff';

/** Characters of the text that a step parses: some milliseconds. */
const partLength = 200_000;

/** A diff from its JSON. @throws SyntaxError, ZodError */
export function readDiff(text: string): Diff {
  return runAtOnce(readDiffInSteps(text));
}

/** The same in steps of some milliseconds, if it is written as JSON.stringify writes it; else in one. */
export function* readDiffInSteps(text: string): Steps<Diff> {
  const read = {
    added: [] as Diff['added'][number][],
    updated: [] as Diff['updated'][number][],
    removed: [] as Diff['removed'][number][],
  };
  let at = 0;
  for (const [index, field] of (['added', 'updated', 'removed'] as const).entries()) {
    const opening = `${index === 0 ? '{' : ','}"${field}":[`;
    if (!text.startsWith(opening, at)) return parseDiff(JSON.parse(text));
    let start = at + opening.length;
    let end = start;
    for (;;) {
      end = endOfPart(text, start, end);
      const isLast = text.charAt(end) !== ',';
      if (isLast && text.charAt(end) !== ']') return parseDiff(JSON.parse(text));
      // Nothing behind a comma is for the parser to refuse.
      if (isLast && start === end && start > at + opening.length) return parseDiff(JSON.parse(text));
      const part = parseDiff({ ...noChange, [field]: JSON.parse(`[${text.slice(start, end)}]`) });
      for (const each of part[field]) (read[field] as unknown[]).push(each);
      if (isLast) break;
      end += 1;
      start = end;
      yield;
    }
    at = end + 1;
    yield;
  }
  if (text.slice(at) !== '}') return parseDiff(JSON.parse(text));
  return read;
}

const noChange = { added: [], updated: [], removed: [] };

/** The comma after so much of a list, or its end, or that of the text. */
function endOfPart(text: string, start: number, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        at = endOfString(text, at);
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        break;
      case 0x5d:
      case 0x7d:
        if (depth === 0) return at;
        depth -= 1;
        break;
      case 0x2c:
        if (depth === 0 && at - start >= partLength) return at;
    }
  }
  return text.length;
}

/** The quote that ends the string which begins at one; behind the text if none does. */
function endOfString(text: string, opening: number): number {
  for (let at = opening + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
}
