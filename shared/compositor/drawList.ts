import { poseAt } from '../camera/poses';
import { type Camera, layerToWorld, screenScale, worldToScreen } from '../camera/projection';
import type { MediaId } from '../document/ids';
import type { PictureLayer, ShotPicture } from './shotPicture';

/** Pixels of what is painted: the project's frame, or the same ratio smaller or larger. */
export interface OutputSize {
  readonly width: number;
  readonly height: number;
}

/** Canvas 2D order: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** One picture put on the frame. */
export interface DrawItem {
  readonly mediaId: MediaId;
  /** Frame of a video, counted from its first at the project's rate; null for a still picture. */
  readonly frame: number | null;
  /** Pixels of the media: what `matrix` counts in, whatever the size of the image that is drawn. */
  readonly width: number;
  readonly height: number;
  /** From media pixels to output pixels. */
  readonly matrix: Matrix;
  readonly opacity: number;
}

/** A frame of a shot, ready to paint: plain values, nothing to look up. */
export interface DrawList {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** Back to front. */
  readonly items: readonly DrawItem[];
}

/** A rectangle in output pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * What is seen at a frame of the shot's own time: the first frame shown is `picture.sourceInFrames`, the last one
 * `sourceInFrames + lengthFrames - 1`. Pictures that lie wholly outside `bounds` are left out: outside the frame, unless told otherwise
 * (the stage shows what lies beside it).
 */
export function drawList(
  picture: ShotPicture,
  shotFrame: number,
  size: OutputSize,
  bounds: Bounds = { left: 0, top: 0, right: size.width, bottom: size.height },
): DrawList {
  const { width, height } = size;
  const list = { width, height, background: picture.background };
  if (picture.take) return { ...list, items: [takeItem(picture.take, shotFrame, size)] };
  const camera: Camera = { pose: poseAt(picture, shotFrame), restFocalMm: picture.restFocalMm };
  const items: DrawItem[] = [];
  for (const layer of picture.layers) {
    const item = layerItem(layer, camera, shotFrame, picture, size);
    if (item && isInside(item, bounds)) items.push(item);
  }
  return { ...list, items };
}

function takeItem(take: NonNullable<ShotPicture['take']>, shotFrame: number, size: OutputSize): DrawItem {
  const scale = Math.max(size.width / take.width, size.height / take.height);
  const last = take.lengthFrames - 1;
  return {
    mediaId: take.mediaId,
    frame:
      take.type === 'image'
        ? null
        : take.mediaInFrames + Math.min(Math.max(shotFrame - take.firstShotFrame, 0), last),
    width: take.width,
    height: take.height,
    matrix: [
      scale,
      0,
      0,
      scale,
      (size.width - take.width * scale) / 2,
      (size.height - take.height * scale) / 2,
    ],
    opacity: 1,
  };
}

function layerItem(
  layer: PictureLayer,
  camera: Camera,
  shotFrame: number,
  { frameSize }: Pick<ShotPicture, 'frameSize'>,
  size: OutputSize,
): DrawItem | null {
  const { depth, transform, opacity } = layer;
  const distanceScale = screenScale(camera, depth);
  const heightRatio = frameSize.height / frameSize.width;
  const centre = worldToScreen(camera, layerToWorld(transform, depth, heightRatio), depth);
  if (opacity <= 0 || distanceScale === null || !centre) return null;
  const scale = (transform.scale * depth * distanceScale * size.width) / layer.width;
  const angle = ((transform.rotationDeg - camera.pose.rollDeg) * Math.PI) / 180;
  const cos = Math.cos(angle) * scale;
  const sin = Math.sin(angle) * scale;
  // The mirror comes before the turn: a flipped layer turns the way its handle is dragged.
  const [a, b, c, d] = transform.flipX ? [-cos, -sin, -sin, cos] : [cos, sin, -sin, cos];
  return {
    mediaId: layer.mediaId,
    frame: layer.type === 'video' ? Math.max(0, layer.inFrames + shotFrame) : null,
    width: layer.width,
    height: layer.height,
    matrix: [
      a,
      b,
      c,
      d,
      centre.x * size.width + size.width / 2 - (a * layer.width + c * layer.height) / 2,
      centre.y * size.width + size.height / 2 - (b * layer.width + d * layer.height) / 2,
    ],
    opacity,
  };
}

/** Corners of an item in output pixels, clockwise from the picture's top left. */
export function itemCorners({
  matrix: [a, b, c, d, e, f],
  width,
  height,
}: DrawItem): readonly { x: number; y: number }[] {
  return [
    { x: e, y: f },
    { x: a * width + e, y: b * width + f },
    { x: a * width + c * height + e, y: b * width + d * height + f },
    { x: c * height + e, y: d * height + f },
  ];
}

function isInside(item: DrawItem, { left, top, right, bottom }: Bounds): boolean {
  const corners = itemCorners(item);
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  return (
    Math.min(...xs) < right && Math.max(...xs) > left && Math.min(...ys) < bottom && Math.max(...ys) > top
  );
}

/** Output pixels a media pixel covers along one side: what an image must be scaled to beforehand. */
export function itemScale({ matrix: [a, b] }: DrawItem): number {
  return Math.hypot(a, b);
}

/** Equal keys mean equal pixels (from equal media): a frame with the key of the one before need not be painted. */
export function frameKey(list: DrawList): string {
  return JSON.stringify(list);
}
