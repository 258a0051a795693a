import { expect, test } from 'vitest';
import type { ActionDefinition } from './action';
import { actionCatalogue, findAction } from './catalogue';
import { inMenuOrder, menuParts, namedInMenus } from './menus';

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

test('a menu names each of its actions once: one that is forgotten would stand below all others', () => {
  const ids = namedInMenus.map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const shown = actionCatalogue.filter((action: ActionDefinition) => action.isHidden !== true);
  expect(shown.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  expect(namedInMenus.filter(([group, id]) => findAction(id)?.group !== group)).toEqual([]);
});

test('menus have all actions, in their parts, with new ones at the end', () => {
  expect(
    inMenuOrder(actionCatalogue)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(actionCatalogue.map(({ id }) => id).sort());
  const items = ['project.close', 'file.made', 'media.import', 'project.new'].map((id) => ({
    id,
    group: 'File' as const,
  }));
  expect(menuParts('File', items).map((part) => part.map(({ id }) => id))).toEqual([
    ['project.new', 'project.close'],
    ['media.import'],
    ['file.made'],
  ]);
  expect(menuParts('Edit', items)).toEqual([]);
});

test('why an action is dim is a short sentence', () => {
  const reasons = actionCatalogue.flatMap(({ whyNot }: ActionDefinition) => whyNot ?? []);
  expect(reasons.length).toBeGreaterThan(40);
  expect(reasons.filter((reason) => !/^[A-Z][^.]*\.$/.test(reason) || reason.length > 70)).toEqual([]);
});
