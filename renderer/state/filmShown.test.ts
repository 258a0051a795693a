import { expect, test } from 'vitest';
import { noteFilmShown, whenFilmShown } from './filmShown';

test('what the first picture does not need begins after it, and at once while a film is shown', () => {
  const begun: string[] = [];
  whenFilmShown(() => begun.push('threads'));
  noteFilmShown(false);
  expect(begun).toEqual([]);
  noteFilmShown(true);
  whenFilmShown(() => begun.push('files'));
  expect(begun).toEqual(['threads', 'files']);
  noteFilmShown(true);
  expect(begun).toEqual(['threads', 'files']);
  noteFilmShown(false);
  whenFilmShown(() => begun.push('of the next film'));
  expect(begun).toHaveLength(2);
});
