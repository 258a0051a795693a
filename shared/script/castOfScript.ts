import type { DocumentView } from '../document/document';
import type { ElementId } from '../document/ids';
import { isNamedIn } from '../generation/shotElements';
import { nameKey } from './cue';
import { placeOfHeading } from './heading';
import { titled } from './names';

/** Somebody or some place that the film does not know yet. */
export interface NewElement {
  readonly type: 'character' | 'place';
  readonly name: string;
}

/** Who is meant: somebody of the film, or the key of somebody new; null = nobody. */
export type Speaker = { readonly elementId: ElementId } | { readonly newKey: string } | null;

const aliasLine = /^\s*(?:alias(?:es)?|also(?: called)?|aka)\s*[:：]\s*(.+)$/gim;

/**
 * Finds the characters and places of a script among the elements of the film: by name, by a line "Alias: …" in their notes, by
 * who says the lines that were named so before, and "OTO" for a "Captain Oto" where there is one such. What is not found is new.
 */
export class CastOfScript {
  readonly #known = new Map<string, ElementId>();
  /** By a last or first word of a longer name; null = several have it. */
  readonly #byPart = new Map<string, ElementId | null>();
  readonly #spoken = new Map<string, Map<ElementId, number>>();
  readonly #places: string[];
  readonly #new = new Map<string, NewElement>();

  /** Tells who says what in the film; asked when names alone do not say. */
  readonly #learnSpeakers: (cast: CastOfScript) => void;
  #hasLearnt = false;

  constructor(document: DocumentView, learnSpeakers: (cast: CastOfScript) => void) {
    this.#learnSpeakers = learnSpeakers;
    const characters = document.list('element').filter(({ type }) => type === 'character');
    for (const { id, name } of characters) this.#name(nameKey(name), id);
    for (const { id, notes } of characters) {
      for (const [, names = ''] of notes.matchAll(aliasLine)) {
        for (const name of names.split(/[,;、，]/)) if (name.trim() !== '') this.#name(nameKey(name), id);
      }
    }
    for (const { id, name } of characters) {
      const words = nameKey(name).split(' ');
      if (words.length < 2) continue;
      for (const word of new Set([words[0] ?? '', words.at(-1) ?? '']))
        this.#byPart.set(word, this.#byPart.has(word) ? null : id);
    }
    this.#places = document
      .list('element')
      .filter(({ type }) => type === 'place')
      .map(({ name }) => name);
  }

  #name(key: string, id: ElementId): void {
    if (!this.#known.has(key)) this.#known.set(key, id);
  }

  /** A line that the script gives to `cue` is said by this element in the film. */
  learn(cue: string, speakerId: ElementId): void {
    const key = nameKey(cue);
    const counts = this.#spoken.get(key) ?? new Map<ElementId, number>();
    counts.set(speakerId, (counts.get(speakerId) ?? 0) + 1);
    this.#spoken.set(key, counts);
  }

  speaker(cue: string): Speaker {
    const key = nameKey(cue);
    if (key === '') return null;
    const elementId = this.#known.get(key) ?? this.#mostlySpokenBy(key) ?? this.#byPart.get(key);
    if (elementId) return { elementId };
    const newKey = `character ${key}`;
    if (!this.#new.has(newKey)) this.#new.set(newKey, { type: 'character', name: titled(cue) });
    return { newKey };
  }

  /** Notes the place of a heading, where the film has none that is named in it. */
  visit(heading: string): void {
    const place = placeOfHeading(heading);
    if (place === null || this.#places.some((name) => isNamedIn(heading, name))) return;
    const key = `place ${nameKey(place)}`;
    if (!this.#new.has(key)) this.#new.set(key, { type: 'place', name: place });
  }

  /** Those that were asked for and not found, by key, in the order of the script. */
  get newElements(): ReadonlyMap<string, NewElement> {
    return this.#new;
  }

  #mostlySpokenBy(key: string): ElementId | undefined {
    if (!this.#hasLearnt) {
      this.#hasLearnt = true;
      this.#learnSpeakers(this);
    }
    const counts = [...(this.#spoken.get(key) ?? [])];
    return counts.reduce<(typeof counts)[number] | undefined>(
      (most, each) => (most && most[1] >= each[1] ? most : each),
      undefined,
    )?.[0];
  }
}
