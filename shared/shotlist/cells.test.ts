import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { allColumns } from './columns';
import { readCellText } from './planPaste';
import { headingParts } from './sceneHeading';
import { tableContext } from './tableContext';

const fields = [
  { id: testId('customField', 'unit'), name: 'Unit', type: 'choice', choices: ['Main', 'Second'] },
  { id: testId('customField', 'day'), name: 'Day', type: 'number' },
  { id: testId('customField', 'vfx'), name: 'VFX', type: 'checkbox' },
  { id: testId('customField', 'memo'), name: 'メモ2', type: 'text' },
];
const film = (...calls: readonly (readonly [string, unknown])[]): Document =>
  [...fields.map((field) => ['customField.add', field] as const), ...calls].reduce(
    (document, [command, args]) => run(document, command, args).document,
    smallFilm(),
  );

function cellOf(document: Document, id: string, shot = 'A') {
  const context = tableContext(document);
  const all = allColumns(document.list('customField'));
  const column = all.find((each) => each.id === id || each.title === id);
  const row = context.sequence.listedById.get(testId('shot', shot));
  if (!column || !row) throw new Error(`no ${id}`);
  return {
    text: column.text(row, context),
    read: (text: string) => readCellText(column, text, row, context),
  };
}

describe('what a cell says', () => {
  test.each([
    ['number', '1A'],
    ['scene', '1 EXT. HARBOUR - DUSK'],
    ['move', 'Pan left'],
    ['lens', ''],
    ['dialogue', 'Mina: Always.'],
    ['cast', 'Mina'],
    ['length', '2+00'],
    ['start', '00:00:00:00'],
    ['status', 'Draft'],
    ['inside', 'EXT'],
    ['location', 'HARBOUR'],
    ['timeOfDay', 'DUSK'],
    ['boards', '1'],
  ])('%s: %s', (column, expected) => {
    expect(cellOf(smallFilm(), column).text).toBe(expected);
  });
});

describe('what a cell takes', () => {
  test.each([
    ['size', 'cu', { size: 'CU' }],
    ['size', 'Close-Up', { size: 'CU' }],
    ['size', 'extreme wide shot', { size: 'EWS' }],
    ['size', '', {}],
    ['angle', 'eye level', { angle: 'Eye level' }],
    ['angle', 'アオリ', { angle: 'Low' }],
    ['status', 'approved', { status: 'approved' }],
    ['status', 'in progress', { status: 'inProgress' }],
    ['move', 'dolly in', { move: 'dollyIn' }],
    ['move', 'DollyIn', { move: 'dollyIn' }],
    ['move', 'Static', { move: null }],
    ['move', 'Pan left', {}],
    ['lens', '35', { lensMm: 35 }],
    ['lens', '50mm', { lensMm: 50 }],
    ['lens', '27,5 mm', { lensMm: 27.5 }],
    ['length', '3+12', { lengthFrames: 84 }],
    ['length', '2.5s', { lengthFrames: 60 }],
    ['length', '3秒', { lengthFrames: 72 }],
    ['length', '+12', { lengthFrames: 60 }],
    ['length', '2+00', {}],
    ['colour', 'Red', { colour: '#e5594f' }],
    ['colour', '#ABCDEF', { colour: '#abcdef' }],
    ['colour', 'none', { colour: null }],
    ['transition', 'Dissolve 0+12', { transitionIn: { type: 'dissolve', lengthFrames: 12 } }],
    ['transition', 'dip to black', { transitionIn: { type: 'dipToBlack', lengthFrames: 0 } }],
    ['transition', 'Cut', { transitionIn: null }],
    ['action', 'ミナは歩く。\n二行目', { action: 'ミナは歩く。\n二行目' }],
    ['scene', '2', { sceneId: testId('scene', 'two') }],
    ['scene', 'ext. harbour - dusk', {}],
    ['Unit', 'second', { customFields: { [testId('customField', 'unit')]: 'Second' } }],
    ['Day', '3,5', { customFields: { [testId('customField', 'day')]: 3.5 } }],
    ['VFX', '✓', { customFields: { [testId('customField', 'vfx')]: true } }],
    ['VFX', 'no', { customFields: { [testId('customField', 'vfx')]: false } }],
    ['メモ2', '雨', { customFields: { [testId('customField', 'memo')]: '雨' } }],
  ])('%s "%s"', (column, text, cells) => {
    expect(cellOf(film(), column).read(text).cells).toEqual(cells);
  });

  test.each([
    ['size', 'enormous', 'no shot size'],
    ['angle', 'sideways', 'no camera angle'],
    ['status', 'lost', 'no status'],
    ['move', 'teleport', 'no camera move'],
    ['lens', 'wide', 'no lens'],
    ['lens', '1', 'no lens'],
    ['length', 'long', 'no length'],
    ['length', '0', 'one frame'],
    ['colour', 'octarine', 'no colour'],
    ['transition', 'explode', 'no transition'],
    ['transition', 'Dissolve 1x', 'no length'],
    ['scene', '9', 'no scene'],
    ['number', '9Z', 'until they are locked'],
    ['cast', 'Oto', 'cannot be edited'],
    ['Unit', 'Third', 'one of: Main, Second'],
    ['Day', 'soon', 'no number'],
    ['VFX', 'perhaps', 'neither yes nor no'],
  ])('%s "%s" is refused in words', (column, text, words) => {
    expect(cellOf(film(), column).read(text).problem).toContain(words);
  });

  test('a number of its own while numbers are locked', () => {
    const locked = film(['project.lockNumbers', {}]);
    expect(cellOf(locked, 'number').read(' 9Z ').cells).toEqual({ number: '9Z' });
    expect(cellOf(locked, 'number').read('1,2').problem).toContain('comma');
    expect(cellOf(locked, 'number').read('1A').cells).toEqual({});
  });
});

test.each([
  ['EXT. HARBOUR - DUSK', 'EXT', 'HARBOUR', 'DUSK'],
  ['int kitchen – night', 'INT', 'kitchen', 'night'],
  ['INT./EXT. BOAT, DECK - DAY - LATER', 'INT/EXT', 'BOAT, DECK - DAY', 'LATER'],
  ['I/E CAR - DAY', 'INT/EXT', 'CAR', 'DAY'],
  ['The well-known cliff', '', 'The well-known cliff', ''],
  ['灯台の中 - 夜', '', '灯台の中', '夜'],
  ['', '', '', ''],
])('the heading "%s"', (heading, inside, place, time) => {
  expect(headingParts(heading)).toEqual({ inside, place, time });
});
