import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { easingNames, moveNames } from '../document/records';
import { frames } from '../time/frames';
import { movePoses } from './moves';
import { type CameraPath, poseAt } from './poses';
import { screenToWorld } from './projection';

const lastFrame = 71;

function movePath(args: Parameters<typeof movePoses>[0], heightRatio: number, seed = 1): CameraPath {
  const keyframes = movePoses(args, 35, heightRatio).map((pose, index) => ({
    ...pose,
    frame: frames(index === 0 ? 0 : lastFrame),
  }));
  const handheld = args.name === 'handheld' ? { amount: args.strength, seed } : null;
  return { keyframes, restFocalMm: 35, handheld, rate: { num: 24, den: 1 } };
}

const upright = moveNames.filter((name) => !name.startsWith('dolly'));

describe('named moves', () => {
  it.each(moveNames)('%s never looks past the edge of a picture that fills the frame', (name) => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...easingNames),
        // From 9:16 through a square to scope.
        fc.constantFrom(16 / 9, 1, 3 / 4, 9 / 16, 1 / 2.39),
        fc.integer({ min: 0, max: 0x7fffffff }),
        (strength, easing, heightRatio, seed) => {
          const path = movePath({ name, strength, easing }, heightRatio, seed);
          for (let frame = 0; frame <= lastFrame; frame += 3) {
            const pose = poseAt(path, frame);
            for (const corner of [
              { x: -0.5, y: -0.5 * heightRatio },
              { x: 0.5, y: -0.5 * heightRatio },
              { x: 0.5, y: 0.5 * heightRatio },
              { x: -0.5, y: 0.5 * heightRatio },
            ]) {
              const seen = screenToWorld({ pose, restFocalMm: 35 }, corner, 1);
              expect(Math.abs(seen?.x ?? Number.NaN)).toBeLessThanOrEqual(0.5 + 1e-9);
              expect(Math.abs(seen?.y ?? Number.NaN)).toBeLessThanOrEqual(heightRatio / 2 + 1e-9);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(moveNames.filter((name) => name !== 'handheld'))(
    '%s moves, and its strength is how far',
    (name) => {
      const travel = (strength: number): number => {
        const [from, to] = movePoses({ name, strength, easing: 'linear' }, 35, 9 / 16);
        if (!from || !to) throw new Error('a move has two poses');
        return (
          Math.abs(to.x - from.x) +
          Math.abs(to.z - from.z) +
          Math.abs(Math.log(to.focalMm / from.focalMm)) +
          Math.abs(to.rollDeg - from.rollDeg) +
          Math.abs(to.panShift - from.panShift) +
          Math.abs(to.tiltShift - from.tiltShift)
        );
      };
      expect(travel(0)).toBe(0);
      expect(travel(0.5)).toBeGreaterThan(0.05);
      expect(travel(1)).toBeGreaterThan(travel(0.5));
    },
  );

  it.each(upright)('%s leaves the camera on its plane', (name) => {
    for (const pose of movePoses({ name, strength: 1, easing: 'linear' }, 35, 9 / 16)) expect(pose.z).toBe(0);
  });

  it.each([
    { name: 'panRight', seen: 'left' },
    { name: 'truckRight', seen: 'left' },
    { name: 'panLeft', seen: 'right' },
    { name: 'truckLeft', seen: 'right' },
  ] as const)('$name lets the picture drift to the $seen', ({ name, seen }) => {
    const [from, to] = movePoses({ name, strength: 0.5, easing: 'linear' }, 35, 9 / 16);
    if (!from || !to) throw new Error('a move has two poses');
    const drift = from.x + from.panShift - (to.x + to.panShift);
    expect(Math.sign(drift)).toBe(seen === 'left' ? -1 : 1);
  });
});
