import { readCue } from './cue';
import { plainName, type Screenplay } from './screenplay';
import { ScriptBuilder } from './scriptBuilder';

export interface FountainOptions {
  /** What we have written ourselves: no title page, and `*` and `_` are letters. */
  readonly isPlain?: boolean;
}

export interface FountainReading {
  readonly screenplay: Screenplay;
  /** Scenes and paragraphs beyond the limits. */
  readonly leftOut: number;
}

/** INT., EXT., EST., INT./EXT., I/E., with a full stop or a space behind, in any case. */
const headingLine = /^(?:INT|EXT|EST|INT\.?\/EXT|EXT\.?\/INT|I\.?\/E)[. ]/i;
const pageBreak = /^={3,}$/;
const namedTransition =
  /^(?:FADE (?:IN|OUT|UP|TO [\p{Lu} ]+)|(?:SMASH |HARD )?CUT TO BLACK|END CREDITS|FIN|THE END)[.:]?$/u;
/** Keys of title pages; a text that begins with another word and a colon is no title page. */
const titleKeys =
  /^(?:title|credit|authors?|written by|source|notes?|draft(?: date)?|date|revision|contact(?: info)?|copyright|format|font|language|episode|series|production|studio)$/i;
/** Stands for a note that has been taken out; never in a text of its own. */
const noteMark = '\ue000';

/**
 * Reads a screenplay in Fountain (fountain.io/syntax): title page, headings with numbers, action, dialogue with parentheticals and
 * dual dialogue, transitions, centred text, lyrics, sections as acts and sequences, synopses and notes, boneyard, page breaks, and
 * everything forced. Never throws: whatever is nothing else is action. Emphasis is taken out, line breaks are kept.
 */
export function readFountain(text: string, { isPlain = false }: FountainOptions = {}): FountainReading {
  return new FountainReader(isPlain).read(text);
}

/** A heading as headings are written, not one that is forced. */
export const isHeading = (line: string): boolean => headingLine.test(line);

/** Whether a line with words right below it is somebody's name. */
export function isCue(line: string): boolean {
  if (line.length > 120) return false;
  const name = line.replace(/\s*\^$/, '').replace(/(?:\s*\([^()]*\))+$/, '');
  return /\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name) && !name.includes('^') && name.length <= 60;
}

export function isTransition(line: string): boolean {
  if (line.length > 60 || /\p{Ll}/u.test(line)) return false;
  return (/\bTO:$/.test(line) && /\p{Lu}/u.test(line)) || namedTransition.test(line);
}

/** "INT. PIER - DAY #12A#" */
function withNumber(line: string): { readonly words: string; readonly number: string | null } {
  const start = line.endsWith('#') ? line.lastIndexOf('#', line.length - 2) : -1;
  const number = start < 0 ? '' : line.slice(start + 1, -1).trim();
  return number === '' ? { words: line, number: null } : { words: line.slice(0, start), number };
}

class FountainReader {
  readonly #builder = new ScriptBuilder();
  readonly #isPlain: boolean;
  readonly #notes: string[] = [];
  #paragraph: string[] = [];

  constructor(isPlain: boolean) {
    this.#isPlain = isPlain;
  }

