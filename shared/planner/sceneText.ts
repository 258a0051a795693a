/**
 * A scene as people write it, in pieces: action paragraphs and spoken lines. Reads screenplay form (a name in capitals on a line
 * of its own, parentheticals, the words below; fountain.io/syntax), "Name: words" and the Japanese 「words」 behind a name.
 */
export type ScenePiece =
  | { readonly type: 'action'; readonly text: string }
  | {
      readonly type: 'dialogue';
      readonly speaker: string;
      /** How it is said, out of a parenthetical; '' = not said. */
      readonly delivery: string;
      readonly text: string;
    };

const headingLine = /^(INT|EXT|EST|INT\.?\/EXT|I\/E)[. ]/i;
const transitionLine = /^[\p{Lu} ]+ TO:$/u;
/** Fountain's forced headings and transitions, sections, synopses and page breaks. */
const markedLine = /^(?:[>=#]|\.(?=[^.\s]))/;
/** No longer than a name is, all in capitals, perhaps with (V.O.) behind. */
const cueLine = /^@?([\p{Lu}][\p{Lu}\p{N} .'’-]{0,38}?)\s*(\([^)]*\))?\s*\^?$/u;
/** A cue that capitals cannot mark, forced by @ as in Fountain. */
const forcedCue = /^@(.{1,40}?)\s*(\([^)]*\))?$/u;
const namedLine =
  /^([^\s:：「『"“](?:[^:：「『\n]{0,38}[^\s:：「『\n])?)\s*[:：]\s*(\([^)]*\)|（[^）]*）)?\s*(\S.*)$/u;
const quotedLine = /^([^\s「『:：。、]{1,20})\s*(（[^）]*）)?\s*[「『](.+?)[」』]?$/u;

/** In the order of the text. Headings, transitions, notes and blank lines are left out. */
export function readSceneText(text: string): ScenePiece[] {
  const pieces: ScenePiece[] = [];
  const lines = withoutNotes(text).split(/\r\n|\r|\n/);
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) pieces.push({ type: 'action', text: paragraph.join(' ') });
    paragraph = [];
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (line === '' || headingLine.test(line) || transitionLine.test(line) || markedLine.test(line)) {
      endParagraph();
      continue;
    }
    const cue = cueOf(line, lines[index + 1]);
    if (cue) {
      endParagraph();
      const speech = speechBelow(lines, index + 1);
      pieces.push({ type: 'dialogue', speaker: cue, delivery: speech.delivery, text: speech.text });
      index = speech.lastIndex;
      continue;
    }
    const spoken = spokenOnOneLine(line);
    if (spoken) {
      endParagraph();
      pieces.push(spoken);
    } else paragraph.push(line.replace(/^!/, ''));
  }
  endParagraph();
  return pieces;
}

/** Fountain's notes [[…]] and boneyard. */
function withoutNotes(text: string): string {
  return text
    .slice(0, 200_000)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\[\[[^\]]*\]\]/g, '');
}

/** The name, where a line is a cue: words have to follow at once. */
function cueOf(line: string, next: string | undefined): string | undefined {
  if (next === undefined || next.trim() === '') return undefined;
  const found = forcedCue.exec(line) ?? cueLine.exec(line);
  return found?.[1]?.trim();
}

function speechBelow(
  lines: readonly string[],
  start: number,
): { readonly delivery: string; readonly text: string; readonly lastIndex: number } {
  const words: string[] = [];
  const delivery: string[] = [];
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (line === '') break;
    const aside = /^[(（](.*)[)）]$/.exec(line)?.[1];
    if (aside === undefined) words.push(line);
    else delivery.push(aside.trim());
  }
  return { delivery: delivery.join('; '), text: words.join(' '), lastIndex: index - 1 };
}

function spokenOnOneLine(line: string): ScenePiece | undefined {
  const found = quotedLine.exec(line) ?? namedLine.exec(line);
  if (!found) return undefined;
  const [, speaker = '', aside = '', words = ''] = found;
  // "At 10:30", "Note: …" are no names of people who speak.
  if (/\d$/.test(speaker) || /^(note|time|later|sound|sfx|vfx|music|title|super)$/i.test(speaker))
    return undefined;
  return {
    type: 'dialogue',
    speaker: speaker.trim(),
    delivery: aside.replaceAll(/^[(（]|[)）]$/g, '').trim(),
    text: words.replaceAll(/^["“”「『]|["“”」』]$/g, '').trim(),
  };
}
