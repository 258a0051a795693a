import { describe, expect, it } from 'vitest';
import type { EasingName, MoveName } from '../document/records';
import { frames } from '../time/frames';
import { easings, movePoses } from './moves';
import { type CameraPath, type OpticalPose, restPose } from './poses';
import { cameraWords } from './words';

const rate = { num: 24, den: 1 };
const span = (seconds: number) => ({ firstFrame: 0, lengthFrames: seconds * 24 + 1 });

function named(name: MoveName, strength: number, easing: EasingName, seconds: number): string {
  const last = seconds * 24;
  const keyframes = movePoses({ name, strength, easing }, 35, 9 / 16).map((pose, index) => ({
    ...pose,
    frame: frames(index === 0 ? 0 : last),
  }));
  const handheld = name === 'handheld' ? { amount: strength, seed: 1 } : null;
  return cameraWords({ keyframes, restFocalMm: 35, handheld, rate }, span(seconds));
}

function between(to: Partial<OpticalPose>, extra: Partial<CameraPath> = {}): string {
  const keyframes = [
    { ...restPose(35), frame: frames(0), interpolation: 'linear' as const, ease: easings.linear },
    { ...restPose(35), ...to, frame: frames(48), interpolation: 'linear' as const, ease: easings.linear },
  ];
  return cameraWords({ keyframes, restFocalMm: 35, handheld: null, rate, ...extra }, span(2));
}

describe('cameraWords', () => {
  it.each([
    { move: ['dollyIn', 0.5, 'easeInOut', 4], words: 'Dolly in, slow, ease in and out' },
    { move: ['dollyOut', 1, 'linear', 2], words: 'Dolly out, even' },
    { move: ['panLeft', 0.5, 'easeOut', 1], words: 'Pan left, ease out' },
    { move: ['tiltUp', 0.5, 'easeIn', 4], words: 'Tilt up, slow, ease in' },
    { move: ['zoomIn', 1, 'linear', 1], words: 'Zoom in, fast, even' },
    { move: ['truckRight', 0.5, 'linear', 1], words: 'Truck right, even' },
    { move: ['rollRight', 0.5, 'linear', 2], words: 'Roll right, slow, even' },
    { move: ['handheld', 0.5, 'linear', 2], words: 'Handheld' },
  ] as const)('$move', ({ move: [name, strength, easing, seconds], words }) => {
    expect(named(name, strength, easing, seconds)).toBe(words);
  });

  it.each([
    { to: {}, words: 'Static' },
    { to: { z: 0.4, focalMm: 24 }, words: 'Dolly zoom in, even' },
    { to: { z: -0.4, focalMm: 50 }, words: 'Dolly zoom out, even' },
    { to: { z: 0.4, panShift: 0.2 }, words: 'Dolly in and pan right, even' },
    { to: { y: -0.5 }, words: 'Pedestal up, even' },
    { to: { panShift: 4 }, words: 'Pan right, very fast, even' },
    { to: { panShift: 0.004 }, words: 'Static' },
  ])('$to is "$words"', ({ to, words }) => {
    expect(between(to)).toBe(words);
  });

  it('adds handheld to a move', () => {
    expect(between({ z: 0.4 }, { handheld: { amount: 0.3, seed: 1 } })).toBe('Dolly in, even, handheld');
  });

  it('says a move that comes back is one', () => {
    const at = (frame: number, panShift: number) => ({
      ...restPose(35),
      panShift,
      frame: frames(frame),
      interpolation: 'linear' as const,
      ease: easings.linear,
    });
    const path = { keyframes: [at(0, 0), at(24, 0.3), at(48, 0)], restFocalMm: 35, handheld: null, rate };
    expect(cameraWords(path, span(2))).toBe('Moving, ends where it began');
  });

  it('a keyframe that holds is a cut', () => {
    const keyframes = [
      { ...restPose(35), frame: frames(0), interpolation: 'hold' as const, ease: easings.linear },
      {
        ...restPose(35),
        focalMm: 70,
        frame: frames(24),
        interpolation: 'hold' as const,
        ease: easings.linear,
      },
    ];
    expect(cameraWords({ keyframes, restFocalMm: 35, handheld: null, rate }, span(2))).toContain(
      'in one cut',
    );
  });
});
