import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frames } from '../time/frames';
import { type CameraPath, keyedPoseAt, type PoseKeyframe, poseAt, restPose } from './poses';
import { shakeAt } from './shake';

const linear = { x1: 0, y1: 0, x2: 1, y2: 1 };

function key(frame: number, fields: Partial<PoseKeyframe> = {}): PoseKeyframe {
  return { ...restPose(35), frame: frames(frame), interpolation: 'linear', ease: linear, ...fields };
}

function path(keyframes: readonly PoseKeyframe[], handheld: CameraPath['handheld'] = null): CameraPath {
  return { keyframes, restFocalMm: 35, handheld, rate: { num: 24, den: 1 } };
}

describe('keyedPoseAt', () => {
  it.each([
    { name: 'no keyframes: at rest', keyframes: [], frame: 10, x: 0 },
    { name: 'holds before the first', keyframes: [key(10, { x: 1 }), key(20, { x: 2 })], frame: 3, x: 1 },
    { name: 'on the first', keyframes: [key(10, { x: 1 }), key(20, { x: 2 })], frame: 10, x: 1 },
    { name: 'halfway, linear', keyframes: [key(10, { x: 1 }), key(20, { x: 2 })], frame: 15, x: 1.5 },
    { name: 'on the last', keyframes: [key(10, { x: 1 }), key(20, { x: 2 })], frame: 20, x: 2 },
    { name: 'holds after the last', keyframes: [key(10, { x: 1 }), key(20, { x: 2 })], frame: 99, x: 2 },
    {
      name: 'hold stays until the next keyframe',
      keyframes: [key(0, { x: 1, interpolation: 'hold' }), key(10, { x: 2 })],
      frame: 9,
      x: 1,
    },
    {
      name: 'hold jumps on the next keyframe',
      keyframes: [key(0, { x: 1, interpolation: 'hold' }), key(10, { x: 2 })],
      frame: 10,
      x: 2,
    },
    {
      name: 'the earlier keyframe says how',
      keyframes: [key(0), key(10, { x: 1, interpolation: 'hold' }), key(20, { x: 3 })],
      frame: 5,
      x: 0.5,
    },
    {
      name: 'bezier at half its time',
      keyframes: [
        key(0, { interpolation: 'bezier', ease: { x1: 0.42, y1: 0, x2: 0.58, y2: 1 } }),
        key(10, { x: 4 }),
      ],
      frame: 5,
      x: 2,
    },
    { name: 'keyframes before shot time 0', keyframes: [key(-10), key(10, { x: 2 })], frame: 0, x: 1 },
  ])('$name', ({ keyframes, frame, x }) => {
    expect(keyedPoseAt(path(keyframes), frame).x).toBeCloseTo(x, 9);
  });

  it('goes through focal lengths by equal factors', () => {
    const pose = keyedPoseAt(path([key(0, { focalMm: 25 }), key(10, { focalMm: 100 })]), 5);
    expect(pose.focalMm).toBeCloseTo(50, 9);
  });

  it('keeps a focal length that does not change to the bit', () => {
    const keyframes = [key(0, { focalMm: 35.3, x: 1 }), key(10, { focalMm: 35.3, x: 1 })];
    for (let frame = 0; frame < 12; frame += 1) {
      expect(keyedPoseAt(path(keyframes), frame)).toEqual(keyedPoseAt(path(keyframes), 0));
    }
  });

  it('an ease that swings far over leaves the lens one that exists', () => {
    const wild = key(0, {
      interpolation: 'bezier',
      ease: { x1: 0.5, y1: 1000, x2: 0.5, y2: -1000 },
      focalMm: 10,
    });
    for (let frame = 0; frame <= 20; frame += 1) {
      const { focalMm } = keyedPoseAt(path([wild, key(20, { focalMm: 90 })]), frame);
      expect(focalMm).toBeGreaterThanOrEqual(1);
      expect(focalMm).toBeLessThanOrEqual(5000);
    }
  });
});

describe('handheld', () => {
  const seed = fc.integer({ min: 0, max: 0x7fffffff });

  it('is the same for the same seed and moment, and another for another seed', () => {
    const first = poseAt(path([], { amount: 0.5, seed: 7 }), 33);
    expect(poseAt(path([], { amount: 0.5, seed: 7 }), 33)).toEqual(first);
    expect(poseAt(path([], { amount: 0.5, seed: 8 }), 33)).not.toEqual(first);
  });

  it('is nothing at amount 0', () => {
    expect(poseAt(path([], { amount: 0, seed: 7 }), 33)).toEqual(restPose(35));
  });

  it('stays inside its reach and has no jumps', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0, max: 600, noNaN: true }), (value, seconds) => {
        const shake = shakeAt(1, value, seconds);
        const next = shakeAt(1, value, seconds + 1 / 240);
        expect(Math.abs(shake.panShift)).toBeLessThanOrEqual(0.03);
        expect(Math.abs(shake.tiltShift)).toBeLessThanOrEqual(0.02);
        expect(Math.abs(shake.rollDeg)).toBeLessThanOrEqual(0.8);
        expect(Math.abs(next.panShift - shake.panShift)).toBeLessThan(0.002);
      }),
    );
  });

  it('moves enough to be seen over two seconds', () => {
    fc.assert(
      fc.property(seed, (value) => {
        const shifts = Array.from({ length: 48 }, (_, frame) => shakeAt(1, value, frame / 24).panShift);
        expect(Math.max(...shifts) - Math.min(...shifts)).toBeGreaterThan(0.003);
      }),
    );
  });
});
