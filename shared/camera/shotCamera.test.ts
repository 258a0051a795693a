import { describe, expect, it } from 'vitest';
import { createCameraKeyframe, createShot } from '../document/factories';
import type { CameraKeyframe, Shot } from '../document/records';
import { frames } from '../time/frames';
import { moveEnds } from './shotCamera';

const shot = (fields: Partial<Shot> = {}): Shot =>
  createShot({
    id: 'sht_00000000' as Shot['id'],
    sceneId: 'scn_00000000' as Shot['sceneId'],
    order: 'a0',
    lengthFrames: frames(48),
    ...fields,
  });
const keyframe = (frame: number, x: number): CameraKeyframe =>
  createCameraKeyframe({
    id: `cam_0000000${frame}` as CameraKeyframe['id'],
    shotId: shot().id,
    frame: frames(frame),
    x,
  });

describe('moveEnds', () => {
  it.each([
    ['no keyframes: the span shown, at rest', shot(), [], [0, 0, false], [47, 0, false]],
    [
      'trimmed head: the span shown',
      shot({ sourceInFrames: frames(10) }),
      [],
      [10, 0, false],
      [57, 0, false],
    ],
    ['one keyframe holds to the end', shot(), [keyframe(5, 0.25)], [5, 0.25, true], [47, 0.25, false]],
    [
      'one keyframe on the last frame: the end lies behind it',
      shot(),
      [keyframe(47, 0.25)],
      [47, 0.25, true],
      [48, 0.25, false],
    ],
    [
      'several: first and last',
      shot(),
      [keyframe(2, 0.1), keyframe(9, 0.5), keyframe(30, 0.9)],
      [2, 0.1, true],
      [30, 0.9, true],
    ],
  ])('%s', (_name, of, keyframes, start, end) => {
    const ends = moveEnds(of, keyframes).map((move) => [move.frame, move.pose.x, move.hasKeyframe]);
    expect(ends).toEqual([start, end]);
  });
});
