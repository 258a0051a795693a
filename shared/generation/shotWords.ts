import type { Shot } from '../document/records';
import { languageName } from './languages';
import type { DialogueRequest, ElementRequest, GenerationRequest, ShotRequest } from './request';
import { isNamedIn } from './shotElements';

/*
 * A shot in the words a video model reads. Elements stand in it as mentions; how a mention is written is the
 * provider's (`@Mina`, `<<<element_1>>>`, or the plain name), see mentions.ts.
 */

const sizeWords: Readonly<Record<NonNullable<Shot['size']>, string>> = {
  EWS: 'Extreme wide shot',
  WS: 'Wide shot',
  FS: 'Full shot',
  MLS: 'Medium long shot',
  MS: 'Medium shot',
  MCU: 'Medium close-up',
  CU: 'Close-up',
  ECU: 'Extreme close-up',
  INS: 'Insert shot',
  OTS: 'Over-the-shoulder shot',
  POV: 'Point-of-view shot',
  '2S': 'Two-shot',
};

const angleWords: Readonly<Record<NonNullable<Shot['angle']>, string>> = {
  'Eye level': 'at eye level',
  Low: 'from a low angle',
  High: 'from a high angle',
  Overhead: 'from overhead',
  Ground: 'from ground level',
  Dutch: 'with a tilted horizon',
};

/** How an element's description is cut where only words go to the model, characters. */
const descriptionCap = 240;

export interface WordsContext {
  readonly request: GenerationRequest;
  /** The elements the model is given pictures of: they need no description. */
  readonly shownElementIds: ReadonlySet<string>;
  /** Their voice is bound: it is not described again. */
  readonly voicedElementIds: ReadonlySet<string>;
}

/**
 * The text of one shot, names of elements in plain words. An edited text stands as it is.
 * The film's words stand before the first shot whose text is made and after the last; what must be kept of an element, where
 * it appears first.
 */
export function shotWords(shot: ShotRequest, index: number, context: WordsContext): string {
  if (shot.override !== null) return shot.override;
  const { request } = context;
  // Said once in a clip: each shot has few characters.
  const made = request.shots.filter(({ override }) => override === null);
  const isFirst = shot === made[0];
  const isLast = shot === made.at(-1);
  const avoid = isFirst ? avoidWords(request, shot) : shot.avoid;
  const sentences = [
    ...(isFirst ? [request.style] : []),
    framing(shot),
    cameraSentence(shot),
    shot.action,
    shot.prompt,
    ...shot.dialogue.map((line) => dialogueWords(line, request, context)),
    ...elementNotes(shot, index, context),
    ...(isLast ? [request.suffix] : []),
    avoid === '' ? '' : `Avoid: ${avoid}`,
  ];
  return sentences
    .map(asSentence)
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What must not appear in a shot: its own words, then those of the film. */
export function avoidWords(
  { avoid }: Pick<GenerationRequest, 'avoid'>,
  shot: Pick<ShotRequest, 'avoid'>,
): string {
  const parts = [shot.avoid, avoid].map((words) => words.trim()).filter((words) => words !== '');
  return [...new Set(parts)].join(', ');
}

function framing({ size, angle, lensMm }: ShotRequest): string {
  const words = [
    size && sizeWords[size],
    angle && angleWords[angle],
    lensMm === null ? null : `${Math.round(lensMm)} mm lens`,
  ].filter((part) => part !== null);
  return capitalised(words.join(', '));
}

function cameraSentence({ camera }: ShotRequest): string {
  if (camera.words === '') return '';
  return camera.words === 'Static' ? 'Static camera' : `Camera: ${uncapitalised(camera.words)}`;
}

/** `Mina says in British English, whispering: "Always."` */
function dialogueWords(line: DialogueRequest, request: GenerationRequest, context: WordsContext): string {
  if (line.text.trim() === '') return '';
  const quoted = `"${line.text.trim().replace(/\s+/g, ' ').replaceAll('"', '\u201d')}"`;
  const who = line.speakerName === '' ? 'A voice over' : line.speakerName;
  if (request.sound === 'off') return `${who} speaks: ${quoted}`;
  const language = [line.accent, languageName(line.language)].filter((part) => part !== '').join(' ');
  const voice =
    line.speakerId !== null && !context.voicedElementIds.has(line.speakerId)
      ? request.elements.find(({ elementId }) => elementId === line.speakerId)?.voice?.description
      : undefined;
  const tone = [line.tone, voice && voice !== line.tone ? `${voice} voice` : '']
    .filter((part) => part !== '' && part !== undefined)
    .join(', ');
  return `${who} says in ${language}${tone === '' ? '' : `, ${uncapitalised(tone)}`}: ${quoted}`;
}

/** What must not change, said once: in the shot where an element appears first. */
function elementNotes(
  shot: ShotRequest,
  index: number,
  { request, shownElementIds }: WordsContext,
): string[] {
  const before = new Set(
    request.shots
      .slice(0, index)
      .flatMap(({ elementIds, override }) => (override === null ? elementIds : [])),
  );
  const fresh = shot.elementIds.flatMap((id) =>
    before.has(id) ? [] : (request.elements.find(({ elementId }) => elementId === id) ?? []),
  );
  return fresh.flatMap((element) => notesOf(element, shownElementIds.has(element.elementId)));
}

function notesOf({ name, notes, keepNotes, keepText, type }: ElementRequest, isShown: boolean): string[] {
  const words: string[] = [];
  if (!isShown && notes.trim() !== '') {
    const description = notes.trim().replace(/\s+/g, ' ').slice(0, descriptionCap);
    words.push(type === 'style' ? description : `${name}: ${description}`);
  }
  if (!isShown && notes.trim() === '' && type === 'style' && name.trim() !== '')
    words.push(`In the style of ${name.trim()}`);
  if (keepNotes.trim() !== '') words.push(`Keep ${name} the same: ${keepNotes.trim()}`);
  if (keepText.trim() !== '') {
    words.push(
      `The lettering "${keepText.trim().replaceAll('"', '\u201d')}" on ${name} stays exactly as written, sharp and readable`,
    );
  }
  return words;
}

/** The whole text where the model plans the cuts itself. */
export function wholeWords(context: WordsContext): string {
  const { request } = context;
  if (request.wholeText !== null) return request.wholeText;
  return request.shots.map((shot, index) => shotWords(shot, index, context)).join('\n');
}

/** Elements that a text names, though nothing else puts them in the shot. */
export function namedElements(words: string, elements: readonly ElementRequest[]): ElementRequest[] {
  return elements.filter(({ name }) => isNamedIn(words, name));
}

function asSentence(words: string): string {
  const trimmed = words.trim();
  if (trimmed === '') return '';
  return /[.!?…。！？"”」』:]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "Dolly in" → "dolly in", but "POV" stays. */
const uncapitalised = (words: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
