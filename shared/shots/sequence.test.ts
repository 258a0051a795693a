import { expect, test } from 'vitest';
import { smallFilm, testId } from '../testing/smallFilm';
import { lengthOfShots, pickShots, selectSequence } from './sequence';

test('of some shots those that are asked for, in the order of the film; all where none are named', () => {
  const { shots, lengthFrames } = selectSequence(smallFilm());
  const [first, second] = shots;
  if (!first || !second) throw new Error('The film has two shots.');
  expect(pickShots(shots, [second.shot.id, testId('shot', 'gone'), first.shot.id])).toEqual([first, second]);
  expect(pickShots(shots, [])).toEqual([]);
  expect(pickShots(shots, null)).toEqual(shots);
  expect(lengthOfShots(shots)).toBe(lengthFrames);
  expect(lengthOfShots([])).toBe(0);
});
