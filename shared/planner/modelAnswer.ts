import { z } from 'zod';
import { type MoveName, moveNames, shotAngles, shotSizes } from '../document/records';
import { CodedError } from '../rpc/result';
import { Cast } from './cast';
import { type PlannedShot, plannedShotSchema } from './plannedShot';
import type { PlanProposal, SceneToPlan } from './shotPlanner';
import { languageOf, speechSeconds } from './speech';

/*
 * The answer of a language model, never trusted: JSON is looked for in it, read by schema, and what is no shot of ours is mapped,
 * clamped or left out, with a note.
 */

export const maxPlannedShots = 200;
const maxActionCharacters = 2_000;
const maxLineCharacters = 2_000;
const maxDeliveryCharacters = 200;

/** A field of a wrong type is a field left out; only what is no object at all is no shot. */
const text = z.string().catch('');
const answerShotSchema = z.object({
  action: text,
  size: text,
  angle: text,
  move: text,
  seconds: z.coerce.number().catch(Number.NaN),
  elements: z.array(z.unknown()).catch([]),
  dialogue: z.array(z.unknown()).catch([]),
});
const answerLineSchema = z.object({ speaker: text, text, delivery: text });
const answerSchema = z.union([
  z.object({ shots: z.array(z.unknown()) }),
  z.array(z.unknown()).transform((shots) => ({ shots })),
]);

/**
 * @param isCut the model stopped at its own limit
 * @throws CodedError `unreadable` with what came instead of shots
 */
export function readModelAnswer(answer: string, scene: SceneToPlan, isCut: boolean): PlanProposal {
  const { shots: found } = answerSchema.parse(findJson(answer, isCut));
  const notes = new Notes();
  const reader = new ShotReader(scene, notes);
  if (found.length > maxPlannedShots) {
    notes.say(`Only the first ${maxPlannedShots} of ${found.length} shots are taken.`);
  }
  const shots = found.slice(0, maxPlannedShots).flatMap((shot) => reader.read(shot) ?? []);
  if (shots.length === 0) {
    throw new CodedError('unreadable', 'The model proposed no shots. Try again, or another model.');
  }
  return { shots, notes: notes.words(found.length - shots.length) };
}

