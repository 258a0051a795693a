import { createScene, createShot } from '@shared/document/factories';
import type { Scene, Shot } from '@shared/document/records';
import type { ListedScene } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { describe, expect, it } from 'vitest';
import { clickSelection, neighbour } from '../ui/gridSelection';
import { boardRows, fitColumns } from './boardRows';

const scene = (name: string): Scene =>
  createScene({ id: `scn_${name.padEnd(8, '0')}` as Scene['id'], order: name });

/** Letters are shots, small ones omitted: "ABc". */
function listed(of: Scene, shots: string): ListedScene {
  const entries = [...shots].map((letter, index) => ({
    shot: createShot({
      id: `sht_${of.order}${String(index).padStart(8, '0')}` as Shot['id'],
      sceneId: of.id,
      order: `a${index}`,
      lengthFrames: frames(24),
    }),
    scene: of,
    label: letter,
    startFrame: frames(index * 24),
    endFrame: frames(index * 24 + 24),
    index,
    isOmitted: letter === letter.toLowerCase(),
  }));
  return { scene: of, label: of.order, isOmitted: false, shots: entries };
}

describe('boardRows', () => {
  it.each([
    ['breaks each scene into lines of its own', 'ABCDE', ['# ABC', 'DE']],
    ['keeps empty scenes', '', ['#']],
    ['puts what is omitted below the cards it was cut from', 'ABcDEfg', ['# ABD', '(c)', 'E', '(fg)']],
    ['at the start of a scene', 'abC', ['# C', '(ab)']],
    ['a scene of nothing else', 'ab', ['# (ab)']],
  ])('%s', (_, shots, expected) => {
    const rows = boardRows([listed(scene('a'), shots), listed(scene('b'), 'X')], 3);
    const lines = rows.map((row) => {
      if (row.type === 'scene') return '#';
      const labels = row.shots.map(({ label }) => label).join('');
      return row.type === 'shots' ? labels : `(${labels})`;
    });
    expect(lines).toEqual([...expected.join(' ').split(' '), '#', 'X']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe('fitColumns', () => {
  it.each([
    [1000, 240, 12, 4],
    [239, 240, 12, 1],
    [492, 240, 12, 2],
    [410, 240, 12, 2],
    [380, 240, 12, 1],
    [40, 240, 12, 1],
  ])('%d px with cards of %d and gaps of %d: %d columns', (available, wished, gap, columns) => {
    const fit = fitColumns(available, wished, gap);
    expect(fit.columns).toBe(columns);
    expect(fit.columns * fit.cardWidth + (fit.columns - 1) * gap).toBeLessThanOrEqual(
      Math.max(80, available),
    );
  });
});

describe('clickSelection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  it.each([
    ['plain', ['b', 'c'], 'b', 'd', { range: false, toggle: false }, ['d']],
    ['toggle in', ['b'], 'b', 'd', { range: false, toggle: true }, ['b', 'd']],
    ['toggle out', ['b', 'd'], 'b', 'b', { range: false, toggle: true }, ['d']],
    ['range forwards', ['b'], 'b', 'd', { range: true, toggle: false }, ['b', 'c', 'd']],
    ['range backwards', ['d'], 'd', 'b', { range: true, toggle: false }, ['b', 'c', 'd']],
    ['range without anchor', [], null, 'c', { range: true, toggle: false }, ['c']],
    ['range from a board that is gone', [], 'x', 'c', { range: true, toggle: false }, ['c']],
  ] as const)('%s', (_name, selected, anchor, clicked, modifiers, expected) => {
    expect(clickSelection(order, selected, anchor, clicked, modifiers)).toEqual(expected);
  });
});

describe('neighbour', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  it.each([
    ['b', 'ArrowRight', 'c'],
    ['a', 'ArrowLeft', 'a'],
    ['b', 'ArrowDown', 'e'],
    ['d', 'ArrowDown', 'e'],
    ['e', 'ArrowUp', 'b'],
    [null, 'ArrowRight', 'a'],
    ['c', 'Home', 'a'],
    ['c', 'End', 'e'],
  ] as const)('from %s with %s to %s', (current, key, expected) => {
    expect(neighbour(order, current, key, 3)).toBe(expected);
  });
});
