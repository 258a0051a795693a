import { describe, expect, it } from 'vitest';
import {
  type Cell,
  type CellChoice,
  chosenArea,
  columnsInSight,
  gridShape,
  moveChoice,
  tabCell,
} from './gridCells';

const shape = gridShape(['r0', 'r1', 'r2', 'r3'], ['c0', 'c1', 'c2']);
const cell = (text: string): Cell => ({ row: `r${text[0]}`, column: `c${text[1]}` });
const at = (focus: string, anchor = focus): CellChoice => ({ anchor: cell(anchor), focus: cell(focus) });
const text = (choice: CellChoice | null) =>
  choice && [choice.anchor, choice.focus].map(({ row, column }) => row.slice(1) + column.slice(1)).join('>');

describe('keys in the grid', () => {
  it.each([
    ['ArrowDown', '00', {}, '10>10'],
    ['ArrowUp', '00', {}, '00>00'],
    ['ArrowRight', '02', {}, '02>02'],
    ['ArrowLeft', '11', {}, '10>10'],
    ['ArrowDown', '00', { isShift: true }, '00>10'],
    ['ArrowRight', '00', { isMod: true }, '02>02'],
    ['ArrowDown', '01', { isMod: true, isShift: true }, '01>31'],
    ['Home', '12', {}, '10>10'],
    ['End', '10', {}, '12>12'],
    ['Home', '22', { isMod: true }, '00>00'],
    ['End', '00', { isMod: true }, '32>32'],
    ['PageDown', '00', {}, '20>20'],
    ['PageUp', '31', { isShift: true }, '31>11'],
    ['x', '00', {}, null],
  ])('%s from %s', (key, from, more, expected) => {
    const pressed = { key, isShift: false, isMod: false, ...more };
    expect(text(moveChoice(at(from), pressed, shape, 2))).toBe(expected);
  });

  it('goes to the first cell where nothing was chosen, or what was chosen is gone', () => {
    const pressed = { key: 'ArrowDown', isShift: false, isMod: false };
    expect(text(moveChoice(null, pressed, shape, 2))).toBe('10>10');
    expect(text(moveChoice(at('90'), pressed, shape, 2))).toBe('10>10');
    expect(moveChoice(null, pressed, gridShape([], ['c0']), 2)).toBeNull();
  });
});

describe('the chosen cells', () => {
  it.each([
    ['00', '21', { fromRow: 0, toRow: 3, fromColumn: 0, toColumn: 2 }],
    ['22', '10', { fromRow: 1, toRow: 3, fromColumn: 0, toColumn: 3 }],
    ['11', '11', { fromRow: 1, toRow: 2, fromColumn: 1, toColumn: 2 }],
  ])('from %s to %s', (anchor, focus, expected) => {
    expect(chosenArea(at(focus, anchor), shape)).toEqual(expected);
  });

  it('are those that still are shown after a filter', () => {
    const filtered = gridShape(['r1', 'r3'], ['c0', 'c2']);
    expect(chosenArea(at('32', '10'), filtered)).toEqual({
      fromRow: 0,
      toRow: 2,
      fromColumn: 0,
      toColumn: 2,
    });
    expect(chosenArea(at('10', '00'), filtered)).toEqual({
      fromRow: 0,
      toRow: 1,
      fromColumn: 0,
      toColumn: 1,
    });
    expect(chosenArea(at('20', '10'), filtered)).toBeNull();
  });
});

it.each([
  ['00', false, 'r0 c1'],
  ['02', false, 'r1 c0'],
  ['32', false, null],
  ['10', true, 'r0 c2'],
  ['00', true, null],
])('Tab from %s (back: %s)', (from, isBack, expected) => {
  const next = tabCell(cell(from), isBack, shape);
  expect(next && `${next.row} ${next.column}`).toBe(expected);
});

describe('columns in sight', () => {
  // At 0–80, 80–180, 180–240 and 240–440 px.
  const widths = [80, 100, 60, 200];
  it.each([
    ['the first ones', 0, 150, 0, '0-2'],
    ['a column that only touches the edge is out of sight', 0, 180, 0, '0-2'],
    ['one px of the next', 0, 181, 0, '0-3'],
    ['in the middle', 100, 100, 0, '1-3'],
    ['the last one, gone past its begin', 260, 100, 0, '3-4'],
    ['as many as are nearly in sight', 100, 100, 41, '0-4'],
    ['a window wider than the table', 0, 1_000, 0, '0-4'],
  ])('%s', (_name, left, width, margin, expected) => {
    const { from, to } = columnsInSight(widths, left, width, margin);
    expect(`${from}-${to}`).toBe(expected);
  });
});
