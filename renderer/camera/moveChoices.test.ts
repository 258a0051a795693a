import type { ShotId } from '@shared/document/ids';
import { moveNames } from '@shared/document/records';
import { testId } from '@shared/testing/smallFilm';
import { describe, expect, it, test } from 'vitest';
import { moveChoices, nextMove, shotsOfMove } from './moveChoices';

const choice = (title: string) => {
  const found = moveChoices.find((candidate) => candidate.title === title);
  if (!found) throw new Error(title);
  return found;
};

describe('nextMove', () => {
  it.each([
    ['Pan', null, 'panRight'],
    ['Pan', 'panRight', 'panLeft'],
    ['Pan', 'panLeft', 'panRight'],
    ['Dolly', 'panLeft', 'dollyIn'],
    ['Handheld', 'handheld', 'handheld'],
    ['Static', 'panLeft', null],
  ] as const)('%s from %s gives %s', (title, current, expected) => {
    expect(nextMove(choice(title), current)).toBe(expected);
  });

  it('offers every named move', () => {
    expect(moveChoices.flatMap((candidate) => candidate.ways.map((way) => way.name)).sort()).toEqual(
      [...moveNames].sort(),
    );
  });
});

test('a move is given to the selected shots when the panel shows one of them, else to the one it shows', () => {
  const [a, b, c] = ['A', 'B', 'C'].map((name) => testId('shot', name)) as [ShotId, ShotId, ShotId];
  expect(shotsOfMove([a, b], b)).toEqual([a, b]);
  expect(shotsOfMove([a, b], c)).toEqual([c]);
  expect(shotsOfMove([], c)).toEqual([c]);
});
