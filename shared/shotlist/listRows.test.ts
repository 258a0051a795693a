import { describe, expect, test } from 'vitest';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { allColumns } from './columns';
import { columnValues, listRows } from './listRows';
import { initialListView, type ListView, moveColumn, nextSort, shownColumns, toggleColumn } from './listView';
import { tableContext } from './tableContext';

const shot = (name: string) => testId('shot', name);
const film = [
  ['shot.edit', { shotIds: [shot('B'), shot('D')], fields: { size: 'CU', action: 'ミナは歩く' } }],
  ['shot.edit', { shotIds: [shot('C')], fields: { size: 'WS', notes: 'Rain' } }],
  ['shot.edit', { shotIds: [shot('E')], fields: { status: 'omitted' } }],
].reduce((document, [command, args]) => run(document, String(command), args).document, smallFilm());
const context = tableContext(film);
const all = allColumns([]);

/** "1: 1A 1B | 2: 2A" for scenes and their shots. */
const shown = (view: Partial<ListView>, query = ''): string =>
  listRows(context, { view: { ...initialListView, ...view }, all, query })
    .map((row) => (row.type === 'scene' ? `${row.scene.label}:` : row.entry.label))
    .join(' ');

describe('the lines of the list', () => {
  test.each<[string, Partial<ListView>, string, string]>([
    ['as the film is', {}, '', '1: 1A 1B 1C 2: 2A 2B'],
    ['without scenes', { isGrouped: false }, '', '1A 1B 1C 2A 2B'],
    [
      'by length',
      { isGrouped: false, sort: { column: 'length', isDescending: false } },
      '',
      '2B 1C 1A 1B 2A',
    ],
    [
      'by length in each scene, down',
      { sort: { column: 'length', isDescending: true } },
      '',
      '1: 1B 1A 1C 2: 2A 2B',
    ],
    [
      'by size, what has none last',
      { isGrouped: false, sort: { column: 'size', isDescending: true } },
      '',
      '1B 2A 1C 1A 2B',
    ],
    [
      'by a column that is gone',
      { isGrouped: false, sort: { column: 'custom x', isDescending: true } },
      '',
      '1A 1B 1C 2A 2B',
    ],
    ['of a size', { filters: { size: ['CU'] } }, '', '1: 1B 2: 2A'],
    ['of no size', { filters: { size: [''] } }, '', '1: 1A 2: 2B'],
    ['with words', {}, 'rain ws', '1: 1C'],
    ['with Japanese words', {}, 'ミナ', '1: 1B 2: 2A'],
    ['with words of several columns', {}, 'harbour cu', '1: 1B'],
    ['with words that nothing has', {}, 'submarine', ''],
  ])('%s', (_, view, query, expected) => {
    expect(shown(view, query)).toBe(expected);
  });

  test('sorting never writes: the film is as it was', () => {
    const before = JSON.stringify(film.records());
    shown({ sort: { column: 'length', isDescending: true }, isGrouped: false });
    expect(JSON.stringify(film.records())).toBe(before);
  });

  test('the values of a column, what is empty last', () => {
    const column = all.find(({ id }) => id === 'size');
    expect(column && columnValues(context, column)).toEqual([
      { value: 'CU', count: 2 },
      { value: 'WS', count: 1 },
      { value: '', count: 2 },
    ]);
  });
});

describe('the columns', () => {
  const ids = (view: ListView) => shownColumns(view, all).map(({ id }) => id);
  const few: ListView = { ...initialListView, columns: ['number', 'size', 'action'] };

  test('one that comes takes its usual place, one that goes leaves the others', () => {
    expect(ids(toggleColumn(few, all, 'angle'))).toEqual(['number', 'size', 'angle', 'action']);
    expect(ids(toggleColumn(few, all, 'size'))).toEqual(['number', 'action']);
    expect(ids(toggleColumn(initialListView, all, 'picture'))).not.toContain('picture');
  });

  test.each([
    ['action', 'size', ['number', 'action', 'size']],
    ['number', null, ['size', 'action', 'number']],
    ['size', 'size', ['number', 'action', 'size']],
  ])('%s put before %s', (id, beforeId, expected) => {
    expect(ids(moveColumn(few, all, id, beforeId))).toEqual(expected);
  });

  test('a field that is gone is left out', () => {
    expect(ids({ ...few, columns: ['number', 'custom fld_gone0001'] })).toEqual(['number']);
  });

  test('a click sorts up, the next down, the third not at all', () => {
    const up = nextSort(few, 'size');
    const down = nextSort({ ...few, sort: up }, 'size');
    expect([up, down, nextSort({ ...few, sort: down }, 'size')]).toEqual([
      { column: 'size', isDescending: false },
      { column: 'size', isDescending: true },
      null,
    ]);
  });
});
