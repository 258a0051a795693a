import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { moveNames } from '../document/records';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const a = testId('shot', 'A');
const c = testId('shot', 'C');
const framesOf = (document: Document, shotId = a) =>
  document.childrenOf('cameraKeyframe', shotId).map(({ frame }) => frame);

describe('camera', () => {
  test.each(moveNames)(
    'the move %s begins and ends with the shot, keeps its name, and comes off again',
    (name) => {
      const move = { name, strength: 0.5, easing: 'easeInOut' };
      const { document } = run(smallFilm(), 'camera.setMove', { shotIds: [c], move });
      expect(document.require('shot', c).move).toEqual(move);
      expect(framesOf(document, c)).toEqual(name === 'handheld' ? [0] : [0, 23]);
      expect(document.require('shot', c).handheld !== null).toBe(name === 'handheld');
      const off = run(document, 'camera.setMove', { shotIds: [c], move: null }).document;
      expect(framesOf(off, c)).toEqual([]);
      expect(off.require('shot', c)).toMatchObject({ move: null, handheld: null });
    },
  );

  test('another strength changes the keyframes there are', () => {
    const move = { name: 'panLeft', strength: 1, easing: 'linear' };
    const { diff } = plan(smallFilm(), 'camera.setMove', { shotIds: [a], move });
    expect([...diff.added, ...diff.removed]).toEqual([]);
    expect(diff.updated.map(({ kind }) => kind).sort()).toEqual(['cameraKeyframe', 'cameraKeyframe', 'shot']);
  });

  test('a shot of one frame can move', () => {
    const short = run(smallFilm(), 'shot.setLength', { shotIds: [a], lengthFrames: 1 }).document;
    expect(framesOf(short)).toEqual([0, 1]);
  });

  test('a keyframe by hand: changes the one there or makes one, and the name goes', () => {
    const there = run(smallFilm(), 'camera.setKeyframe', { shotId: a, frame: 47, pose: { x: 0.2 } }).document;
    expect(framesOf(there)).toEqual([0, 47]);
    expect(there.childrenOf('cameraKeyframe', a)[1]?.x).toBe(0.2);
    expect(there.require('shot', a).move).toBeNull();
    const made = run(smallFilm(), 'camera.setKeyframe', { shotId: a, frame: 20, pose: {} }).document;
    expect(framesOf(made)).toEqual([0, 20, 47]);
  });

  test('two keyframes cannot stand on one frame', () => {
    const args = { keyframeId: testId('cameraKeyframe', 'end'), frame: 0 };
    expect(() => plan(smallFilm(), 'camera.moveKeyframe', args)).toThrow(PlanRefusal);
    expect(framesOf(run(smallFilm(), 'camera.moveKeyframe', { ...args, frame: -5 }).document)).toEqual([
      -5, 0,
    ]);
  });

  test('deleting one of them twice is deleting it', () => {
    const end = testId('cameraKeyframe', 'end');
    const { document } = run(smallFilm(), 'camera.deleteKeyframe', { keyframeIds: [end, end] });
    expect(framesOf(document)).toEqual([0]);
    expect(document.require('shot', a).move).toBeNull();
  });
});
