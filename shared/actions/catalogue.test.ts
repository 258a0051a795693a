import { expect, test } from 'vitest';
import { actionCatalogue, findAction } from './catalogue';

test('ids are domain.verbNoun and each is there once', () => {
  const ids = actionCatalogue.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+\.[a-z][A-Za-z]*$/.test(id))).toEqual([]);
  expect(findAction('edit.undo')?.title).toBe('Undo');
  expect(findAction('edit.unknown')).toBeUndefined();
});

test('no two actions have one title: the palette would show them as the same', () => {
  const titles = actionCatalogue.map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test('keys are written as tinykeys reads them', () => {
  const chord =
    /^((\$mod|Shift|Alt|Control|Meta)\+)*(Key[A-Z]|Digit\d|Numpad\w+|F\d{1,2}|Arrow(Left|Right|Up|Down)|Space|Enter|Escape|Tab|Delete|Backspace|Home|End|Page(Up|Down)|Bracket(Left|Right)|Slash|Backslash|Backquote|Minus|Equal|Comma|Period|Semicolon|Quote|Insert)$/;
  const strange = actionCatalogue.flatMap(({ keys = [] }) => keys.filter((key) => !chord.test(key)));
  expect(strange).toEqual([]);
});
