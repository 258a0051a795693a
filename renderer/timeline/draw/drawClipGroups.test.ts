import type { ClipGroup } from '@shared/timeline/clipGroups';
import { describe, expect, test } from 'vitest';
import type { GroupFacts } from '../clipGroupWords';
import { drawClipGroups } from './drawClipGroups';
import type { TimelineDrawing } from './drawing';
import { forgetTextMeasures } from './text';

const colours = { danger: 'danger', accent: 'accent', bracket: 'bracket', line: 'line', dim: 'dim' };
const error = { severity: 'error', message: 'It is too long.' } as const;
const warning = { severity: 'warning', message: 'It has no words.' } as const;

/** Draws one bracket. @returns what was filled, and in which colour, and the words */
function drawn(widthPx: number, problems: GroupFacts['problems'], label = '1A-1B') {
  const fills: string[] = [];
  const words: string[] = [];
  const context = {
    fillStyle: '',
    font: '',
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo: () => undefined,
    arcTo: () => undefined,
    stroke: () => undefined,
    closePath: () => undefined,
    fill: () => fills.push(`triangle ${context.fillStyle}`),
    fillRect: (_x: number, _y: number, width: number) => fills.push(`${width} px ${context.fillStyle}`),
    fillText: (text: string) => words.push(text),
    measureText: (text: string) => ({ width: [...text].length * 10 }),
  };
  forgetTextMeasures();
  const group = { label, startFrame: 0, endFrame: widthPx + 2, first: 0, end: 2, shots: [{}, {}] };
  const view = { startFrame: 0, pixelsPerFrame: 1, widthPx: 1_000 };
  const drawing = { view, gesture: { type: 'ready' }, theme: { ...colours, font: 'Inter' } };
  drawClipGroups(context as unknown as CanvasRenderingContext2D, drawing as unknown as TimelineDrawing, {
    shown: [group as unknown as ClipGroup],
    facts: () => ({ seconds: 5, price: null, problems }),
    groupOf: () => group as unknown as ClipGroup,
  });
  return { fills, words };
}

describe('a bracket that something stands against', () => {
  test.each([
    [200, 'triangle danger'],
    [23, 'triangle danger'],
    [12, 'triangle danger'],
    [11, '11 px danger'],
    [2, '2 px danger'],
    [1, '1 px danger'],
  ])('of %i px bears a mark', (widthPx, mark) => {
    expect(drawn(widthPx, [warning, error]).fills).toEqual([mark]);
    expect(drawn(widthPx, [warning]).fills).toEqual([mark.replace('danger', 'accent')]);
  });

  test.each([200, 23, 11, 2])('without a problem one of %i px bears none', (widthPx) => {
    expect(drawn(widthPx, []).fills).toEqual([]);
  });
});

test('words are cut where they do not fit; narrow brackets have none', () => {
  expect(drawn(300, []).words).toEqual(['1A-1B · 2 shots · 5 s']);
  expect(drawn(90, [], '第三場面の長い名前').words).toEqual(['第三場面の長…']);
  expect(drawn(23, [], '第三場面').words).toEqual([]);
});
