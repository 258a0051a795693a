import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { IdOf, Kind } from '../document/records';
import { selectSequence } from '../shots/sequence';

/** Kinds that a person is led to. */
export type PlaceKind = Extract<Kind, 'scene' | 'shot' | 'element' | 'media' | 'marker' | 'comment'>;

/** Where a text is written: a field of a record. */
export type TextField =
  | { readonly kind: 'scene'; readonly id: IdOf<'scene'>; readonly field: 'heading' | 'notes' }
  | {
      readonly kind: 'shot';
      readonly id: IdOf<'shot'>;
      readonly field: 'action' | 'notes' | 'prompt' | 'promptText' | 'negativePrompt';
    }
  | {
      readonly kind: 'shot';
      readonly id: IdOf<'shot'>;
      readonly field: 'customFields';
      readonly fieldId: IdOf<'customField'>;
    }
  | { readonly kind: 'dialogueLine'; readonly id: IdOf<'dialogueLine'>; readonly field: 'text' }
  | { readonly kind: 'board'; readonly id: IdOf<'board'>; readonly field: 'action' | 'notes' }
  | { readonly kind: 'layer'; readonly id: IdOf<'layer'>; readonly field: 'content' }
  | { readonly kind: 'comment'; readonly id: IdOf<'comment'>; readonly field: 'text' }
  | { readonly kind: 'element'; readonly id: IdOf<'element'>; readonly field: 'name' | 'notes' }
  | { readonly kind: 'look'; readonly id: IdOf<'look'>; readonly field: 'name' | 'keepNotes' }
  | { readonly kind: 'marker'; readonly id: IdOf<'marker'>; readonly field: 'name' | 'notes' };

/** A text of the project, with the words a person knows its place by. */
export interface TextPlace {
  readonly kind: PlaceKind;
  /** The record to go to. */
  readonly id: string;
  /** The shot it is in; null = none. */
  readonly shotId: ShotId | null;
  /** "2C", a name or a heading. */
  readonly title: string;
  /** Which of its texts: "Action", "Dialogue" … */
  readonly field: string;
  readonly text: string;
  /** null = not written by hand here, or not to be replaced: numbers, choices, names of files. */
  readonly target: TextField | null;
  /** Why it must not be changed, in words; null = it may. */
  readonly lock: string | null;
}

type Place = Pick<TextPlace, 'kind' | 'id' | 'shotId' | 'title'>;

/** Every text of the project: shots first, in film order, then elements, markers, media. */
export function* textPlaces(document: DocumentView): Generator<TextPlace> {
  yield* inScenes(document);
  yield* inElements(document);
  for (const marker of document.list('marker')) {
    const { id } = marker;
    const place: Place = { kind: 'marker', id, shotId: null, title: marker.name || 'Marker' };
    yield entry(place, 'Name', marker.name, { kind: 'marker', id, field: 'name' });
    yield entry(place, 'Notes', marker.notes, { kind: 'marker', id, field: 'notes' });
  }
  for (const { id, name } of document.list('media'))
    yield entry({ kind: 'media', id, shotId: null, title: name }, 'Name', name, null);
}

const entry = (
  place: Place,
  field: string,
  text: string,
  target: TextField | null,
  lock: string | null = null,
): TextPlace => ({ ...place, field, text, target, lock });

function* inScenes(document: DocumentView): Generator<TextPlace> {
  for (const { scene, label, shots } of selectSequence(document).scenes) {
    const { id } = scene;
    const place: Place = { kind: 'scene', id, shotId: null, title: `Scene ${label}` };
    yield entry(place, 'Heading', scene.heading, { kind: 'scene', id, field: 'heading' });
    yield entry(place, 'Notes', scene.notes, { kind: 'scene', id, field: 'notes' });
    for (const { shot, label: shotLabel } of shots) yield* inShot(document, shot.id, shotLabel);
  }
}

function* inShot(document: DocumentView, id: ShotId, title: string): Generator<TextPlace> {
  const shot = document.get('shot', id);
  if (!shot) return;
  const place: Place = { kind: 'shot', id, shotId: id, title };
  yield entry(place, 'Number', title, null);
  yield entry(place, 'Action', shot.action, { kind: 'shot', id, field: 'action' });
  yield entry(place, 'Notes', shot.notes, { kind: 'shot', id, field: 'notes' });
  yield entry(place, 'Prompt', shot.prompt, { kind: 'shot', id, field: 'prompt' });
  if (shot.promptText !== null)
    yield entry(place, 'Whole prompt', shot.promptText, { kind: 'shot', id, field: 'promptText' });
  yield entry(place, 'Not wanted', shot.negativePrompt, { kind: 'shot', id, field: 'negativePrompt' });
  for (const [fieldId, value] of Object.entries(shot.customFields)) {
    const field = document.get('customField', fieldId as IdOf<'customField'>);
    const target: TextField | null =
      field?.type === 'text' ? { kind: 'shot', id, field: 'customFields', fieldId: field.id } : null;
    yield entry(place, field?.name ?? 'Field', String(value), target);
  }
  for (const line of document.childrenOf('dialogueLine', id))
    yield entry(place, 'Dialogue', line.text, { kind: 'dialogueLine', id: line.id, field: 'text' });
  for (const board of document.childrenOf('board', id)) {
    yield entry(place, 'Board', board.action, { kind: 'board', id: board.id, field: 'action' });
    yield entry(place, 'Board notes', board.notes, { kind: 'board', id: board.id, field: 'notes' });
  }
  for (const { id: layerId, content, name, isLocked } of document.childrenOf('layer', id)) {
    if (content.type !== 'text') yield entry(place, 'Layer', name, null);
    else {
      const target: TextField = { kind: 'layer', id: layerId, field: 'content' };
      yield entry(place, 'Text on the board', content.text, target, isLocked ? 'a locked layer' : null);
    }
  }
  for (const comment of document.childrenOf('comment', id)) {
    const target: TextField = { kind: 'comment', id: comment.id, field: 'text' };
    yield entry({ ...place, kind: 'comment', id: comment.id }, 'Comment', comment.text, target);
  }
}

function* inElements(document: DocumentView): Generator<TextPlace> {
  for (const element of document.list('element')) {
    const { id } = element;
    const place: Place = { kind: 'element', id, shotId: null, title: element.name };
    yield entry(place, 'Name', element.name, { kind: 'element', id, field: 'name' });
    yield entry(place, 'Notes', element.notes, { kind: 'element', id, field: 'notes' });
    for (const look of document.childrenOf('look', id)) {
      yield entry(place, 'Look', look.name, { kind: 'look', id: look.id, field: 'name' });
      yield entry(place, 'Keep', look.keepNotes, { kind: 'look', id: look.id, field: 'keepNotes' });
    }
  }
}
