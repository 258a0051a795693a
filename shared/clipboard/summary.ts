import type { DocumentView } from '../document/document';
import type { BoardId, ClipId, DialogueLineId, ElementId, LayerId } from '../document/ids';
import type { Shot } from '../document/records';
import { selectSequence } from '../shots/sequence';
import type { ClipSelection } from './selection';

const maxLines = 5_000;

/** What was copied in words, for programs that take text: a line a shot, as "1A  The lamp goes dark." */
export function clipSummary(document: DocumentView, { kind, ids }: ClipSelection): string {
  const wanted = new Set<string>(ids);
  const inOrder = document
    .list(kind)
    .map(({ id }) => id as string)
    .filter((id) => wanted.has(id));
  return linesOf(document, kind, inOrder).slice(0, maxLines).join('\n');
}

function linesOf(document: DocumentView, kind: ClipSelection['kind'], ids: readonly string[]): string[] {
  const wanted = new Set(ids);
  switch (kind) {
    case 'shot':
      return shotLines(document, ({ id }) => wanted.has(id));
    case 'scene':
      return selectSequence(document)
        .scenes.filter(({ scene }) => wanted.has(scene.id))
        .flatMap(({ scene, label }) => [
          oneLine(`${label}  ${scene.heading}`),
          ...shotLines(document, ({ sceneId, status }) => sceneId === scene.id && status !== 'omitted'),
        ]);
    case 'board':
      return ids.map((id) => {
        const { name, action } = document.require('board', id as BoardId);
        return oneLine([name, action].filter((text) => text !== '').join('  '));
      });
    case 'layer':
      return ids.map((id) => {
        const { name, content } = document.require('layer', id as LayerId);
        return content.type === 'text' ? content.text : oneLine(name);
      });
    case 'element':
      return ids.map((id) => oneLine(document.require('element', id as ElementId).name));
    case 'clip':
      return ids.map((id) => {
        const { mediaId } = document.require('clip', id as ClipId);
        return oneLine(document.require('media', mediaId).name);
      });
    case 'dialogueLine':
      return ids.map((id) => spoken(document, id as DialogueLineId));
  }
}

/** In the order of the film. */
function shotLines(document: DocumentView, isWanted: (shot: Shot) => boolean): string[] {
  const { scenes } = selectSequence(document);
  return scenes
    .flatMap(({ shots }) => shots)
    .filter(({ shot }) => isWanted(shot))
    .map(({ shot, label }) => oneLine(`${label}  ${shot.action}`));
}

function spoken(document: DocumentView, id: DialogueLineId): string {
  const { speakerId, text } = document.require('dialogueLine', id);
  const speaker = speakerId && document.get('element', speakerId)?.name;
  return oneLine(speaker ? `${speaker}: ${text}` : text);
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

/** Lines of a text that may become shots: what is written on each; none where it is a table or no lines at all. */
export function shotLinesOf(text: string): readonly string[] {
  if (text.includes('\t')) return [];
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().slice(0, 20_000))
    .filter((line) => line !== '');
}
