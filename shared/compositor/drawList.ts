import { poseAt } from '../camera/poses';
import { type Camera, layerToWorld, screenScale, worldToScreen } from '../camera/projection';
import type { MediaId } from '../document/ids';
import { type DrawnContent, drawnKey } from './drawn/content';
import { inkBounds, type LayerBounds } from './drawn/drawnBounds';
import {
  type DrawnLayer,
  isThere,
  type MediaLayer,
  type PictureLayer,
  type ShotPicture,
} from './shotPicture';

/** Pixels of what is painted. In another ratio than the project's frame the middle of the frame fills it: sides are cut away. */
export interface OutputSize {
  readonly width: number;
  readonly height: number;
}

/** Canvas 2D order: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Where a picture lies on the frame. */
interface Placed {
  /** Pixels of the media, or of what is drawn at the frame's own size: what `matrix` counts in, whatever the size of the image. */
  readonly width: number;
  readonly height: number;
  /** From those pixels to output pixels. */
  readonly matrix: Matrix;
  readonly opacity: number;
}

/** A media put on the frame. */
export interface MediaItem extends Placed {
  readonly mediaId: MediaId;
  /** Frame of a video, counted from its first at the project's rate; null for a still picture. */
  readonly frame: number | null;
}

/** Strokes, text or a shape put on the frame. */
export interface DrawnItem extends Placed {
  /** Names what is drawn: equal keys mean equal looks. */
  readonly drawnKey: string;
  readonly drawn: Drawn;
}

/** All that the picture of a drawn item is made from. */
export interface Drawn {
  readonly content: DrawnContent;
  /** Scale of the layer: outlines of shapes keep their width whatever it is. */
  readonly scale: number;
  /** The part of the layer's plane that the item covers. */
  readonly bounds: LayerBounds;
}

export type DrawItem = MediaItem | DrawnItem;

export const isMediaItem = (item: DrawItem): item is MediaItem => 'mediaId' in item;

/** Names what an item shows, apart from where and when: one size is kept for all of a key. */
export function itemKey(item: DrawItem): string {
  return isMediaItem(item) ? item.mediaId : item.drawnKey;
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
  const place = framePlace(picture.frameSize, size);
  const items: DrawItem[] = [];
  for (const layer of picture.layers) {
    if (!isThere(layer, shotFrame)) continue;
    const item = layerItem(layer, camera, shotFrame, picture, place);
    if (item && isInside(item, bounds)) items.push(item);
  }
  return { ...list, items };
}

function takeItem(take: NonNullable<ShotPicture['take']>, shotFrame: number, size: OutputSize): MediaItem {
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

/** Where the project's frame lies on the output, output pixels. */
interface FramePlace {
  readonly width: number;
  readonly middleX: number;
  readonly middleY: number;
}

/** Ratios that differ by no more than this come from sides being whole pixels, or pairs of them. */
const roundedSides = { pixels: 2, share: 0.005 };

function framePlace(frameSize: OutputSize, size: OutputSize): FramePlace {
  const filled = (size.height / frameSize.height) * frameSize.width;
  const isRounding =
    Math.abs(filled - size.width) <= Math.max(roundedSides.pixels, roundedSides.share * size.width);
  const width = isRounding ? size.width : Math.max(size.width, filled);
  return { width, middleX: size.width / 2, middleY: size.height / 2 };
}

function layerItem(
  layer: PictureLayer,
  camera: Camera,
  shotFrame: number,
  { frameSize }: Pick<ShotPicture, 'frameSize'>,
  frame: FramePlace,
): DrawItem | null {
  const { depth, transform, opacity } = layer;
  const distanceScale = screenScale(camera, depth);
  const heightRatio = frameSize.height / frameSize.width;
  const centre = worldToScreen(camera, layerToWorld(transform, depth, heightRatio), depth);
  if (opacity <= 0 || distanceScale === null || !centre) return null;
  const shape = layer.type === 'drawn' ? drawnShape(layer, frameSize.width) : mediaShape(layer, shotFrame);
  const scale = (transform.scale * depth * distanceScale * frame.width) / shape.fullWidth;
  const angle = ((transform.rotationDeg - camera.pose.rollDeg) * Math.PI) / 180;
  const cos = Math.cos(angle) * scale;
  const sin = Math.sin(angle) * scale;
  // The mirror comes before the turn: a flipped layer turns the way its handle is dragged.
  const [a, b, c, d] = transform.flipX ? [-cos, -sin, -sin, cos] : [cos, sin, -sin, cos];
  const { width, height, middleX, middleY } = shape;
  return {
    ...shape.item,
    width,
    height,
    matrix: [
      a,
      b,
      c,
      d,
      centre.x * frame.width + frame.middleX - (a * middleX + c * middleY),
      centre.y * frame.width + frame.middleY - (b * middleX + d * middleY),
    ],
    opacity,
  };
}

/** A layer's own pixels: how many, and which of them lies on the layer's centre. */
interface LayerShape {
  readonly width: number;
  readonly height: number;
  readonly middleX: number;
  readonly middleY: number;
  /** Pixels to a width of the layer: what its scale counts in. */
  readonly fullWidth: number;
}

function mediaShape(
  { mediaId, type, width, height, inFrames }: MediaLayer,
  shotFrame: number,
): LayerShape & { item: Pick<MediaItem, 'mediaId' | 'frame'> } {
  const frame = type === 'video' ? Math.max(0, inFrames + shotFrame) : null;
  return {
    width,
    height,
    middleX: width / 2,
    middleY: height / 2,
    fullWidth: width,
    item: { mediaId, frame },
  };
}

const gridPixels = 64;

/** What is drawn covers whole squares of a grid, so that a drawing that grows keeps the pixels it has. */
function drawnShape(
  layer: DrawnLayer,
  frameWidth: number,
): LayerShape & { item: Pick<DrawnItem, 'drawn' | 'drawnKey'> } {
  const { content, transform } = layer;
  const ink = inkBounds(content, transform.scale);
  const left = Math.floor((ink.left * frameWidth) / gridPixels) * gridPixels;
  const top = Math.floor((ink.top * frameWidth) / gridPixels) * gridPixels;
  const right = Math.ceil(((ink.left + ink.width) * frameWidth) / gridPixels) * gridPixels;
  const bottom = Math.ceil(((ink.top + ink.height) * frameWidth) / gridPixels) * gridPixels;
  const [width, height] = [Math.max(gridPixels, right - left), Math.max(gridPixels, bottom - top)];
  const bounds = {
    left: left / frameWidth,
    top: top / frameWidth,
    width: width / frameWidth,
    height: height / frameWidth,
  };
  return {
    width,
    height,
    middleX: -left,
    middleY: -top,
    fullWidth: frameWidth,
    item: {
      drawnKey: drawnKey(content, transform.scale),
      drawn: { content, scale: transform.scale, bounds },
    },
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
  if (list.items.every(isMediaItem)) return JSON.stringify(list);
  // What is drawn goes by its key: its points are never written out.
  const items = list.items.map((item) => (isMediaItem(item) ? item : { ...item, drawn: null }));
  return JSON.stringify({ ...list, items });
}
