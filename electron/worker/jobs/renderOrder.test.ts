import { fixtureKeyframe, fixtureLayer, fixturePicture } from '@shared/compositor/pictureFixtures';
import type { ShotPicture } from '@shared/compositor/shotPicture';
import { frames } from '@shared/time/frames';
import { describe, expect, it } from 'vitest';
import { expectedWork, longestFirst } from './renderOrder';

function shot(length: number, moves: boolean): ShotPicture {
  return fixturePicture({
    lengthFrames: frames(length) as ShotPicture['lengthFrames'],
    layers: [fixtureLayer('a', { width: 64, height: 36 })],
    keyframes: moves ? [fixtureKeyframe(0, {}), fixtureKeyframe(length - 1, { x: 0.2 })] : [],
  });
}

describe('the order of rendering', () => {
  it('counts a still shot as little, however long it is', () => {
    expect(expectedWork(shot(72, true))).toBe(72);
    expect(expectedWork(shot(7_200, false))).toBe(expectedWork(shot(72, false)));
    expect(expectedWork(shot(3, false))).toBe(3);
  });

  it('gives out the longest work first, and equal work in the order of the film', () => {
    const work = [shot(400, false), shot(30, true), shot(24, false), shot(90, true), shot(30, true)];
    const named = work.map((picture, index) => ({ index, picture }));
    expect(longestFirst(named, ({ picture }) => picture).map(({ index }) => index)).toEqual([3, 1, 4, 0, 2]);
  });
});
