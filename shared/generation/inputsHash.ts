import { buildShotPicture } from '../compositor/buildShotPicture';
import { pictureContent } from '../compositor/segmentHash';
import { sha256OfJson } from '../compositor/sha256';
import type { ShotPicture } from '../compositor/shotPicture';
import type { DocumentView } from '../document/document';
import type { ElementId, LookId, ShotId } from '../document/ids';
import type { InputParts, Shot, Take } from '../document/records';
import { filmStyleIds, ownElementIds } from './shotElements';

/**
 * Hash of what a take of a shot is made from: its layers, camera and the project's frame. Neither takes nor which part
 * of the shot's own time is shown count, so that trimming a shot leaves its take good.
 * @throws MissingRecordError when there is no such shot.
 */
export function shotInputsHash(document: DocumentView, shotId: ShotId): string {
  return pictureInputsHash(buildShotPicture(document, shotId, { ignoreTake: true }));
}

/** The same from a picture at hand. */
export function pictureInputsHash(picture: ShotPicture): string {
  const { lengthFrames: _length, sourceInFrames: _sourceIn, take: _take, ...inputs } = picture;
  return sha256OfJson(pictureContent({ ...inputs, take: null }));
}

const short = (value: unknown): string => sha256OfJson(value).slice(0, 16);

/**
 * What a take is made from, in parts.
 * @param readsWords the maker is told the shot's words, and those of the film
 * @throws MissingRecordError when there is no such shot
 */
export function shotInputParts(document: DocumentView, shotId: ShotId, readsWords: boolean): InputParts {
  const words = readsWords ? wordParts(document, shotId) : { words: null, elements: null, look: null };
  return { ...pictureParts(document, shotId), ...words };
}

function pictureParts(
  document: DocumentView,
  shotId: ShotId,
): Pick<InputParts, 'frame' | 'layers' | 'camera'> {
  const picture = buildShotPicture(document, shotId, { ignoreTake: true });
  const { frameSize, rate, background, restFocalMm, keyframes, handheld, layers } = picture;
  return {
    frame: short({ frameSize, rate, background }),
    layers: short(pictureContent({ layers, take: null })),
    camera: short({ restFocalMm, keyframes, handheld }),
  };
}

/** What a model is told in words, or shown of elements. */
function wordParts(document: DocumentView, shotId: ShotId): Pick<InputParts, 'words' | 'elements' | 'look'> {
  const shot = document.require('shot', shotId);
  const { promptText, size, angle, lensMm, action, prompt, negativePrompt } = shot;
  const lines = document
    .childrenOf('dialogueLine', shotId)
    .map(({ speakerId, language, accent, text, deliveryNote, voiceId }) => [
      speakerId,
      language,
      accent,
      text,
      deliveryNote,
      voiceId,
    ]);
  const own = ownElementIds(document, shot);
  const { promptPrefix, promptSuffix, negativePrompt: avoid } = document.project();
  const styles = filmStyleIds(document).filter((id) => !own.includes(id));
  return {
    // What a person has written is all that is said, besides what is spoken.
    words: short(
      promptText === null
        ? [size, angle, lensMm, action, prompt, negativePrompt, lines]
        : [promptText, lines],
    ),
    elements: short(own.map((id) => elementContent(document, id, shot))),
    look: short([
      promptText === null ? [promptPrefix, promptSuffix, avoid] : null,
      styles.map((id) => elementContent(document, id, shot)),
    ]),
  };
}

function elementContent(document: DocumentView, id: ElementId, shot: Shot): unknown {
  const { type, name, notes, keepText } = document.require('element', id);
  const looks = document.childrenOf('look', id);
  const look = looks.find((each) => each.id === pinnedLook(document, id, shot)) ?? looks[0];
  const references = look?.references.map((mediaId) => document.get('media', mediaId)?.fingerprint ?? null);
  return [type, name, notes, keepText, look ? [look.name, look.keepNotes, references] : null];
}

function pinnedLook(document: DocumentView, id: ElementId, shot: Shot): LookId | null {
  for (const { content } of document.childrenOf('layer', shot.id))
    if (content.type === 'pin' && content.elementId === id && content.lookId) return content.lookId;
  return null;
}

/** Whether a take no longer shows its shot: an input changed, or the shot now reaches beyond the take's span. */
export function isTakeStale(document: DocumentView, take: Take): boolean {
  const shot = document.get('shot', take.shotId);
  if (!shot || !isCovered(document, shot, take)) return true;
  if (shotInputsHash(document, take.shotId) !== take.inputsHash) return true;
  return readWords(take) && changedWords(document, take).length > 0;
}

/** `span`: the shot reaches beyond the take. `inputs`: something in it changed, and nobody kept what. `gone`: it has no shot. */
export type StaleReason = keyof InputParts | 'span' | 'inputs' | 'gone';

/** Why a take is stale, as far as can be told; none = it is fresh. */
export function staleReasons(document: DocumentView, take: Take): readonly StaleReason[] {
  const shot = document.get('shot', take.shotId);
  if (!shot) return ['gone'];
  const reasons: StaleReason[] = isCovered(document, shot, take) ? [] : ['span'];
  const { inputParts } = take;
  if (shotInputsHash(document, take.shotId) !== take.inputsHash) {
    const now = inputParts && pictureParts(document, take.shotId);
    const parts = (['frame', 'layers', 'camera'] as const).filter(
      (part) => now && now[part] !== inputParts?.[part],
    );
    reasons.push(...(parts.length > 0 ? parts : (['inputs'] as const)));
  }
  if (readWords(take)) reasons.push(...changedWords(document, take));
  return reasons;
}

/** A picture is held for as long as it is wanted. */
function isCovered(document: DocumentView, shot: Shot, take: Take): boolean {
  if (document.get('media', take.mediaId)?.content.type === 'image') return true;
  return (
    take.sourceInFrames <= shot.sourceInFrames &&
    shot.sourceInFrames + shot.lengthFrames <= take.sourceInFrames + take.lengthFrames
  );
}

const readWords = ({ inputParts }: Take): boolean => inputParts !== null && inputParts.words !== null;

function changedWords(
  document: DocumentView,
  { shotId, inputParts }: Take,
): readonly ('words' | 'elements' | 'look')[] {
  const now = wordParts(document, shotId);
  return (['words', 'elements', 'look'] as const).filter((part) => now[part] !== inputParts?.[part]);
}
