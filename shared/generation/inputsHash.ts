import { buildShotPicture } from '../compositor/buildShotPicture';
import { pictureContent } from '../compositor/segmentHash';
import { sha256OfJson } from '../compositor/sha256';
import type { ShotPicture } from '../compositor/shotPicture';
import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Take } from '../document/records';

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

/** Whether a take no longer shows its shot: an input changed, or the shot now reaches beyond the take's span. */
export function isTakeStale(document: DocumentView, take: Take): boolean {
  const shot = document.get('shot', take.shotId);
  if (!shot) return true;
  const isCovered =
    take.sourceInFrames <= shot.sourceInFrames &&
    shot.sourceInFrames + shot.lengthFrames <= take.sourceInFrames + take.lengthFrames;
  return !isCovered || shotInputsHash(document, take.shotId) !== take.inputsHash;
}
