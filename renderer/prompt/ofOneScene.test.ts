import { selectSequence } from '@shared/shots/sequence';
import { buildFilm, shotId } from '@shared/timeline/filmBuilder.testing';
import { expect, test } from 'vitest';
import { ofOneScene } from './ofOneScene';

const sequence = selectSequence(buildFilm({ scenes: [[24, 24], [24, 24, 24], [24]] }));
const shots = (...indices: number[]) => indices.map(shotId);

test('those of the scene of the shot at hand, in the order they were chosen', () => {
  expect(ofOneScene(shots(5, 4, 2, 0), shotId(2), sequence)).toEqual(shots(4, 2));
});

test('those of the first scene of the film where the shot at hand is not chosen', () => {
  expect(ofOneScene(shots(5, 4, 3), shotId(0), sequence)).toEqual(shots(4, 3));
});
