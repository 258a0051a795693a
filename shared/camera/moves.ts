import type { CameraKeyframe, EasingName, MoveName } from '../document/records';

/** A camera pose with its way to the next keyframe: a keyframe without its place. */
export type CameraPose = Omit<CameraKeyframe, 'kind' | 'id' | 'shotId' | 'frame'>;

/** Control points of the named eases, as CSS names them. */
export const easings: Readonly<Record<EasingName, CameraPose['ease']>> = {
  linear: { x1: 0, y1: 0, x2: 1, y2: 1 },
  easeIn: { x1: 0.42, y1: 0, x2: 1, y2: 1 },
  easeOut: { x1: 0, y1: 0, x2: 0.58, y2: 1 },
  easeInOut: { x1: 0.42, y1: 0, x2: 0.58, y2: 1 },
};

interface MoveArgs {
  readonly name: MoveName;
  /** 0 … 1; 0.5 is an ordinary move. */
  readonly strength: number;
  readonly easing: EasingName;
}

/**
 * Start and end pose of a named move (field.md §3.3) around the camera at rest.
 * `focalMm` is the shot's lens, `heightRatio` frame height over width. Distances in frame widths at depth 1.
 * Moves that would show the edge of a picture drawn to the frame begin or end tighter, so that a pan over one
 * picture stays inside it.
 */
export function movePoses(
  { name, strength, easing }: MoveArgs,
  focalMm: number,
  heightRatio: number,
): readonly CameraPose[] {
  const rest: CameraPose = {
    x: 0,
    y: 0,
    z: 0,
    focalMm,
    rollDeg: 0,
    panShift: 0,
    tiltShift: 0,
    interpolation: easing === 'linear' ? 'linear' : 'bezier',
    ease: easings[easing],
  };
  // A pan or truck by `travel` frame widths needs a picture that is larger than the frame by as much.
  const travel = 0.4 * strength;
  const tight = { ...rest, focalMm: focalMm * (1 + travel) };
  const half = travel / 2;
  const tightVertical = { ...rest, focalMm: focalMm * (1 + travel) };
  const halfVertical = half * heightRatio;
  const zoomed = { ...rest, focalMm: focalMm * (1 + strength) };
  const dollied = { ...rest, z: 0.5 * strength };
  const rollDeg = 20 * strength;
  const rolled = { ...rest, focalMm: focalMm * coverForRoll(rollDeg, heightRatio) };
  // Pan and tilt shift the picture, so the shift is measured after the lens: in screen widths.
  const panned = (shift: number): CameraPose => ({ ...tight, panShift: shift });
  const tilted = (shift: number): CameraPose => ({ ...tightVertical, tiltShift: shift });
  const trucked = (x: number): CameraPose => ({ ...tight, x });
  switch (name) {
    case 'panLeft':
      return [panned(half), panned(-half)];
    case 'panRight':
      return [panned(-half), panned(half)];
    case 'tiltUp':
      return [tilted(halfVertical), tilted(-halfVertical)];
    case 'tiltDown':
      return [tilted(-halfVertical), tilted(halfVertical)];
    case 'zoomIn':
      return [rest, zoomed];
    case 'zoomOut':
      return [zoomed, rest];
    case 'dollyIn':
      return [rest, dollied];
    case 'dollyOut':
      return [dollied, rest];
    case 'truckLeft':
      return [trucked(half / (1 + travel)), trucked(-half / (1 + travel))];
    case 'truckRight':
      return [trucked(-half / (1 + travel)), trucked(half / (1 + travel))];
    case 'rollLeft':
      return [rolled, { ...rolled, rollDeg: -rollDeg }];
    case 'rollRight':
      return [rolled, { ...rolled, rollDeg }];
    case 'handheld':
      return [{ ...rest, focalMm: focalMm * (1 + 0.12 * strength) }];
    default: {
      const never: never = name;
      throw new Error(`unknown move ${String(never)}`);
    }
  }
}

/** How much closer a frame must be so that, turned by an angle, it still lies inside the upright one. */
function coverForRoll(rollDeg: number, heightRatio: number): number {
  const angle = (Math.abs(rollDeg) * Math.PI) / 180;
  const aspect = 1 / heightRatio;
  return Math.cos(angle) + Math.sin(angle) * Math.max(aspect, heightRatio);
}
