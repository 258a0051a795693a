import { moveNames } from '@shared/document/records';
import { describe, expect, it } from 'vitest';
import { moveChoices, nextMove } from './moveChoices';

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