/** The outermost JSON with shots in an answer: alone, fenced, behind thoughts or between sentences. */
function findJson(answer: string, isCut: boolean): unknown {
  const said = answer.replace(/<think>[\s\S]*?(<\/think>|$)/g, '').trim();
  if (said === '') {
    throw new CodedError('unreadable', 'The model answered nothing. Try again, or another model.');
  }
  if (/^<(!doctype|html)/i.test(said)) {
    throw new CodedError('unreadable', 'A web page came instead of shots. Is the address right?');
  }
  let isBegun = false;
  let openings = 0;
  for (let start = nextOpening(said, 0); start >= 0; start = nextOpening(said, start + 1)) {
    openings += 1;
    if (openings > maxOpenings) break;
    const end = endOfJson(said, start);
    if (end < 0) {
      // Never closed: a bracket of prose, or an answer that was cut off, and nothing inside of it is the whole.
      isBegun = /^[[{]\s*["[{]/.test(said.slice(start, start + 50));
      if (isBegun) break;
      continue;
    }
    const value = parsed(said.slice(start, end));
    const isOfShots =
      answerSchema.safeParse(value).success && (!Array.isArray(value) || value.some(isObject));
    if (isOfShots) return value;
    // What is inside was looked at with it.
    if (value !== undefined) start = end - 1;
  }
  if (isCut || isBegun) {
    throw new CodedError(
      'unreadable',
      'The answer ends in the middle: the model came to its limit. Plan a shorter piece of the scene, or give the model more room (num_ctx, max tokens).',
    );
  }
  throw new CodedError(
    'unreadable',
    `The model answered in words, not with shots: "${said.replaceAll(/\s+/g, ' ').slice(0, 120)}". Try again, or another model.`,
  );
}

/** Openings that are looked at: an answer full of brackets takes no longer. */
const maxOpenings = 100;

function nextOpening(said: string, from: number): number {
  const found = said.slice(from).search(/[[{]/);
  return found < 0 ? -1 : from + found;
}

/** Behind the bracket that closes the one at `start`; -1 = it is never closed. */
function endOfJson(said: string, start: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let index = start; index < said.length; index += 1) {
    const letter = said[index];
    if (isQuoted) {
      if (letter === '\\') index += 1;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

class ShotReader {
  readonly #scene: SceneToPlan;
  readonly #cast: Cast;
  readonly #notes: Notes;
  readonly #spoken: string;

  constructor(scene: SceneToPlan, notes: Notes) {
    this.#scene = scene;
    this.#cast = new Cast(scene);
    this.#notes = notes;
    this.#spoken = letters(scene.text);
  }

  read(value: unknown): PlannedShot | undefined {
    const given = answerShotSchema.safeParse(value);
    if (!given.success) return undefined;
    const { action, size, angle, move, seconds, elements, dialogue } = given.data;
    const lines = dialogue.slice(0, 20).flatMap((line) => this.#line(line) ?? []);
    const words = action.replaceAll(/\s+/g, ' ').trim().slice(0, maxActionCharacters);
    if (words === '' && lines.length === 0) return undefined;
    const names = elements.filter((name): name is string => typeof name === 'string').slice(0, 40);
    const moveName = moveOf(move);
    const shot: PlannedShot = {
      action: words,
      size: sizeOf(size),
      angle: angleOf(angle),
      move: moveName && { name: moveName, strength: 0.4, easing: 'easeInOut' },
      seconds: this.#seconds(seconds, words, lines),
      elementIds: this.#elements(names, lines),
      lines,
    };
    // By the same schema as everything that becomes a shot.
    return plannedShotSchema.parse(shot);
  }

  #line(value: unknown): PlannedShot['lines'][number] | undefined {
    const given = answerLineSchema.safeParse(value);
    if (!given.success) return undefined;
    const said = given.data.text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/^["“”「『]|["“”」』]$/g, '')
      .trim()
      .slice(0, maxLineCharacters);
    if (said === '') return undefined;
    if (!this.#spoken.includes(letters(said))) this.#notes.inventedLines += 1;
    const speaker = given.data.speaker.trim().slice(0, 200);
    const speakerId = speaker === '' ? null : this.#cast.speaker(speaker);
    if (speaker !== '' && speakerId === null) this.#notes.strangers.add(speaker);
    return {
      speakerId,
      language: languageOf(said, this.#scene.language),
      text: said,
      deliveryNote: given.data.delivery.replaceAll(/\s+/g, ' ').trim().slice(0, maxDeliveryCharacters),
    };
  }

  #seconds(given: number, action: string, lines: PlannedShot['lines']): number {
    const spoken = speechSeconds(lines.map((line) => line.text).join(' '));
    const own = Math.max(spoken + 0.7, Math.min(8, speechSeconds(action) + 0.8), 1.5);
    if (!Number.isFinite(given) || given <= 0) return half(Math.min(15, own));
    const clamped = Math.min(120, Math.max(0.5, given));
    if (clamped !== given) this.#notes.clamped += 1;
    return half(clamped);
  }

  /** Places first, so that they lie behind; who speaks is in the shot. */
  #elements(names: readonly string[], lines: PlannedShot['lines']): PlannedShot['elementIds'] {
    const known = names.flatMap((name) => {
      const wanted = name.trim().toLocaleLowerCase();
      const element = this.#scene.elements.find((other) => other.name.toLocaleLowerCase() === wanted);
      const id = element?.id ?? this.#cast.speaker(name);
      if (id === null && wanted !== '') this.#notes.strangers.add(name.trim().slice(0, 80));
      return id ?? [];
    });
    const speakers = lines.flatMap((line) => line.speakerId ?? []);
    const all = [...new Set([...known, ...speakers])];
    const isPlace = (id: (typeof all)[number]) =>
      this.#scene.elements.find((element) => element.id === id)?.type === 'place';
    return [...all.filter(isPlace), ...all.filter((id) => !isPlace(id))].slice(0, 20);
  }
}

/** What is to be said of an answer, each thing once. */
class Notes {
  readonly strangers = new Set<string>();
  inventedLines = 0;
  clamped = 0;
  readonly #said: string[] = [];

  say(words: string): void {
    this.#said.push(words);
  }

  words(left: number): string[] {
    const names = [...this.strangers];
    const listed = names.slice(0, 5).join(', ');
    return [
      ...this.#said,
      ...(left > 0 ? [`${count(left, 'entry was', 'entries were')} no shot and left out.`] : []),
      ...(names.length > 0
        ? [
            `Not among the elements, so not in the shots: ${listed}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`,
          ]
        : []),
      ...(this.inventedLines > 0
        ? [
            `${count(this.inventedLines, 'line is', 'lines are')} not in the text as the model has it: look at the words.`,
          ]
        : []),
      ...(this.clamped > 0
        ? [`${count(this.clamped, 'length was', 'lengths were')} brought within limits.`]
        : []),
    ];
  }
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
const half = (seconds: number): number => Math.max(0.5, Math.round(seconds * 2) / 2);
/** Letters and digits alone, to compare words by. */
const letters = (words: string): string =>
  words
    .normalize('NFKC')
    .toLocaleLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const sizeWords: readonly (readonly [pattern: RegExp, size: NonNullable<PlannedShot['size']>])[] = [
  [/extreme ?(wide|long)|very wide|establish|aerial|^els$|^vws$/, 'EWS'],
  [/extreme ?close|^xcu$|^bcu$|big close/, 'ECU'],
  [/medium ?close/, 'MCU'],
  [/medium ?(long|wide)|cowboy|american|^mws$/, 'MLS'],
  [/close/, 'CU'],
  [/medium|mid ?shot|waist/, 'MS'],
  [/full/, 'FS'],
  [/wide|long/, 'WS'],
  [/insert|detail/, 'INS'],
  [/over ?(the|his|her|their)? ?shoulder/, 'OTS'],
  [/point ?of ?view|subjective/, 'POV'],
  [/two ?shot/, '2S'],
];
function sizeOf(given: string): PlannedShot['size'] {
  const exact = shotSizes.find((size) => size.toLowerCase() === given.trim().toLowerCase());
  const words = given.toLowerCase().replaceAll(/[-_]/g, ' ').trim();
  return exact ?? sizeWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

const angleWords: readonly (readonly [pattern: RegExp, angle: NonNullable<PlannedShot['angle']>])[] = [
  [/overhead|top|bird/, 'Overhead'],
  [/ground|worm/, 'Ground'],
  [/dutch|tilted|canted/, 'Dutch'],
  [/low/, 'Low'],
  [/high/, 'High'],
  [/eye|neutral|straight/, 'Eye level'],
];
function angleOf(given: string): PlannedShot['angle'] {
  const words = given.toLowerCase().trim();
  const exact = shotAngles.find((angle) => angle.toLowerCase() === words);
  return exact ?? angleWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

const moveWords: readonly (readonly [pattern: RegExp, move: MoveName])[] = [
  [/(push|track|move|dolly)(s|es)?in(?!g)/, 'dollyIn'],
  [/(pull|track|move|dolly)(s|es)?(out|back)/, 'dollyOut'],
  [/hand ?held|shak/, 'handheld'],
  [/pan/, 'panRight'],
  [/zoom/, 'zoomIn'],
  [/tilt/, 'tiltUp'],
  [/crane|boom|pedestal/, 'tiltUp'],
  [/truck|track|follow|slide/, 'truckRight'],
  [/dolly|push/, 'dollyIn'],
];
function moveOf(given: string): MoveName | null {
  const plain = given.toLowerCase().replaceAll(/[^a-z]/g, '');
  const exact = moveNames.find((name) => name.toLowerCase() === plain);
  return exact ?? moveWords.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
