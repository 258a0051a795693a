import { describe, expect, test } from 'vitest';
import { poseAt, restPose } from '../../camera/poses';
import { drawList } from '../../compositor/drawList';
import { fixtureKeyframe, fixtureLayer, fixturePicture } from '../../compositor/pictureFixtures';
import type { ShotPicture } from '../../compositor/shotPicture';
import { stillPlace } from './stillPlace';

const frame = { width: 160, height: 90 };
const start = { x: 0.1, y: -0.05, z: 0.2 };
const end = { x: -0.2, y: 0.1, z: 0.5, focalMm: 60, rollDeg: 7, panShift: 0.1, tiltShift: -0.08 };
const moved = fixturePicture({ keyframes: [fixtureKeyframe(0, start), fixtureKeyframe(23, end)] });

/** Where the camera sees the corners of a still that lies in its place, at a moment: pixels of the frame. */
function seenCorners(shot: ShotPicture, madeAt: number, still = frame, at = madeAt): number[][] {
  const transform = stillPlace({ pose: poseAt(shot, madeAt), restFocalMm: 35 }, frame, still);
  if (!transform) throw new Error('no place');
  const { items } = drawList(
    { ...shot, layers: [fixtureLayer('still', { ...still, transform })] },
    at,
    frame,
  );
  const [a, b, c, d, e, f] = items[0]?.matrix ?? [0, 0, 0, 0, 0, 0];
  const corners = [
    [0, 0],
    [still.width, still.height],
  ] as const;
  return corners.map(([x, y]) => [a * x + c * y + e, b * x + d * y + f].map((value) => Math.round(value)));
}

describe('a still of a shot as a layer of it', () => {
  test.each([0, 11, 23])('fills what the camera sees at frame %i, of which it was made', (at) => {
    expect(seenCorners(moved, at)).toEqual([
      [0, 0],
      [160, 90],
    ]);
  });

  test('stays on the picture while the camera goes on', () => {
    expect(seenCorners(moved, 0, frame, 23)).not.toEqual(seenCorners(moved, 23));
  });

  test.each([
    [{ width: 90, height: 90 }, [35, 0], [125, 90]],
    [{ width: 320, height: 90 }, [0, 23], [160, 68]],
    [{ width: 3840, height: 2160 }, [0, 0], [160, 90]],
  ])('of %j is the part of the frame that it shows', (still, first, last) => {
    expect(seenCorners(moved, 11, still)).toEqual([first, last]);
  });

  test('of a camera at rest lies on the frame; past the plane it has no place', () => {
    expect(stillPlace({ pose: restPose(35), restFocalMm: 35 }, frame, frame)).toEqual({
      x: 0.5,
      y: 0.5,
      scale: 1,
      rotationDeg: 0,
      flipX: false,
    });
    expect(stillPlace({ pose: { ...restPose(35), z: 1.5 }, restFocalMm: 35 }, frame, frame)).toBeNull();
  });
});
