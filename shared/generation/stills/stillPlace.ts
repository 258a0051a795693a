import { type Camera, cameraRectangle, worldToLayer } from '../../camera/projection';
import type { LayerTransform } from '../../document/records';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where a still of a shot lies as a layer of that shot: on the picture plane where the camera saw it, so that the camera sees it at
 * that moment as it was painted. A still in another ratio is the middle of the frame, and lies there.
 * @param camera at the moment of the still @returns null when the camera has passed the picture plane
 */
export function stillPlace(camera: Camera, frame: Size, still: Size): LayerTransform | null {
  const heightRatio = frame.height / frame.width;
  const seen = cameraRectangle(camera, heightRatio);
  if (!seen) return null;
  const { x, y } = worldToLayer({ x: seen.centreX, y: seen.centreY }, 1, heightRatio);
  const scale = seen.width * Math.min(1, (still.width / still.height) * heightRatio);
  return { x, y, scale: Math.min(Math.max(scale, 0.001), 1000), rotationDeg: seen.rotationDeg, flipX: false };
}