  read(text: string): FountainReading {
    const bare = this.#withoutNotes(
      withoutBoneyard(text.replaceAll(/^\ufeff|\ue000/g, '').replaceAll(/\r\n?/g, '\n')),
    );
    const lines = bare.split('\n');
    const first = this.#isPlain ? 0 : this.#readTitlePage(lines);
    let isAfterBlank = true;
    for (let index = first; index < lines.length; index += 1) {
      const written = lines[index] ?? '';
      const line = this.#takeNotes(written).trim();
      // A line that was a note and nothing else is no line, and two spaces keep a speech together.
      if (line === '' && (written.includes(noteMark) || (this.#builder.isSpeaking && written === '  ')))
        continue;
      if (line === '') {
        this.#endParagraph();
        this.#builder.endSpeech();
        isAfterBlank = true;
        continue;
      }
      isAfterBlank = this.#readLine(line, isAfterBlank, nextLine(lines, index));
    }
    this.#endParagraph();
    return { screenplay: this.#builder.done(), leftOut: this.#builder.leftOut };
  }

  /** @returns whether the next line may begin something, as after a blank one */
  #readLine(line: string, isAfterBlank: boolean, next: string): boolean {
    if (this.#builder.isSpeaking) {
      this.#builder.speech(this.#withoutEmphasis(line));
      return false;
    }
    if (this.#readMark(line)) return true;
    if (isAfterBlank && this.#readOpening(line, next)) return !this.#builder.isSpeaking;
    this.#paragraph.push(this.#withoutEmphasis(line.startsWith('!') ? line.slice(1) : line));
    return false;
  }

  /** What a mark at its beginning makes of a line, wherever it stands. @returns whether it was one */
  #readMark(line: string): boolean {
    const section = /^(#{1,6})\s*([^#\s].*)$/.exec(line);
    const centred = /^>(.*)<$/.exec(line);
    const isMark = pageBreak.test(line) || section || centred || /^[=>]/.test(line);
    if (!isMark) return false;
    this.#endParagraph();
    if (pageBreak.test(line)) return true;
    if (section) {
      const name = this.#withoutEmphasis(section[2] ?? '');
      if (section[1] === '#') this.#builder.act(name);
      else if (section[1] === '##') this.#builder.sequence(name);
    } else if (centred) this.#builder.action(this.#withoutEmphasis(centred[1] ?? ''));
    else if (line.startsWith('=')) this.#builder.note(this.#withoutEmphasis(line.slice(1)));
    else this.#builder.transition(this.#withoutEmphasis(line.slice(1)));
    return true;
  }

  /** What only the first line of a paragraph can be. @returns whether it was that */
  #readOpening(line: string, next: string): boolean {
    const forced = /^\.(?=[^.\s])(.*)$/.exec(line)?.[1];
    if (forced !== undefined || isHeading(line)) {
      const heading = forced ?? line;
      const { words, number } = withNumber(heading);
      this.#builder.heading(this.#withoutEmphasis(words), number);
      return true;
    }
    if (line.startsWith('@') && next !== '') {
      this.#builder.cue(readCue(line.slice(1)));
      return true;
    }
    if (/^[!~]/.test(line)) return false;
    if (isTransition(line)) {
      if (next !== '' && !isHeading(next)) return false;
      this.#builder.transition(line);
      return true;
    }
    if (next === '' || !isCue(line)) return false;
    this.#builder.cue(readCue(this.#withoutEmphasis(line)));
    return true;
  }

  #endParagraph(): void {
    if (this.#paragraph.length > 0) this.#builder.action(this.#paragraph.join('\n'));
    this.#paragraph = [];
  }

  #withoutEmphasis(words: string): string {
    if (this.#isPlain || !/[*_\\]/.test(words)) return words;
    return words
      .replaceAll(/\\([*_])/g, (_, mark: string) => (mark === '*' ? '\ue001' : '\ue002'))
      .replaceAll(/(\*{1,3})(?=\S)([^*]*[^*\s])\1/g, '$2')
      .replaceAll(/(?<![\p{L}\p{N}])_(?=\S)([^_]*[^_\s])_(?![\p{L}\p{N}])/gu, '$1')
      .replaceAll('\ue001', '*')
      .replaceAll('\ue002', '_');
  }

  /** Puts a mark where a note was. A blank line in it means that it was none. */
  #withoutNotes(text: string): string {
    const kept: string[] = [];
    let at = 0;
    for (;;) {
      const first = text.indexOf('[[', at);
      const end = first < 0 ? -1 : text.indexOf(']]', first + 2);
      if (end < 0) return kept.concat(text.slice(at)).join('');
      // The last one before it: those before that are never closed.
      const start = text.lastIndexOf('[[', end - 2);
      const inside = text.slice(start + 2, end);
      const isNote = !/\n ?\n/.test(inside);
      kept.push(text.slice(at, isNote ? start : end + 2));
      at = end + 2;
      if (!isNote) continue;
      kept.push(noteMark);
      this.#notes.push(inside);
    }
  }

  #takeNotes(line: string): string {
    if (!line.includes(noteMark)) return line;
    const count = line.split(noteMark).length - 1;
    for (const note of this.#notes.splice(0, count)) this.#builder.note(note);
    return line.replaceAll(noteMark, '');
  }

  /** @returns the line behind it */
  #readTitlePage(lines: readonly string[]): number {
    const start = lines.findIndex((line) => line.trim() !== '');
    const key = /^([^:]{1,40}):/.exec(lines[start] ?? '')?.[1]?.trim() ?? '';
    if (!titleKeys.test(key)) return 0;
    let index = start;
    let field = '';
    const title: string[] = [];
    for (; index < lines.length && (lines[index] ?? '').trim() !== ''; index += 1) {
      const line = lines[index] ?? '';
      const named = /^(?!\s)([^:]{1,40}):(.*)$/.exec(line);
      if (named) field = (named[1] ?? '').trim().toLowerCase();
      else if (!/^(?:\t| {2,})/.test(line)) break;
      const value = this.#takeNotes(named?.[2] ?? line).trim();
      if (field === 'title' && value !== '') title.push(this.#withoutEmphasis(value));
    }
    this.#builder.setTitle(plainName(title.join(' ')));
    return index;
  }
}

/** What follows a line, notes apart; '' = nothing or a blank line. */
function nextLine(lines: readonly string[], index: number): string {
  let next = index + 1;
  while (lines[next]?.includes(noteMark) && lines[next]?.replaceAll(noteMark, '').trim() === '') next += 1;
  return (lines[next] ?? '').replaceAll(noteMark, '').trim();
}

/** Slash-star to star-slash, over any number of lines; one that is never closed is text. */
function withoutBoneyard(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('/*', at);
    const end = start < 0 ? -1 : text.indexOf('*/', start + 2);
    if (end < 0) return kept.concat(text.slice(at)).join('');
    kept.push(text.slice(at, start));
    at = end + 2;
  }
}
