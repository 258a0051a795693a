import type { DocumentView } from '../document/document';
import type { Element, Look, Voice } from '../document/records';

/** Names as people compare them. */
export const sameName = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** What is known of the pictures of a look: contents, not ids. */
type PicturesOf = (look: Look) => readonly string[];

interface Side {
  readonly document: DocumentView;
  readonly picturesOf: PicturesOf;
}

/**
 * The element of a project that one from elsewhere is: the very same, or one of its type and name; of several of that name the
 * one with a picture in common.
 */
export function matchElement(source: Side, target: Side, element: Element): Element | undefined {
  const same = target.document.get('element', element.id);
  if (same && same.type === element.type) return same;
  if (element.name.trim() === '') return undefined;
  const named = target.document
    .list('element')
    .filter(({ type, name }) => type === element.type && sameName(name, element.name));
  if (named.length < 2) return named[0];
  const pictures = new Set(picturesOfElement(source, element));
  return named.find((other) => picturesOfElement(target, other).some((key) => pictures.has(key))) ?? named[0];
}

function picturesOfElement({ document, picturesOf }: Side, { id }: Element): string[] {
  return document.childrenOf('look', id).flatMap((look) => picturesOf(look));
}

/** The look that one is among those of a matched element: the very same, one of its pictures, or one of its name. */
export function matchLook(source: Side, target: Side, look: Look, among: readonly Look[]): Look | undefined {
  const same = among.find(({ id }) => id === look.id);
  if (same) return same;
  const pictures = source.picturesOf(look).join();
  const pictured =
    pictures === '' ? [] : among.filter((other) => target.picturesOf(other).join() === pictures);
  return (
    pictured.find(({ name }) => sameName(name, look.name)) ??
    pictured[0] ??
    among.find(({ name }) => name.trim() !== '' && sameName(name, look.name))
  );
}

export function matchVoice(voice: Voice, among: readonly Voice[]): Voice | undefined {
  return (
    among.find(({ id }) => id === voice.id) ??
    among.find(({ name, language }) => sameName(name, voice.name) && language === voice.language)
  );
}
