import { keyedPoseAt, type OpticalPose, opticalPose, type PoseKeyframe, restPose } from '../camera/poses';
import { type Camera, cameraRectangle, type Point, poseFromRectangle, rotate } from '../camera/projection';

/** What the camera sees at one moment of a move: its four corners, clockwise from the top left, in 0..1 of the picture. */
export type FrameCorners = readonly [Point, Point, Point, Point];

/** A camera move over a still picture that shows all of it. */
export interface CameraMarks {
  /** The camera that sees the whole move. */
  readonly pose: OpticalPose;
  /** Start, what lies between, end: at least two. */
  readonly frames: readonly FrameCorners[];
}

/** Room around the move, as a part of its width. */
const margin = 0.03;
/** Frame widths; what goes further is no longer told by a picture. */
const widest = 20;
/** Parts of a frame's width: less is not seen on paper. */
const smallestMove = 0.004;

export interface MoveSpan {
  readonly keyframes: readonly PoseKeyframe[];
  readonly restFocalMm: number;
  /** First and last frame, in the shot's own time. */
  readonly first: number;
  readonly last: number;
  /** Height over width of the frame. */
  readonly heightRatio: number;
}

/**
 * The move of a camera during a part of its shot, without handheld shake; null where it stands still, and where a still
 * picture cannot tell it (the camera passes the picture plane, or goes too far).
 */
export function cameraMarks({
  keyframes,
  restFocalMm,
  first,
  last,
  heightRatio,
}: MoveSpan): CameraMarks | null {
  const path = { keyframes, restFocalMm };
  const poses = [
    keyedPoseAt(path, first),
    ...keyframes.filter(({ frame }) => frame > first && frame < last).map(opticalPose),
    keyedPoseAt(path, last),
  ];
  const seen: FrameCorners[] = [];
  for (const pose of poses) {
    const frame = cornersOnPlane({ pose, restFocalMm }, heightRatio);
    if (!frame) return null;
    const before = seen.at(-1);
    if (!before || isFar(before, frame)) seen.push(frame);
  }
  if (seen.length < 2) return null;
  const camera = cameraAround(seen.flat(), restFocalMm, heightRatio);
  const field = camera && cameraRectangle(camera, heightRatio);
  if (!camera || !field) return null;
  const inPicture = ({ x, y }: Point): Point => ({
    x: (x - field.centreX) / field.width + 0.5,
    y: (y - field.centreY) / field.height + 0.5,
  });
  const frames = seen.map(
    ([a, b, c, d]): FrameCorners => [inPicture(a), inPicture(b), inPicture(c), inPicture(d)],
  );
  return { pose: camera.pose, frames };
}

function isFar(a: FrameCorners, b: FrameCorners): boolean {
  return a.some((corner, index) => {
    const other = b[index] as Point;
    return Math.hypot(corner.x - other.x, corner.y - other.y) > smallestMove;
  });
}

/** Corners of what a camera sees of the picture plane, in frame widths from the frame's centre. */
function cornersOnPlane(camera: Camera, heightRatio: number): FrameCorners | null {
  const seen = cameraRectangle(camera, heightRatio);
  if (!seen || seen.width > widest) return null;
  const corner = (sx: number, sy: number): Point => {
    const turned = rotate({ x: (sx * seen.width) / 2, y: (sy * seen.height) / 2 }, seen.rotationDeg);
    return { x: seen.centreX + turned.x, y: seen.centreY + turned.y };
  };
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** A camera in the plane of the one at rest that sees all these points: zoomed, since a zoom moves no plane against another. */
function cameraAround(points: readonly Point[], restFocalMm: number, heightRatio: number): Camera | null {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.max(right - left, (bottom - top) / heightRatio) * (1 + 2 * margin);
  if (width > widest) return null;
  const rectangle = { centreX: (left + right) / 2, centreY: (top + bottom) / 2, width, rotationDeg: 0 };
  const rest = { pose: restPose(restFocalMm), restFocalMm };
  return { pose: poseFromRectangle(rectangle, 'zoom', rest), restFocalMm };
}
