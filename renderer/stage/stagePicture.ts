import { buildShotPicture, type ShownLayer, shownLayers } from '@shared/compositor/buildShotPicture';
import type { ShotPicture } from '@shared/compositor/shotPicture';
import type { Document } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { LayerTransform } from '@shared/document/records';

/** A shot as the stage paints it: the compositor's picture, and which layer each part of it is. Back to front. */
export interface StagePicture {
  readonly picture: ShotPicture;
  readonly layers: readonly ShownLayer[];
}

/** The board of a shot: all that is drawn for it, seen by the camera at rest, whatever take the shot shows. */
export function boardPicture(
  document: Document,
  shotId: ShotId,
  dragged: ReadonlyMap<string, LayerTransform>,
): StagePicture {
  const built = buildShotPicture(document, shotId, { ignoreTake: true });
  const layers = shownLayers(document, shotId).map(({ layer, painted }) => {
    const transform = dragged.get(layer.id);
    return { layer, painted: transform ? { ...painted, transform } : painted };
  });
  return {
    picture: { ...built, layers: layers.map(({ painted }) => painted), keyframes: [], handheld: null },
    layers,
  };
}
