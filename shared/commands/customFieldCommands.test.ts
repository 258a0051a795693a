import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const field = (name: string) => testId('customField', name);
const shot = (name: string) => testId('shot', name);

function filmAfter(...calls: readonly (readonly [string, unknown])[]): Document {
  return calls.reduce((film, [command, args]) => run(film, command, args).document, smallFilm());
}
const addText = ['customField.add', { id: field('camera'), name: 'Camera' }] as const;
const addNumber = ['customField.add', { id: field('takes'), name: 'Takes', type: 'number' }] as const;
const addChoice = [
  'customField.add',
  { id: field('unit'), name: 'Unit', type: 'choice', choices: ['Main', ' Second ', 'Main', ''] },
] as const;
const set = (name: string, value: unknown, ...shots: string[]) =>
  ['shot.setCustomField', { customFieldId: field(name), shotIds: shots.map(shot), value }] as const;
const values = (film: Document, name: string) =>
  ['A', 'B', 'C'].map((id) => film.require('shot', shot(id)).customFields[field(name)] ?? null);

describe('custom fields', () => {
  test('stand in order, choices once each', () => {
    const film = filmAfter(addText, addNumber, addChoice, [
      'customField.move',
      { customFieldId: field('unit'), index: 0 },
    ]);
    expect(film.list('customField').map(({ name, choices }) => [name, choices])).toEqual([
      ['Unit', ['Main', 'Second']],
      ['Camera', []],
      ['Takes', []],
    ]);
  });

  test('a value for several shots, and none again', () => {
    const film = filmAfter(addText, set('camera', 'B cam', 'A', 'C'));
    expect(values(film, 'camera')).toEqual(['B cam', null, 'B cam']);
    expect(values(run(film, ...set('camera', null, 'A')).document, 'camera')).toEqual([null, null, 'B cam']);
    expect(values(run(film, ...set('camera', '', 'A')).document, 'camera')).toEqual([null, null, 'B cam']);
  });

  test('deleting a field takes its values along', () => {
    const film = filmAfter(addText, addNumber, set('camera', 'B', 'A'), set('takes', 3, 'A'), [
      'customField.delete',
      { customFieldId: field('camera') },
    ]);
    expect(film.require('shot', shot('A')).customFields).toEqual({ [field('takes')]: 3 });
  });

  test.each([
    ['number', [], ['12', '3,5', 'many'], [12, 3.5, null]],
    ['choice', ['12'], ['12', '3,5', 'many'], ['12', null, null]],
    ['checkbox', [], ['12', '3,5', 'many'], [null, null, null]],
  ])('a text that becomes a %s keeps what can be read as one', (type, choices, before, expected) => {
    const film = filmAfter(
      addText,
      ...before.map((value, index) => set('camera', value, 'ABC'.charAt(index))),
      ['customField.edit', { customFieldId: field('camera'), fields: { type, choices } }],
    );
    expect(values(film, 'camera')).toEqual(expected);
  });

  test('a choice that goes is taken from its shots', () => {
    const film = filmAfter(addChoice, set('unit', 'Main', 'A'), set('unit', 'Second', 'B'), [
      'customField.edit',
      { customFieldId: field('unit'), fields: { choices: ['Second', 'Third'] } },
    ]);
    expect(values(film, 'unit')).toEqual([null, 'Second', null]);
  });

  test.each([
    ['a name twice', [addText], ['customField.add', { name: ' camera ' }]],
    ['a text in a number', [addNumber], set('takes', 'three', 'A')],
    ['a choice there is not', [addChoice], set('unit', 'Fourth', 'A')],
    ['a place there is not', [addText], ['customField.move', { customFieldId: field('camera'), index: 9 }]],
  ] as const)('refused: %s', (_, before, [command, args]) => {
    expect(() => plan(filmAfter(...before), command, args)).toThrow(PlanRefusal);
  });
});
