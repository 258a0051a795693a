import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberingPreset } from '../../document/numberingPresets';
import type { Counter } from '../../document/records';
import { numberBetween } from './between';
import { counterTextAt } from './counters';

const numbers = numberingPreset('slate').scene;
const letters = numberingPreset('slate').shot;
const smallLetters: Counter = { ...letters, isLowerCase: true };
const tens = numberingPreset('tens').shot;

const between = (
  previous: string | null,
  next: string | null,
  counter: Counter,
  taken: readonly string[] = [],
) => {
  const all = new Set([previous, next, ...taken].map((text) => text?.toUpperCase()));
  return numberBetween(previous, next, { counter, isTaken: (text) => all.has(text.toUpperCase()) });
};

describe('a number between locked ones', () => {
  test.each<[previous: string | null, next: string | null, expected: string, taken?: string[]]>([
    ['10', '11', '10A'],
    ['10A', '11', '10B'],
    ['10H', '11', '10J'],
    ['10N', '11', '10P'],
    ['10Z', '11', '10AA'],
    ['10', '10A', '10aA'],
    ['10', '10aA', '10aaA'],
    ['10aA', '10A', '10bA'],
    ['10aA', '10bA', '10abA'],
    ['10A', '10B', '10aB'],
    ['10aB', '10B', '10bB'],
    [null, '1', 'A1'],
    ['A1', '1', 'B1'],
    [null, 'A1', 'aA1'],
    ['aA1', 'A1', 'bA1'],
    ['A1', 'B1', 'aB1'],
    ['12', null, '13'],
    ['12A', null, '13'],
    ['12', null, '15', ['13', '14']],
    [null, null, '1'],
    [null, null, '2', ['1']],
    // Scenes were moved: the one before has the higher number.
    ['12', '11', '12A'],
    ['10B', '10A', '10C'],
    ['10', '11', '10B', ['10A']],
    // Capitals alone make no other file name.
    ['10', '10A', '10bA', ['10AA']],
    ['Opening', '1', 'Opening1'],
    ['第3', '第4', '第3A'],
  ])('scenes: %s | %s → %s', (previous, next, expected, taken) => {
    expect(between(previous, next, numbers, taken)).toBe(expected);
  });

  test.each<[previous: string | null, next: string | null, expected: string, taken?: string[]]>([
    ['A', 'B', 'A1'],
    ['A1', 'B', 'A2'],
    ['A9', 'B', 'A10'],
    ['A', 'A1', 'Aa1'],
    ['A1', 'A2', 'Aa2'],
    [null, 'A', 'aA'],
    ['aA', 'A', 'bA'],
    ['C', null, 'D'],
    ['Z', null, 'AA'],
    ['H', null, 'J'],
    ['A1', null, 'B'],
  ])('set-ups: %s | %s → %s', (previous, next, expected, taken) => {
    expect(between(previous, next, letters, taken)).toBe(expected);
  });

  test.each<[previous: string | null, next: string | null, expected: string]>([
    ['a', 'b', 'a1'],
    [null, 'a', 'Aa'],
    ['a', 'a1', 'aA1'],
    ['z', null, 'aa'],
  ])('set-ups in small letters: %s | %s → %s', (previous, next, expected) => {
    expect(between(previous, next, smallLetters)).toBe(expected);
  });

  test.each<[previous: string | null, next: string | null, expected: string, taken?: string[]]>([
    ['0010', '0020', '0015'],
    ['0010', '0015', '0012'],
    ['0010', '0012', '0011'],
    ['0010', '0011', '0010A'],
    ['0010A', '0011', '0010B'],
    [null, '0010', '0005'],
    [null, '0001', 'A0001'],
    ['0990', null, '1000'],
    ['9990', null, '10000'],
    ['0015', null, '0020'],
    ['0010', '0020', '0016', ['0015', '0014']],
    ['0050', '0020', '0050A'],
  ])('steps of ten: %s | %s → %s', (previous, next, expected, taken) => {
    expect(between(previous, next, tens, taken)).toBe(expected);
  });

  test('whatever is put in wherever, every number is new and none changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(numbers, letters, smallLetters, tens),
        fc.nat(6),
        fc.array(fc.nat(), { maxLength: 120 }),
        (counter, start, places) => {
          const list = Array.from({ length: start }, (_, index) => counterTextAt(counter, index));
          const taken = new Set(list.map((text) => text.toUpperCase()));
          for (const place of places) {
            const index = place % (list.length + 1);
            const text = numberBetween(list[index - 1] ?? null, list[index] ?? null, {
              counter,
              isTaken: (candidate) => taken.has(candidate.toUpperCase()),
            });
            expect(taken.has(text.toUpperCase())).toBe(false);
            taken.add(text.toUpperCase());
            list.splice(index, 0, text);
          }
        },
      ),
    );
  });
});

test.each([
  ['A'.repeat(80), '1', numbers],
  [`${'X'.repeat(60)}1`, `${'Y'.repeat(60)}1`, numbers],
  ['x'.repeat(120), 'y', letters],
  ['Ａ', 'ｚ９', letters],
])(
  'numbers that somebody has typed at any length still have one between them: %s | %s',
  (previous, next, counter) => {
    const first = between(previous, next, counter);
    const second = between(previous, next, counter, [first]);
    expect(new Set([previous, next, first, second]).size).toBe(4);
  },
);

test('a pattern in which no number shows does not make the search endless', () => {
  const options = { counter: letters, isTaken: () => true };
  expect(numberBetween('A', 'B', options)).not.toBe('');
  expect(numberBetween(null, null, options)).not.toBe('');
});
