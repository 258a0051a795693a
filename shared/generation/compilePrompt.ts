import { elementUse } from './elementUse';
import { findMentions, mentionIds, type Piece } from './mentions';
import type { Model } from './model';
import type { ElementRequest, GenerationRequest } from './request';
import { namedElements, shotWords, type WordsContext, wholeWords } from './shotWords';

/** How a provider writes what it is given into a prompt. */
export interface PromptStyle {
  /** A mention of an input of this name. */
  readonly mention: (id: string) => string;
  /** Names of inputs by element; absent = made from the elements' own names. */
  readonly ids?: (shown: readonly ElementRequest[]) => ReadonlyMap<string, string>;
  /** The list of shots as one text; null = shots are sent one by one. */
  readonly joinShots:
    | ((shots: readonly { readonly seconds: number; readonly text: string }[]) => string)
    | null;
  /** Names that other inputs have in this request. */
  readonly reserved: readonly string[];
  /** Words that the provider's own form puts between ours: no input may be called so. */
  readonly formWords?: readonly string[];
}

export interface CompiledShot {
  readonly shotId: string;
  /** As it is sent. */
  readonly text: string;
  /** As a person reads and edits it: names instead of mentions. */
  readonly words: string;
  readonly seconds: number;
  readonly characters: number;
}

export interface CompiledPrompt {
  /** The whole prompt as it is sent; '' where shots are sent one by one. */
  readonly text: string;
  readonly characters: number;
  readonly shots: readonly CompiledShot[];
  /** Several shots with cuts between them, ours or the model's. */
  readonly isMultiShot: boolean;
  /** Ids by element, of those that the model is given. */
  readonly ids: ReadonlyMap<string, string>;
  /** What is written like a mention and is none: "@Otto". Sent as plain words. */
  readonly unknownMentions: readonly string[];
  /** Mentions in the whole text: some count each as 37 characters. */
  readonly mentionCount: number;
}

/** Characters as a person counts them: one for 🎬, one for 海. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * The prompt exactly as it goes out. Separators of the model inside a shot's words become commas; a name of an element
 * the model is given becomes a mention, and an element that is given and never named is named at the end of its shot.
 */
export function compilePrompt(request: GenerationRequest, model: Model, style: PromptStyle): CompiledPrompt {
  const shown = request.elements.filter((element) => elementUse(element, model) !== 'words');
  const context: WordsContext = {
    request,
    shownElementIds: new Set(shown.map(({ elementId }) => elementId)),
    voicedElementIds: new Set(
      model.element?.takesVoice
        ? shown.flatMap(({ elementId, voice }) => (voice?.url ? [elementId] : []))
        : [],
    ),
  };
  const isOneText = request.plannedBy === 'model' || request.shots.length === 1;
  const isMultiShot = request.plannedBy === 'model' ? model.multiShot !== null : request.shots.length > 1;
  // Also in a single shot: what parts shots may not make two of it.
  const separators = request.plannedBy === 'us' ? (model.multiShot?.separators ?? []) : [];
  const clean = (words: string) =>
    separators.reduce((text, separator) => text.replaceAll(separator, ','), words);
  const words =
    request.plannedBy === 'model'
      ? [wholeTextOf(request) ?? withUnnamed(wholeWords(context), shown)]
      : request.shots.map((shot, index) => {
          const own = shown.filter(({ elementId }) => shot.elementIds.includes(elementId));
          const text = shotWords(shot, index, context);
          // What a person has written is sent as it stands.
          return clean(shot.override === null ? withUnnamed(text, own) : text);
        });
  // Other inputs may be named in a text by their ids, as @image_01.
  const others = style.reserved.map((id) => ({ elementId: id, name: id }));
  const pieces = words.map((text) =>
    findMentions(text, [...shown, ...others]).map(withoutIds(style.reserved)),
  );
  const ids =
    style.ids?.(shown) ??
    mentionIds(shown, [proseOf(pieces), ...(style.formWords ?? [])].join(' '), style.reserved);
  const texts = pieces.map((list) => list.map((piece) => written(piece, ids, style)).join(''));
  const shots = texts.map((text, index) => ({
    shotId: request.shots[index]?.shotId ?? '',
    text,
    words: words[index] ?? '',
    seconds: request.plannedBy === 'model' ? 0 : (request.shots[index]?.seconds ?? 0),
    characters: countCharacters(text),
  }));
  const text = isOneText ? (texts[0] ?? '') : (style.joinShots?.(shots) ?? '');
  return {
    text,
    characters: countCharacters(text),
    shots,
    isMultiShot,
    ids,
    unknownMentions: [...new Set(proseOf(pieces).match(strayMention) ?? [])],
    mentionCount: pieces.flat().filter((piece) => typeof piece !== 'string').length,
  };
}

/** The person's own text for a model that plans the cuts, in the style of the run; null where there is none. */
function wholeTextOf({ wholeText, style }: GenerationRequest): string | null {
  if (wholeText === null) return null;
  return [style.trim(), wholeText].filter((part) => part !== '').join('\n');
}

/** Prose in which an id happens to stand inside a longer word. */
const withoutIds =
  (ids: readonly string[]) =>
  (piece: Piece): Piece =>
    typeof piece === 'string'
      ? ids.reduce(
          (text, id) => text.replaceAll(new RegExp(id, 'gi'), (found) => found.replace('_', ' ')),
          piece,
        )
      : piece;

function written(piece: Piece, ids: ReadonlyMap<string, string>, { mention }: PromptStyle): string {
  if (typeof piece === 'string') return piece.replace(strayMention, '$1');
  return mention(ids.get(piece.elementId) ?? piece.elementId);
}

/** An @ before a word that names nothing. */
const strayMention = /@([\p{L}\p{N}_]+)/gu;

const proseOf = (pieces: readonly (readonly Piece[])[]): string =>
  pieces
    .flat()
    .filter((piece) => typeof piece === 'string')
    .join('\n');

/** An input that no word speaks of is lost on the model. */
function withUnnamed(words: string, shown: readonly ElementRequest[]): string {
  const named = new Set(namedElements(words, shown));
  const unnamed = shown.filter((element) => !named.has(element) && element.name.trim() !== '');
  if (unnamed.length === 0) return words;
  const styles = unnamed.filter(({ type }) => type === 'style').map(({ name }) => `In the style of ${name}.`);
  const places = unnamed.filter(({ type }) => type === 'place').map(({ name }) => `Set in ${name}.`);
  const others = unnamed.filter(({ type }) => type !== 'place' && type !== 'style').map(({ name }) => name);
  const present = others.length === 0 ? [] : [`In the picture: ${others.join(', ')}.`];
  return [words, ...places, ...present, ...styles].filter((part) => part !== '').join(' ');
}

/** Plain names, for models without mentions; a ready prompt where shots cannot be told apart. */
export const plainStyle: PromptStyle = {
  mention: (id) => id,
  ids: (shown) => new Map(shown.map(({ elementId, name }) => [elementId, name])),
  joinShots: (shots) => shots.map(({ text }) => text).join('\n'),
  reserved: [],
};
