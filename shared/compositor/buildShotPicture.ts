import type { DocumentView } from '../document/document';
import { defaultFocalMm } from '../document/factories';
import type { MediaId, ShotId } from '../document/ids';
import type { Layer, Media, Shot } from '../document/records';
import { frames } from '../time/frames';
import type { PictureLayer, PicturePose, ShotPicture } from './shotPicture';

/**
 * All that the compositor needs to paint a shot, out of the document. Layers that show nothing are left out: hidden
 * ones, and pins of an element that has no picture yet.
 * `ignoreTake`: the shot as drawn, though it has an active take (what a new take is made from).
 * @throws MissingRecordError when there is no such shot.
 */
export function buildShotPicture(
  document: DocumentView,
  shotId: ShotId,
  { ignoreTake = false }: { readonly ignoreTake?: boolean } = {},
): ShotPicture {
  const shot = document.require('shot', shotId);
  const { frameSize, rate, background } = document.project();
  return {
    frameSize,
    rate,
    background,
    lengthFrames: shot.lengthFrames,
    sourceInFrames: shot.sourceInFrames,
    restFocalMm: shot.lensMm ?? defaultFocalMm,
    keyframes: document
      .childrenOf('cameraKeyframe', shotId)
      .map(({ kind: _kind, id: _id, shotId: _shotId, ...pose }): PicturePose => pose),
    handheld: shot.handheld,
    layers: document
      .childrenOf('layer', shotId)
      .map((layer) => pictureLayer(document, layer))
      .filter((layer) => layer !== null),
    take: ignoreTake ? null : pictureTake(document, shot),
  };
}

/** The media a layer shows; undefined for a pin whose element has no picture. */
export function layerMedia(document: DocumentView, { content }: Pick<Layer, 'content'>): Media | undefined {
  if ('mediaId' in content) return document.get('media', content.mediaId);
  if (content.type !== 'pin') return undefined;
  const looks = document.childrenOf('look', content.elementId);
  const look = looks.find(({ id }) => id === content.lookId) ?? looks[0];
  // A view that the look no longer has shows its front: a pin never turns empty because a picture was taken away.
  const mediaId: MediaId | undefined = look?.references[content.view] ?? look?.references[0];
  return mediaId && document.get('media', mediaId);
}

function pictureLayer(document: DocumentView, layer: Layer): PictureLayer | null {
  const media = layer.isHidden ? undefined : layerMedia(document, layer);
  if (!media || media.content.type === 'sound') return null;
  return {
    mediaId: media.id,
    fingerprint: media.fingerprint,
    type: media.content.type,
    width: media.content.width,
    height: media.content.height,
    inFrames: layer.content.type === 'clip' ? layer.content.inFrames : frames(0),
    depth: layer.depth,
    transform: layer.transform,
    opacity: layer.opacity,
  };
}

function pictureTake(document: DocumentView, shot: Shot): ShotPicture['take'] {
  const take = shot.activeTakeId ? document.get('take', shot.activeTakeId) : undefined;
  const media = take && document.get('media', take.mediaId);
  if (!media || media.content.type === 'sound') return null;
  return {
    mediaId: media.id,
    fingerprint: media.fingerprint,
    type: media.content.type,
    width: media.content.width,
    height: media.content.height,
    firstShotFrame: take.sourceInFrames,
    mediaInFrames: take.mediaInFrames,
    lengthFrames: take.lengthFrames,
  };
}
