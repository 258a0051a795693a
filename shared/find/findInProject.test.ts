import { describe, expect, test } from 'vitest';
import { fullFilm } from '../testing/fullFilm';
import { testId } from '../testing/smallFilm';
import { findInProject } from './findInProject';

const places = (words: string) =>
  findInProject(fullFilm(), words).found.map(({ kind, title, field }) => `${kind} ${title} ${field}`);

describe('finding words', () => {
  test.each([
    ['harbour', ['scene Scene 1 Heading', 'shot 1C Text on the board', 'element Harbour Name']],
    ['ALWAYS', ['shot 1A Dialogue']],
    ['戻って', ['shot 2A Dialogue']],
    ['ｎｉｇｈｔ', ['shot 2A Text on the board', 'shot 2B Text on the board']],
    ['b cam', ['shot 1A Camera']],
    ['slower', ['comment 1A Comment']],
    ['storm', ['marker Storm begins Name']],
    ['1b', ['shot 1B Number']],
    ['rush', ['media rush Name']],
    ['nowhere to be found', []],
    ['   ', []],
  ])('"%s"', (words, expected) => {
    expect(places(words)).toEqual(expected);
  });

  test('the words are shown as they stand, with what is around them', () => {
    expect(findInProject(fullFilm(), 'BEGINS').found[0]).toMatchObject({
      id: testId('marker', 'storm'),
      before: 'Storm ',
      words: 'begins',
      after: '',
    });
  });

  test('more than are shown are counted', () => {
    const { found, total } = findInProject(fullFilm(), 'a', 3);
    expect(found).toHaveLength(3);
    expect(total).toBeGreaterThan(10);
  });
});
