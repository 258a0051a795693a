import { describe, expect, it } from 'vitest';
import { type PoseKeyframe, restPose } from '../camera/poses';
import { screenToWorld } from '../camera/projection';
import { frames } from '../time/frames';
import { cameraMarks } from './cameraMarks';

const ease = { x1: 0, y1: 0, x2: 1, y2: 1 };
const key = (frame: number, pose: Partial<PoseKeyframe>): PoseKeyframe => ({
  ...restPose(35),
  frame: frames(frame),
  interpolation: 'linear',
  ease,
  ...pose,
});
const marksOf = (keyframes: readonly PoseKeyframe[], first = 0, last = 47) =>
  cameraMarks({ keyframes, restFocalMm: 35, first, last, heightRatio: 9 / 16 });

describe('the marks of a camera move', () => {
  it('are none where the camera stands still', () => {
    expect(marksOf([])).toBeNull();
    expect(marksOf([key(0, { x: 0.4 })])).toBeNull();
    // It moves, but not while this board is shown.
    expect(marksOf([key(0, {}), key(10, { x: 0.5 })], 10, 40)).toBeNull();
  });

  it('are where the camera is at both ends, in a picture that shows all of the move', () => {
    const marks = marksOf([key(0, { x: -0.2 }), key(47, { x: 0.3 })]);
    const [start, end] = marks?.frames ?? [];
    if (!marks || !start || !end) throw new Error('no marks');
    for (const { x, y } of [...start, ...end]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(1);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(1);
    }
    // The corner of the start frame is the place of the picture that the camera sees in its own corner.
    const seen = screenToWorld({ pose: key(0, { x: -0.2 }), restFocalMm: 35 }, { x: -0.5, y: -9 / 32 }, 1);
    const shown = screenToWorld(
      { pose: marks.pose, restFocalMm: 35 },
      { x: start[0].x - 0.5, y: ((start[0].y - 0.5) * 9) / 16 },
      1,
    );
    expect(shown?.x).toBeCloseTo(seen?.x ?? Number.NaN, 6);
    expect(shown?.y).toBeCloseTo(seen?.y ?? Number.NaN, 6);
    expect(end[0].x - start[0].x).toBeCloseTo(0.5 * (end[1].x - end[0].x), 6);
  });

  it('are smaller frames for longer lenses, and turned for a roll', () => {
    const zoom = marksOf([key(0, {}), key(47, { focalMm: 70 })])?.frames;
    const width = (index: number) => (zoom?.[index]?.[1].x ?? 0) - (zoom?.[index]?.[0].x ?? 0);
    expect(width(1)).toBeCloseTo(width(0) / 2, 6);
    const roll = marksOf([key(0, {}), key(47, { rollDeg: 10 })])?.frames[1];
    expect(roll?.[1].y).toBeGreaterThan(roll?.[0].y ?? Number.NaN);
  });

  it('show the places between, too', () => {
    expect(marksOf([key(0, {}), key(20, { x: 0.4 }), key(47, {})])?.frames).toHaveLength(3);
  });

  it('are none where a still picture cannot tell the move', () => {
    expect(marksOf([key(0, {}), key(47, { z: 1.5 })])).toBeNull();
    expect(marksOf([key(0, {}), key(47, { x: 400 })])).toBeNull();
  });
});
