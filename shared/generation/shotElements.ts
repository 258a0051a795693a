import type { DocumentView } from '../document/document';
import type { ElementId } from '../document/ids';
import type { Shot } from '../document/records';

/** Elements of a shot in order of appearance: its own, then the styles of the film that it has not pinned itself. */
export function elementIdsOf(document: DocumentView, shot: Shot): ElementId[] {
  return [...new Set([...ownElementIds(document, shot), ...filmStyleIds(document)])];
}

/** Elements that a shot has itself: pinned ones from the back, then speakers, then those its text names. */
export function ownElementIds(document: DocumentView, shot: Shot): ElementId[] {
  const found = new Set<ElementId>();
  for (const { content } of document.childrenOf('layer', shot.id)) {
    if (content.type === 'pin') found.add(content.elementId);
  }
  for (const { speakerId } of document.childrenOf('dialogueLine', shot.id)) {
    if (speakerId) found.add(speakerId);
  }
  const words = `${shot.action}\n${shot.prompt}`;
  for (const element of document.list('element')) {
    if (isNamedIn(words, element.name)) found.add(element.id);
  }
  return [...found];
}

/** Styles that every shot is made in: those chosen for the film, then styles that its own words name. */
export function filmStyleIds(document: DocumentView): ElementId[] {
  const { styleElementIds, promptPrefix, promptSuffix } = document.project();
  const words = `${promptPrefix}\n${promptSuffix}`;
  const named =
    words === '\n'
      ? []
      : document.list('element').filter(({ name, type }) => type === 'style' && isNamedIn(words, name));
  return [
    ...new Set([
      ...styleElementIds.filter((id) => document.has('element', id)),
      ...named.map(({ id }) => id),
    ]),
  ];
}

/** Patterns of names, kept: a film looks for every name in every shot. */
const patterns = new Map<string, RegExp>();
const maxPatterns = 5_000;

function patternOf(name: string): RegExp {
  const known = patterns.get(name);
  if (known) return known;
  if (patterns.size >= maxPatterns) patterns.clear();
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const made = new RegExp(`(?<![\\p{Alphabetic}\\p{N}_])${escaped}(?![\\p{Alphabetic}\\p{N}_])`, 'iu');
  patterns.set(name, made);
  return made;
}

/** Whether a text names something: as a word of its own where its letters part words, anywhere where they do not. */
export function isNamedIn(words: string, name: string): boolean {
  const trimmed = name.trim();
  if (trimmed === '' || words.trim() === '') return false;
  return (
    patternOf(trimmed).test(words) ||
    (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(trimmed) && words.includes(trimmed))
  );
}
