import { expect, it } from 'vitest';
import { byRecency, mostRecent, withRecent } from './recentCommands';

it('the last one run is first, once, and old ones are forgotten', () => {
  expect(withRecent(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
  const many = ['1', '2', '3', '4', '5', '6', '7'].reduce<string[]>(withRecent, []);
  expect(many).toHaveLength(mostRecent);
  expect(many[0]).toBe('7');
});

it('what was run lately is offered first, as far as it can be run now, and no action twice', () => {
  const actions = ['a', 'b', 'c'].map((id) => ({ id }));
  const { recent, rest } = byRecency(actions, ['c', 'gone', 'a']);
  expect(recent.map(({ id }) => id)).toEqual(['c', 'a']);
  expect(rest.map(({ id }) => id)).toEqual(['b']);
});
