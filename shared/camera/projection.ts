import { clampFocal, type OpticalPose } from './poses';

/*
 * The optics of the house. Lengths are frame widths at depth 1, the origin is the frame's centre, y points down.
 * A plane at depth d is seen at the scale k = (focal / rest focal) / (d - z): a dolly (z) changes near planes more than
 * far ones (parallax), a zoom (focal) changes all alike. Pan and tilt shift the finished picture, then it turns against
 * the camera's roll. At rest (0, 0, 0, rest focal) a plane of depth d that is d frame widths wide fills the frame.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A camera with the lens that counts as 1:1. */
export interface Camera {
  readonly pose: OpticalPose;
  readonly restFocalMm: number;
}

/** Planes nearer to the lens than this are behind or in it: not drawn. */
export const nearestDistance = 0.02;

/** Screen scale of a plane, or null when it is too near or behind the camera. */
export function screenScale({ pose, restFocalMm }: Camera, depth: number): number | null {
  const distance = depth - pose.z;
  return distance < nearestDistance ? null : pose.focalMm / restFocalMm / distance;
}

/** A point of a plane as the camera sees it: frame widths from the frame's centre; null when the plane is not drawn. */
export function worldToScreen(camera: Camera, world: Point, depth: number): Point | null {
  const scale = screenScale(camera, depth);
  if (scale === null) return null;
  const { pose } = camera;
  return rotate(
    { x: (world.x - pose.x) * scale - pose.panShift, y: (world.y - pose.y) * scale - pose.tiltShift },
    -pose.rollDeg,
  );
}

/** The point of a plane that is seen at a place of the screen: the inverse of `worldToScreen`. */
export function screenToWorld(camera: Camera, screen: Point, depth: number): Point | null {
  const scale = screenScale(camera, depth);
  if (scale === null) return null;
  const { pose } = camera;
  const upright = rotate(screen, pose.rollDeg);
  return {
    x: (upright.x + pose.panShift) / scale + pose.x,
    y: (upright.y + pose.tiltShift) / scale + pose.y,
  };
}

/** World centre of a layer from its `transform.x, y` (0..1 of the frame as the camera at rest sees it). */
export function layerToWorld(place: Point, depth: number, heightRatio: number): Point {
  return { x: (place.x - 0.5) * depth, y: (place.y - 0.5) * heightRatio * depth };
}

/** `transform.x, y` of a layer from its world centre: the inverse of `layerToWorld`. */
export function worldToLayer(world: Point, depth: number, heightRatio: number): Point {
  return { x: world.x / depth + 0.5, y: world.y / (heightRatio * depth) + 0.5 };
}

/** Where a layer's `transform.x, y` is seen, in 0..1 of the frame; null when the layer is not drawn. */
export function layerToFrame(camera: Camera, place: Point, depth: number, heightRatio: number): Point | null {
  const screen = worldToScreen(camera, layerToWorld(place, depth, heightRatio), depth);
  return screen && { x: screen.x + 0.5, y: screen.y / heightRatio + 0.5 };
}

/** The `transform.x, y` that puts a layer under a place of the frame (0..1): for dragging it under a moved camera. */
export function frameToLayer(camera: Camera, place: Point, depth: number, heightRatio: number): Point | null {
  const world = screenToWorld(camera, { x: place.x - 0.5, y: (place.y - 0.5) * heightRatio }, depth);
  return world && worldToLayer(world, depth, heightRatio);
}

/** What the camera sees of the picture plane (depth 1): centre and width in frame widths, turned clockwise. */
export interface CameraRectangle {
  readonly centreX: number;
  readonly centreY: number;
  readonly width: number;
  readonly height: number;
  readonly rotationDeg: number;
}

/** The frame guide on the picture plane; null when the camera has passed that plane. */
export function cameraRectangle(camera: Camera, heightRatio: number): CameraRectangle | null {
  const scale = screenScale(camera, 1);
  const centre = screenToWorld(camera, { x: 0, y: 0 }, 1);
  if (scale === null || !centre) return null;
  return {
    centreX: centre.x,
    centreY: centre.y,
    width: 1 / scale,
    height: heightRatio / scale,
    rotationDeg: camera.pose.rollDeg,
  };
}

/**
 * The pose that sees a rectangle of the picture plane: the inverse of `cameraRectangle`.
 * `dolly` keeps the lens of `from` and moves the camera in z; `zoom` keeps its z and changes the lens.
 * Pan and tilt shifts stay as they are, the camera itself moves sideways.
 */
export function poseFromRectangle(
  rectangle: Pick<CameraRectangle, 'centreX' | 'centreY' | 'width' | 'rotationDeg'>,
  mode: 'dolly' | 'zoom',
  { pose: from, restFocalMm }: Camera,
): OpticalPose {
  const wantedScale = 1 / Math.max(rectangle.width, 1e-6);
  const distance = 1 - from.z;
  const moved: OpticalPose =
    mode === 'dolly'
      ? { ...from, z: 1 - Math.max(nearestDistance, from.focalMm / restFocalMm / wantedScale) }
      : { ...from, focalMm: clampFocal(wantedScale * restFocalMm * Math.max(nearestDistance, distance)) };
  const scale = screenScale({ pose: moved, restFocalMm }, 1) ?? wantedScale;
  return {
    ...moved,
    rollDeg: rectangle.rotationDeg,
    x: rectangle.centreX - from.panShift / scale,
    y: rectangle.centreY - from.tiltShift / scale,
  };
}

/** Turns a point about the origin, clockwise on the screen (y down). */
export function rotate(point: Point, degrees: number): Point {
  if (degrees === 0) return point;
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { x: point.x * cos - point.y * sin, y: point.x * sin + point.y * cos };
}
