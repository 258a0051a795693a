import { selectSequence } from '@shared/shots/sequence';
import { fullFilm } from '@shared/testing/fullFilm';
import { testId } from '@shared/testing/smallFilm';
import { expect, test } from 'vitest';
import { rangeOptions, shotsOfRange } from './rangeChoice';

const sequence = selectSequence(fullFilm());
const shot = (name: string) => testId('shot', name);

test('the whole film, what is selected, and each scene with shots can be chosen', () => {
  expect(rangeOptions(sequence, [])).toEqual([
    { value: 'all', label: 'Whole film' },
    { value: 'selected', label: 'Selected shots (0)', isDisabled: true },
    { value: testId('scene', 'one'), label: 'Scene 1 EXT. HARBOUR - DUSK' },
    { value: testId('scene', 'two'), label: 'Scene 2' },
  ]);
});

test('shots come in film order, and one that is gone does not count', () => {
  expect(shotsOfRange(sequence, 'all', [])).toBeNull();
  expect(shotsOfRange(sequence, 'selected', [shot('D'), shot('A'), shot('gone')])).toEqual([
    shot('A'),
    shot('D'),
  ]);
  expect(shotsOfRange(sequence, testId('scene', 'two'), [])).toEqual([shot('D'), shot('E')]);
  expect(rangeOptions(sequence, [shot('A'), shot('gone')])[1]?.label).toBe('Selected shots (1)');
});
