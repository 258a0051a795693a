import { buildShotPicture, layerMedia } from '@shared/compositor/buildShotPicture';
import type { PictureLayer, ShotPicture } from '@shared/compositor/shotPicture';
import type { Document } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Layer, LayerTransform } from '@shared/document/records';

/** A layer that shows something, with what the compositor paints of it. */
export interface StageLayer {
  readonly layer: Layer;
  readonly painted: PictureLayer;
}

/** A shot as the stage paints it: the compositor's picture, and which layer each part of it is. Back to front. */
export interface StagePicture {
  readonly picture: ShotPicture;
  readonly layers: readonly StageLayer[];
}

/** The board of a shot: all that is drawn for it, seen by the camera at rest, whatever take the shot shows. */
export function boardPicture(
  document: Document,
  shotId: ShotId,
  dragged: ReadonlyMap<string, LayerTransform>,
): StagePicture {
  const built = buildShotPicture(document, shotId, { ignoreTake: true });
  const shown = document.childrenOf('layer', shotId).filter((layer) => isShown(document, layer));
  const painted = built.layers.map((part, index) => {
    const transform = dragged.get(shown[index]?.id ?? '');
    return transform ? { ...part, transform } : part;
  });
  return {
    picture: { ...built, layers: painted, keyframes: [], handheld: null },
    layers: shown.flatMap((layer, index) => {
      const part = painted[index];
      return part ? [{ layer, painted: part }] : [];
    }),
  };
}

/** The same condition by which `buildShotPicture` leaves layers out. */
function isShown(document: Document, layer: Layer): boolean {
  if (layer.isHidden) return false;
  const media = layerMedia(document, layer);
  return media !== undefined && media.content.type !== 'sound';
}
