import type { DocumentView } from '../document/document';
import { defaultFocalMm } from '../document/factories';
import type { MediaId, ShotId, TakeId } from '../document/ids';
import type { Layer, Media } from '../document/records';
import { layerStrokes } from '../layers/linkedLayers';
import { type BoardSpans, boardSpans } from '../shots/boards';
import { frames } from '../time/frames';
import type { DrawnContent } from './drawn/content';
import { drawingOf } from './drawn/drawing';
import type { PictureLayer, PicturePose, ShotPicture } from './shotPicture';

/**
 * All that the compositor needs to paint a shot, out of the document. Layers that show nothing are left out: hidden
 * ones, and pins of an element that has no picture yet.
 * `ignoreTake`: the shot as drawn, though it has an active take (what a new take is made from); `takeId`: as with this
 * take instead of the active one.
 * @throws MissingRecordError when there is no such shot.
 */
export function buildShotPicture(
  document: DocumentView,
  shotId: ShotId,
  { ignoreTake = false, takeId }: { readonly ignoreTake?: boolean; readonly takeId?: TakeId } = {},
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
    layers: shownLayers(document, shotId).map(({ painted }) => painted),
    take: ignoreTake ? null : pictureTake(document, takeId ?? shot.activeTakeId),
  };
}

/** A layer that shows something, with what the compositor paints of it. */
export interface ShownLayer {
  readonly layer: Layer;
  readonly painted: PictureLayer;
}

/** The layers of a shot that show something, of all its boards, back to front. */
export function shownLayers(document: DocumentView, shotId: ShotId): ShownLayer[] {
  const spans = boardSpans(document, shotId);
  return document.childrenOf('layer', shotId).flatMap((layer) => {
    const painted = pictureLayer(document, layer, spans);
    return painted ? [{ layer, painted }] : [];
  });
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

function pictureLayer(document: DocumentView, layer: Layer, spans: BoardSpans): PictureLayer | null {
  if (layer.isHidden) return null;
  const span = layer.boardId === null ? undefined : spans.get(layer.boardId);
  const look = {
    depth: layer.depth,
    transform: layer.transform,
    opacity: layer.opacity,
    span: span ?? null,
  };
  const content = drawnContent(document, layer);
  if (content) return { type: 'drawn', content, ...look };
  const media = layerMedia(document, layer);
  if (!media || media.content.type === 'sound') return null;
  return {
    mediaId: media.id,
    fingerprint: media.fingerprint,
    type: media.content.type,
    width: media.content.width,
    height: media.content.height,
    inFrames: layer.content.type === 'clip' ? layer.content.inFrames : frames(0),
    ...look,
  };
}

/** What the compositor draws of a layer by itself; null for one that shows a media, and for one with nothing on it. */
export function drawnContent(document: DocumentView, layer: Layer): DrawnContent | null {
  const { content } = layer;
  if (content.type === 'drawing') return drawingOf(layerStrokes(document, layer));
  if (content.type === 'text') return content.text.trim() === '' ? null : content;
  return content.type === 'shape' ? content : null;
}

function pictureTake(document: DocumentView, takeId: TakeId | null): ShotPicture['take'] {
  const take = takeId ? document.get('take', takeId) : undefined;
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
