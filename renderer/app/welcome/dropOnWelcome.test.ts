import { expect, it } from 'vitest';
import { welcomeDrop } from './dropOnWelcome';

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

it.each([
  ['a project', ['Film.ekonte'], 'project'],
  ['a packed one, also among others', ['pier.png', 'Film.ekontez'], 'project'],
  ['a screenplay', ['Film.fountain'], 'script'],
  ['scenes of another program', ['1.storyboarder', '2.storyboarder'], 'storyboards'],
  ['pictures and clips', ['1.png', '2.mov'], 'shots'],
  ['pictures, whatever else is among them', ['notes.txt', '1.png'], 'shots'],
  ['a folder of another name', ['Film (copy)'], 'project'],
  ['what is neither', ['budget.xlsx'], 'project'],
])('%s', (_, names, kind) => {
  expect(welcomeDrop(named(...names))?.kind).toBe(kind);
});

it('nothing is nothing', () => {
  expect(welcomeDrop([])).toBeNull();
});
