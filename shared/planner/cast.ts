import type { ElementId } from '../document/ids';
import type { Element } from '../document/records';
import { isNamedIn } from '../generation/shotElements';
import type { SceneToPlan } from './shotPlanner';

/** Who can be meant in the scene. */
export class Cast {
  readonly #scene: Omit<SceneToPlan, 'text'>;
  readonly places: readonly ElementId[];

  constructor(scene: Omit<SceneToPlan, 'text'>) {
    this.#scene = scene;
    this.places = scene.elements
      .filter(({ type, name }) => type === 'place' && isNamedIn(scene.heading, name))
      .map(({ id }) => id);
  }

  get language(): string {
    return this.#scene.language;
  }

  named(text: string, type: Element['type']): ElementId[] {
    return this.#scene.elements
      .filter((element) => element.type === type && isMeant(text, element.name))
      .map(({ id }) => id);
  }

  speaker(name: string): ElementId | null {
    const characters = this.#scene.elements.filter(({ type }) => type === 'character');
    const wanted = name.toLocaleLowerCase();
    const whole = characters.find((element) => element.name.toLocaleLowerCase() === wanted);
    return (
      (whole ?? characters.find((element) => isMeant(element.name, name) || isMeant(name, element.name)))
        ?.id ?? null
    );
  }

  /** As the film calls the speaker; a stranger as the text does. */
  nameOf(speaker: string): string {
    const id = this.speaker(speaker);
    return this.#scene.elements.find((element) => element.id === id)?.name ?? speaker;
  }

  /** Places first, so that they lie behind. */
  inShot(text: string, more: readonly ElementId[] = []): ElementId[] {
    const places = this.named(text, 'place');
    return [
      ...new Set([
        ...(places.length > 0 ? places : this.places),
        ...this.named(text, 'object'),
        ...this.named(text, 'character'),
        ...more,
      ]),
    ];
  }
}

/** "Mina" is meant by "Mina" and, for "Captain Oto", by "Oto". */
function isMeant(text: string, name: string): boolean {
  const parts = name.split(/\s+/).filter((part) => part.length > 2 && /^\p{Lu}/u.test(part));
  return isNamedIn(text, name) || (parts.length > 1 && parts.slice(-1).some((part) => isNamedIn(text, part)));
}
