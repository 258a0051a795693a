import { drawnIdentity } from './drawn/content';
import type { SegmentSpec } from './hostProtocol';
import { sha256OfJson } from './sha256';
import type { PictureLayer, ShotPicture } from './shotPicture';

/** Raised when the same shot would come out with other pixels or another coding: cached segments are then made anew. */
export const compositorVersion = 3;

/**
 * What a picture's pixels depend on. Media are named by their content only, so that the same picture imported twice,
 * or moved into another project, is the same.
 */
export function pictureContent(
  picture: Partial<ShotPicture> & Pick<ShotPicture, 'layers' | 'take'>,
): unknown {
  const { layers, take, ...rest } = picture;
  return {
    ...rest,
    layers: layers.map(layerContent),
    take: take && withoutMediaId(take),
  };
}

function layerContent(layer: PictureLayer): unknown {
  if (layer.type === 'drawn') return { ...layer, content: drawnIdentity(layer.content) };
  const { mediaId: _mediaId, ...content } = layer;
  return content;
}

function withoutMediaId({ mediaId: _mediaId, ...take }: NonNullable<ShotPicture['take']>): unknown {
  return take;
}

/** Name of a segment in the cache: SHA-256, lower-case hex, of all that its bytes depend on. */
export function segmentHash({
  picture,
  width,
  height,
  bitsPerSecond,
}: Omit<SegmentSpec, 'mediaBase'>): string {
  return sha256OfJson({ compositorVersion, picture: pictureContent(picture), width, height, bitsPerSecond });
}
