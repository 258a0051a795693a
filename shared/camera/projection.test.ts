import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpticalPose, restPose } from './poses';
import {
  type Camera,
  cameraRectangle,
  frameToLayer,
  layerToFrame,
  nearestDistance,
  poseFromRectangle,
  screenScale,
  screenToWorld,
  worldToScreen,
} from './projection';

const heightRatio = 9 / 16;
const rest: Camera = { pose: restPose(35), restFocalMm: 35 };
const camera = (fields: Partial<OpticalPose>): Camera => ({
  pose: { ...restPose(35), ...fields },
  restFocalMm: 35,
});

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const poses = fc.record({
  x: within(-3, 3),
  y: within(-3, 3),
  z: within(-5, 0.9),
  focalMm: within(8, 600),
  rollDeg: within(-180, 180),
  panShift: within(-2, 2),
  tiltShift: within(-2, 2),
});
const depths = within(1, 50);
const points = fc.record({ x: within(-4, 4), y: within(-4, 4) });

describe('the camera at rest', () => {
  it('shows every layer where its transform says, at every depth', () => {
    fc.assert(
      fc.property(points, within(0.1, 100), (place, depth) => {
        const seen = layerToFrame(rest, place, depth, heightRatio);
        expect(seen?.x).toBeCloseTo(place.x, 9);
        expect(seen?.y).toBeCloseTo(place.y, 9);
        // World width is scale × depth, screen width scale × depth × k: the transform's own scale.
        expect((screenScale(rest, depth) ?? 0) * depth).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('optics', () => {
  it('a dolly moves near planes more than far ones', () => {
    const dollied = camera({ z: 0.5 });
    const near = layerToFrame(dollied, { x: 0.75, y: 0.5 }, 1, heightRatio);
    const far = layerToFrame(dollied, { x: 0.75, y: 0.5 }, 10, heightRatio);
    expect(near?.x).toBeCloseTo(1, 9);
    expect(far?.x).toBeCloseTo(0.5 + 0.25 * (10 / 9.5), 9);
  });

  it('a zoom moves planes of every depth alike', () => {
    fc.assert(
      fc.property(points, depths, depths, within(8, 600), (place, a, b, focalMm) => {
        const zoomed = camera({ focalMm });
        const first = layerToFrame(zoomed, place, a, heightRatio);
        const second = layerToFrame(zoomed, place, b, heightRatio);
        expect(first?.x).toBeCloseTo(second?.x ?? Number.NaN, 6);
        expect(first?.y).toBeCloseTo(second?.y ?? Number.NaN, 6);
      }),
    );
  });

  it('a truck moves near planes more than far ones', () => {
    const trucked = camera({ x: 0.2 });
    expect(layerToFrame(trucked, { x: 0.5, y: 0.5 }, 1, heightRatio)?.x).toBeCloseTo(0.3, 9);
    expect(layerToFrame(trucked, { x: 0.5, y: 0.5 }, 4, heightRatio)?.x).toBeCloseTo(0.45, 9);
  });

  it('a pan shifts all alike, to the left when the camera turns right', () => {
    const panned = camera({ panShift: 0.2 });
    expect(layerToFrame(panned, { x: 0.5, y: 0.5 }, 1, heightRatio)?.x).toBeCloseTo(0.3, 9);
    expect(layerToFrame(panned, { x: 0.5, y: 0.5 }, 4, heightRatio)?.x).toBeCloseTo(0.3, 9);
  });

  it('the picture turns against the camera', () => {
    // A camera rolled clockwise by 90° sees what is right of it above the centre.
    const seen = worldToScreen(camera({ rollDeg: 90 }), { x: 0.3, y: 0 }, 1);
    expect(seen?.x).toBeCloseTo(0, 9);
    expect(seen?.y).toBeCloseTo(-0.3, 9);
  });

  it.each([
    { depth: 0.5, z: 0.5, isSeen: false },
    { depth: 0.5, z: 0.49, isSeen: false },
    { depth: 0.5, z: 0.47, isSeen: true },
    { depth: 0.5, z: 2, isSeen: false },
  ])('a plane at $depth before a camera at $z is seen: $isSeen', ({ depth, z, isSeen }) => {
    expect(screenScale(camera({ z }), depth) !== null).toBe(isSeen);
    expect(worldToScreen(camera({ z }), { x: 0, y: 0 }, depth) !== null).toBe(isSeen);
  });
});

describe('inverses', () => {
  it('screenToWorld undoes worldToScreen', () => {
    fc.assert(
      fc.property(poses, points, depths, (pose, world, depth) => {
        const screen = worldToScreen({ pose, restFocalMm: 35 }, world, depth);
        const back = screen && screenToWorld({ pose, restFocalMm: 35 }, screen, depth);
        expect(back?.x).toBeCloseTo(world.x, 6);
        expect(back?.y).toBeCloseTo(world.y, 6);
      }),
    );
  });

  it('frameToLayer undoes layerToFrame', () => {
    fc.assert(
      fc.property(poses, points, depths, (pose, place, depth) => {
        const seen = layerToFrame({ pose, restFocalMm: 35 }, place, depth, heightRatio);
        const back = seen && frameToLayer({ pose, restFocalMm: 35 }, seen, depth, heightRatio);
        expect(back?.x).toBeCloseTo(place.x, 6);
        expect(back?.y).toBeCloseTo(place.y, 6);
      }),
    );
  });
});

describe('the rectangle on the picture plane', () => {
  it('is the frame itself at rest', () => {
    expect(cameraRectangle(rest, heightRatio)).toEqual({
      centreX: 0,
      centreY: 0,
      width: 1,
      height: heightRatio,
      rotationDeg: 0,
    });
  });

  it('has the corners that the camera sees in the corners of the frame', () => {
    fc.assert(
      fc.property(poses, (pose) => {
        const eye: Camera = { pose, restFocalMm: 35 };
        const rectangle = cameraRectangle(eye, heightRatio);
        if (!rectangle) throw new Error('the camera stands before the plane');
        const angle = (rectangle.rotationDeg * Math.PI) / 180;
        const corner = { x: rectangle.width / 2, y: rectangle.height / 2 };
        const world = {
          x: rectangle.centreX + corner.x * Math.cos(angle) - corner.y * Math.sin(angle),
          y: rectangle.centreY + corner.x * Math.sin(angle) + corner.y * Math.cos(angle),
        };
        const screen = worldToScreen(eye, world, 1);
        expect(screen?.x).toBeCloseTo(0.5, 6);
        expect(screen?.y).toBeCloseTo(heightRatio / 2, 6);
      }),
    );
  });

  it.each(['dolly', 'zoom'] as const)('gives back its pose by %s', (mode) => {
    fc.assert(
      fc.property(poses, within(0.1, 4), points, within(-180, 180), (pose, width, centre, rotationDeg) => {
        const wanted = { centreX: centre.x, centreY: centre.y, width, rotationDeg };
        const made = poseFromRectangle(wanted, mode, { pose, restFocalMm: 35 });
        // A lens or a distance at its limit cannot reach every width.
        fc.pre(made.focalMm > 1 && made.focalMm < 5000 && 1 - made.z > nearestDistance * 1.001);
        const seen = cameraRectangle({ pose: made, restFocalMm: 35 }, heightRatio);
        expect(seen?.centreX).toBeCloseTo(wanted.centreX, 6);
        expect(seen?.centreY).toBeCloseTo(wanted.centreY, 6);
        expect(seen?.width).toBeCloseTo(wanted.width, 6);
        expect(seen?.rotationDeg).toBeCloseTo(wanted.rotationDeg, 6);
        if (mode === 'dolly') expect(made.focalMm).toBe(pose.focalMm);
        else expect(made.z).toBe(pose.z);
      }),
    );
  });

  it('half the width is a lens twice as long, or half the way', () => {
    const wanted = { centreX: 0, centreY: 0, width: 0.5, rotationDeg: 0 };
    expect(poseFromRectangle(wanted, 'zoom', rest)).toMatchObject({ focalMm: 70, z: 0 });
    expect(poseFromRectangle(wanted, 'dolly', rest)).toMatchObject({ focalMm: 35, z: 0.5 });
  });
});
