import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Kind } from '../document/records';
import { selectSequence } from '../shots/sequence';

/** A place in the project where the words stand. */
export interface Found {
  readonly kind: Extract<Kind, 'scene' | 'shot' | 'element' | 'media' | 'marker' | 'comment'>;
  /** The record to go to. */
  readonly id: string;
  /** The shot it is in; null = none. */
  readonly shotId: ShotId | null;
  /** "2C", a name or a heading. */
  readonly title: string;
  /** Which of its texts: "Action", "Dialogue" … */
  readonly field: string;
  /** The text around the words. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

export interface FoundInProject {
  readonly found: readonly Found[];
  /** Of all there are; more than `found` where the limit cut them. */
  readonly total: number;
}

/** Characters shown on either side of the words. */
const contextLength = 60;

/**
 * Every text of the project in which some words stand, whatever their case and width: shots first, in film order, then scenes,
 * elements, markers, comments, media. Linear in the size of the texts.
 */
export function findInProject(document: DocumentView, words: string, limit = 200): FoundInProject {
  const wanted = folded(words.trim());
  if (wanted === '') return { found: [], total: 0 };
  const found: Found[] = [];
  let total = 0;
  const look = (
    place: Pick<Found, 'kind' | 'id' | 'shotId' | 'title'>,
    field: string,
    text: string,
  ): void => {
    const at = folded(text).indexOf(wanted);
    if (at < 0) return;
    total += 1;
    if (found.length < limit) found.push({ ...place, field, ...around(text, at, wanted.length) });
  };
  lookInShots(document, look);
  lookElsewhere(document, look);
  return { found, total };
}

type Look = (place: Pick<Found, 'kind' | 'id' | 'shotId' | 'title'>, field: string, text: string) => void;

function lookInShots(document: DocumentView, look: Look): void {
  const sequence = selectSequence(document);
  const fieldNames = new Map(document.list('customField').map(({ id, name }) => [id as string, name]));
  for (const { scene, label: sceneLabel, shots } of sequence.scenes) {
    const place = { kind: 'scene', id: scene.id, shotId: null, title: `Scene ${sceneLabel}` } as const;
    look(place, 'Heading', scene.heading);
    look(place, 'Notes', scene.notes);
    for (const { shot, label } of shots) {
      const inShot = { kind: 'shot', id: shot.id, shotId: shot.id, title: label } as const;
      look(inShot, 'Number', label);
      look(inShot, 'Action', shot.action);
      look(inShot, 'Notes', shot.notes);
      look(inShot, 'Prompt', shot.promptText ?? shot.prompt);
      for (const [id, value] of Object.entries(shot.customFields))
        look(inShot, fieldNames.get(id) ?? 'Field', String(value));
      for (const line of document.childrenOf('dialogueLine', shot.id)) look(inShot, 'Dialogue', line.text);
      for (const board of document.childrenOf('board', shot.id)) {
        look(inShot, 'Board', board.action);
        look(inShot, 'Board notes', board.notes);
      }
      for (const { content, name } of document.childrenOf('layer', shot.id)) {
        look(
          inShot,
          content.type === 'text' ? 'Text on the board' : 'Layer',
          content.type === 'text' ? content.text : name,
        );
      }
      for (const comment of document.childrenOf('comment', shot.id)) {
        look({ kind: 'comment', id: comment.id, shotId: shot.id, title: label }, 'Comment', comment.text);
      }
    }
  }
}

function lookElsewhere(document: DocumentView, look: Look): void {
  for (const element of document.list('element')) {
    const place = { kind: 'element', id: element.id, shotId: null, title: element.name } as const;
    look(place, 'Name', element.name);
    look(place, 'Notes', element.notes);
    for (const elementLook of document.childrenOf('look', element.id)) {
      look(place, 'Look', elementLook.name);
      look(place, 'Keep', elementLook.keepNotes);
    }
  }
  for (const marker of document.list('marker')) {
    const place = { kind: 'marker', id: marker.id, shotId: null, title: marker.name || 'Marker' } as const;
    look(place, 'Name', marker.name);
    look(place, 'Notes', marker.notes);
  }
  for (const media of document.list('media'))
    look({ kind: 'media', id: media.id, shotId: null, title: media.name }, 'Name', media.name);
}

/** Case does not count, and full-width letters are the same as narrow ones; the length stays, so that places can be counted. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  const same = lower.length === text.length ? lower : text;
  return same.replaceAll(/[！-～]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0).toLowerCase(),
  );
}

function around(text: string, at: number, length: number): Pick<Found, 'before' | 'words' | 'after'> {
  const start = Math.max(0, at - contextLength);
  const end = Math.min(text.length, at + length + contextLength);
  return {
    before: `${start > 0 ? '…' : ''}${text.slice(start, at)}`,
    words: text.slice(at, at + length),
    after: `${text.slice(at + length, end)}${end < text.length ? '…' : ''}`,
  };
}
