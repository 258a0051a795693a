import { expect, test } from 'vitest';
import { bestMatches, mostMatches } from './paletteMatches';

const shots = Array.from({ length: 500 }, (_, index) => ({
  id: `sht_${index}`,
  words: [`${index}`, index === 321 ? 'The lamp goes out' : 'Waves', 'EXT. HARBOUR'],
}));
const found = (typed: string) => bestMatches(shots, typed).map(({ id }) => id);

test('while nothing is typed the first ones are offered', () => {
  expect(found(' ')).toEqual(shots.slice(0, mostMatches).map(({ id }) => id));
});

test('the shot of a number is among those that are offered, however many hold its digits', () => {
  expect(found('7')).toContain('sht_7');
  expect(found('7')).toHaveLength(mostMatches);
  expect(found('321')).toContain('sht_321');
});

test('words are found wherever they stand, in upper or lower case', () => {
  expect(found('GOES out')).toEqual(['sht_321']);
  expect(found('harbour')).toHaveLength(mostMatches);
});

test('letters in order find, where the words themselves do not', () => {
  expect(found('lmpout')).toEqual(['sht_321']);
  expect(found('xyzzy')).toEqual([]);
});

test('what is found stays in the order of the film', () => {
  const ids = found('49');
  expect(ids).toEqual([...ids].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4))));
});
